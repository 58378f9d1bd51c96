import type uPlot from 'uplot';
import { describe, expect, it } from 'vitest';
import { logTicks, valueRange } from './scales';

describe('logTicks', () => {
  it('are round numbers, closer where little lies between the ends', () => {
    expect(logTicks(0.001, 0.3, 8)).toEqual([0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]);
    expect(logTicks(14.5, 105, 6)).toEqual([20, 50, 100]);
    expect(logTicks(30, 45, 6)).toEqual([30, 40]);
    expect(logTicks(1e-6, 1, 4)).toEqual([1e-6, 1e-4, 1e-2, 1]);
  });

  it('are the ends where no two round numbers lie between', () => {
    expect(logTicks(4.1, 4.9, 6)).toEqual([4.1, 4.9]);
  });

  it('are never more than there is room for', () => {
    for (const high of [2, 30, 1e3, 1e9, 1e40]) {
      expect(logTicks(1, high, 5).length).toBeLessThanOrEqual(6);
    }
  });
});

describe('valueRange', () => {
  const range = (low: number | null, high: number | null) => valueRange({} as uPlot, low, high);

  it('lies close around values that are all the same', () => {
    expect(range(0, 0)).toEqual([0, 1]);
    expect(range(50, 50)).toEqual([45, 55]);
    expect(range(-2, -2)).toEqual([-2.2, -1.8]);
  });

  it('is something where there is no value', () => {
    expect(range(null, null)).toEqual([0, 1]);
  });

  it('holds the values where they differ', () => {
    const [low, high] = range(2, 9) as [number, number];
    expect(low).toBeLessThanOrEqual(2);
    expect(high).toBeGreaterThanOrEqual(9);
  });
});
