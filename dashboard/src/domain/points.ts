import type { Point } from '../api/tracking';
import { toNumber } from './numbers';

/** A metric's points in the order of their steps, without those that no axis can show. */
export interface Curve {
  steps: number[];
  values: number[];
}

export function curveOf(points: readonly Point[]): Curve {
  const shown = points
    .map((point) => ({ step: Number(point.step), value: toNumber(point.value) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.step - b.step);
  return { steps: shown.map(({ step }) => step), values: shown.map(({ value }) => value) };
}

/** An SVG path through a curve's points, in a box of `width` × `height` whose y axis points down. */
export function pathOf({ steps, values }: Curve, width: number, height: number): string {
  const x = scale(steps, 0, width);
  const y = scale(values, height, 0);
  return steps
    .map((step, index) => `${index === 0 ? 'M' : 'L'}${x(step).toFixed(1)} ${y(values[index] ?? 0).toFixed(1)}`)
    .join('');
}

/** The numbers that are shown beside a curve. */
export function extent(values: readonly number[]): { low: number; high: number } | undefined {
  return values.length === 0
    ? undefined
    : values.reduce(({ low, high }, value) => ({ low: Math.min(low, value), high: Math.max(high, value) }), {
        low: Number.POSITIVE_INFINITY,
        high: Number.NEGATIVE_INFINITY,
      });
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const { low, high } = extent(values) ?? { low: 0, high: 0 };
  return (value) => (high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from));
}
