import { describe, expect, it } from 'vitest';
import { smooth } from './smoothing';

describe('smooth', () => {
  it('leaves values alone without weight', () => {
    expect(smooth([3, null, 1], 0)).toEqual([3, null, 1]);
  });

  it('keeps a constant from its first point on', () => {
    for (const value of smooth([2, 2, 2, 2], 0.9)) {
      expect(value).toBeCloseTo(2, 12);
    }
  });

  it('is the average weighted by age', () => {
    expect(smooth([1, 0], 0.5)[1]).toBeCloseTo(1 / 3, 12);
  });

  it('passes over gaps', () => {
    const [first, gap, second] = smooth([1, null, 0], 0.5);
    expect([first, gap]).toEqual([1, null]);
    expect(second).toBeCloseTo(1 / 3, 12);
  });
});
