import type uPlot from 'uplot';
import { describe, expect, it } from 'vitest';
import { lineStyle } from '../domain/colours';
import type { Curves } from '../domain/curves';
import { drawManyLines } from './drawManyLines';

interface Stroke {
  colour: string;
  width: number;
  alpha: number;
  points: [number, number][];
}

const EPOCHS = [1, 2, 4];

/** A plot whose epoch e lies at 10 e, and whose y axis from `low` at 100 to `high` at 0 is linear or logarithmic. */
function recorded(log: boolean, low: number, high: number): { plot: uPlot; strokes: Stroke[] } {
  const strokes: Stroke[] = [];
  let points: [number, number][] = [];
  const ctx = {
    strokeStyle: '',
    lineWidth: 0,
    globalAlpha: 1,
    beginPath: () => {
      points = [];
    },
    lineTo: (x: number, y: number) => points.push([x, Math.round(y) + 0]),
    stroke: () => strokes.push({ colour: ctx.strokeStyle, width: ctx.lineWidth, alpha: ctx.globalAlpha, points }),
    save: () => undefined,
    restore: () => undefined,
    rect: () => undefined,
    clip: () => undefined,
  };
  const of = log ? Math.log : (value: number): number => value;
  const plot = {
    ctx,
    bbox: { left: 0, top: 0, width: 100, height: 100 },
    data: [EPOCHS],
    scales: { y: { min: low, max: high } },
    valToPos: (value: number, scale: string) =>
      scale === 'x' ? 10 * value : 100 * (1 - (of(value) - of(low)) / (of(high) - of(low))),
  };
  return { plot: plot as unknown as uPlot, strokes };
}

const line = (trial: number, ...values: number[]): Curves['lines'][number] => ({
  trial,
  values: Float64Array.from(values),
  resumed: [],
});

describe('drawManyLines', () => {
  it('draws each line through its values in its colour, over its gaps', () => {
    const { plot, strokes } = recorded(false, 0, 10);
    const lines = [line(0, 10, 5, 0), line(1, 2, Number.NaN, 4)];
    drawManyLines(plot, { lines, theme: 'light', selected: undefined, log: false });
    const colours = [0, 1].map((trial) => lineStyle(trial, 'light').colour);
    const [first, second] = strokes;
    expect(strokes).toHaveLength(2);
    expect(first).toEqual({ colour: colours[0], width: 1, alpha: 1, points: [[10, 0], [20, 50], [40, 100]] }); // biome-ignore format: points side by side
    expect(second).toEqual({ colour: colours[1], width: 1, alpha: 1, points: [[10, 80], [40, 60]] }); // biome-ignore format: points side by side
  });

  it('puts values where a logarithmic axis has them', () => {
    const { plot, strokes } = recorded(true, 1, 10_000);
    drawManyLines(plot, { lines: [line(0, 10_000, 100, 1)], theme: 'light', selected: undefined, log: true });
    expect(strokes[0]?.points.map(([, y]) => y)).toEqual([0, 50, 100]);
  });

  it('draws the chosen trial last and thick, the others faint', () => {
    const { plot, strokes } = recorded(false, 0, 10);
    const lines = [line(3, 1, 1, 1), line(4, 2, 2, 2), line(5, 3, 3, 3)];
    drawManyLines(plot, { lines, theme: 'dark', selected: 4, log: false });
    expect(strokes.map(({ width, alpha }) => [width, alpha])).toEqual([[1, 0.3], [1, 0.3], [3, 1]]); // biome-ignore format: pairs side by side
    expect(strokes.at(-1)?.points).toEqual([[10, 80], [20, 80], [40, 80]]); // biome-ignore format: points side by side
  });
});
