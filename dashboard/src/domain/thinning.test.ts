import { describe, expect, it } from 'vitest';
import type { Report } from '../api/types';
import { AT } from './testing';
import { thinned } from './thinning';

function reports(count: number, loss: (epoch: number) => number, attempt = (_: number): number => 1): Report[] {
  return Array.from({ length: count }, (_, at) => ({
    trial: 0,
    attempt: attempt(at + 1),
    epoch: at + 1,
    step: at + 1,
    at: AT,
    metrics: { loss: loss(at + 1), rate: 1 },
  }));
}

const epochs = (kept: readonly Report[]): number[] => kept.map(({ epoch }) => epoch);

describe('a curve that is thinned out', () => {
  it('keeps every peak, its first and its last report', () => {
    const kept = thinned(
      reports(10_000, (epoch) => (epoch === 4321 ? 50 : epoch === 777 ? -50 : 1 / epoch)),
      200,
    );
    expect(epochs(kept)).toEqual(expect.arrayContaining([1, 777, 4321, 10_000]));
    expect(kept.length).toBeGreaterThan(90);
    expect(kept.length).toBeLessThan(210);
    expect(epochs(kept)).toEqual([...epochs(kept)].sort((a, b) => a - b));
  });

  it('keeps where an attempt began', () => {
    const kept = thinned(
      reports(
        1000,
        () => 1,
        (epoch) => (epoch < 501 ? 1 : 2),
      ),
      10,
    );
    expect(epochs(kept)).toContain(501);
  });

  it('takes no NaN for a peak', () => {
    const kept = thinned(
      reports(1000, (epoch) => (epoch === 500 ? 9 : Number.NaN)),
      4,
    );
    expect(epochs(kept)).toContain(500);
  });

  it('is left alone while it is short', () => {
    expect(
      thinned(
        reports(10, () => 1),
        10,
      ),
    ).toHaveLength(10);
  });
});
