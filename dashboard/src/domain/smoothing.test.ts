import { describe, expect, it } from 'vitest';
import { smooth } from './smoothing';

const smoothed = (values: number[], weight: number): number[] => [...smooth(Float64Array.from(values), weight)];

describe('smooth', () => {
  it('leaves values alone without weight', () => {
    expect(smoothed([3, Number.NaN, 1], 0)).toEqual([3, Number.NaN, 1]);
  });

  it('keeps a constant from its first point on', () => {
    for (const value of smoothed([2, 2, 2, 2], 0.9)) {
      expect(value).toBeCloseTo(2, 12);
    }
  });

  it('is the average weighted by age', () => {
    expect(smoothed([1, 0], 0.5)[1]).toBeCloseTo(1 / 3, 12);
  });

  it('passes over gaps', () => {
    const [first, gap, second] = smoothed([1, Number.NaN, 0], 0.5);
    expect([first, gap]).toEqual([1, Number.NaN]);
    expect(second).toBeCloseTo(1 / 3, 12);
  });
});
