import type { ParameterAxis } from '../api/types';
import { formatParameter, toNumber } from './numbers';
import type { FieldKey, FieldValue } from './trialFields';
import type { RowTest, TrialTable } from './trialTable';

/** An axis of parallel coordinates. Places on it go from 0 to 1. */
export interface Axis {
  key: FieldKey;
  name: string;
  low: number;
  high: number;
  log: boolean;
  choices: readonly (string | number | boolean)[];
}

/** Parts of axes that a line has to pass through, by the axis's key: from the lower to the upper place. */
export type Brushes = ReadonlyMap<string, readonly [number, number]>;

export function axisOf({ name, low, high, log, choices }: ParameterAxis): Axis {
  return { key: `p:${name}`, name, low: toNumber(low), high: toNumber(high), log, choices };
}

/** The axis of the objective's values, as wide as they are. */
export function valueAxis(name: string, values: readonly number[]): Axis {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return { key: 'value', name, low: finite.length ? low : 0, high: finite.length ? high : 1, log: false, choices: [] };
}

/** Where a value lies on an axis; absent where it does not. */
export function placeOn({ low, high, log, choices }: Axis, value: FieldValue): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (choices.length > 0) {
    const at = choices.findIndex((choice) => String(choice) === String(value));
    return at < 0 ? undefined : choices.length === 1 ? 0.5 : at / (choices.length - 1);
  }
  const number = Number(value);
  if (!Number.isFinite(number) || (log && number <= 0)) {
    return undefined;
  }
  const scale = log ? Math.log : (x: number): number => x;
  const place = high === low ? 0.5 : (scale(number) - scale(low)) / (scale(high) - scale(low));
  return Math.min(1, Math.max(0, place));
}

/** The number at a place of an axis without choices. */
export function valueAt({ low, high, log }: Axis, place: number): number {
  return log ? low * (high / low) ** place : low + (high - low) * place;
}

/** What a row has to meet to pass through every brush. */
export function passes(table: TrialTable, axes: readonly Axis[], brushes: Brushes): RowTest {
  const parts = axes.flatMap((axis) => {
    const range = brushes.get(axis.key);
    return range ? [{ places: table.places(axis), range }] : [];
  });
  return (row) => parts.every(({ places, range }) => isWithin(places[row], range));
}

export function isWithin(place: number | undefined, [from, to]: readonly [number, number]): boolean {
  return place !== undefined && place >= from && place <= to;
}

/** A brush in words: "0.001 to 0.01", or the choices within it. */
export function rangeWords(axis: Axis, range: readonly [number, number]): string {
  if (axis.choices.length > 0) {
    return axis.choices.filter((choice) => isWithin(placeOn(axis, String(choice)), range)).join(', ') || 'none';
  }
  return range.map((place) => formatParameter(valueAt(axis, place))).join(' to ');
}

/** The brushes as a filter for the table of trials. */
export function filterOf(axes: readonly Axis[], brushes: Brushes): string {
  return axes
    .flatMap((axis) => {
      const range = brushes.get(axis.key);
      const name = `"${axis.key}"`;
      if (!range) {
        return [];
      }
      if (axis.choices.length > 0) {
        const within = axis.choices.filter((choice) => isWithin(placeOn(axis, String(choice)), range));
        return [`${name} in (${within.map((choice) => `"${choice}"`).join(', ')})`];
      }
      const [from, to] = range.map((place) => Number(valueAt(axis, place).toPrecision(6)));
      return [`${name} >= ${from} and ${name} <= ${to}`];
    })
    .join(' and ');
}

/** Brushes as they are written in an address. */
export function brushText(brushes: Brushes): string | undefined {
  const parts = [...brushes].map(([key, range]) => [encodeURIComponent(key), ...range.map(rounded)].join('~'));
  return parts.length === 0 ? undefined : parts.join('!');
}

/** What cannot be read is left out. */
export function parseBrushes(text: string | undefined): Brushes {
  const brushes = new Map<string, readonly [number, number]>();
  for (const part of (text ?? '').split('!')) {
    const [key, from, to] = part.split('~');
    const range = [Number(from ?? Number.NaN), Number(to ?? Number.NaN)] as const;
    if (key && range[0] >= 0 && range[1] <= 1 && range[0] <= range[1]) {
      brushes.set(decoded(key), range);
    }
  }
  return brushes;
}

function rounded(place: number): string {
  return String(Number(place.toFixed(4)));
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
