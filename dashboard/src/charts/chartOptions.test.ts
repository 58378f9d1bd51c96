import { describe, expect, it, vi } from 'vitest';
import { alignedData, needsPoints } from './chartOptions';

vi.mock('uplot', () => ({ default: { pxRatio: 1 } }));

describe('needsPoints', () => {
  it.each([
    [[], true],
    [[null, 0.5, null, null], true],
    [[0.5, null, 0.4, null], true],
    [[0.5, 0.4, null, 0.3], false],
  ])('%j: %s', (values, points) => {
    expect(needsPoints(values)).toBe(points);
  });
});

describe('what the library is given', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, trial) => ({ trial, values: Float64Array.of(trial, Number.NaN), resumed: [] }));

  it('is each of few lines, with its gaps', () => {
    expect(alignedData({ epochs: [1, 2], lines: lines(2) })).toEqual([
      [1, 2],
      [0, null],
      [1, null],
    ]);
  });

  it('is of many lines only their range', () => {
    expect(alignedData({ epochs: [1, 2], lines: lines(40) })).toEqual([
      [1, 2],
      [0, 0],
      [39, 39],
    ]);
  });
});
