import { describe, expect, it } from 'vitest';
import { align } from './align';
import { curvesWorthShowing } from './curvesShown';
import { historyOf } from './history';
import { trial } from './testing';

const TRIALS = [
  trial({ number: 3, state: 'COMPLETED', value: 0.6 }),
  trial({ number: 0, state: 'COMPLETED', value: 0.4 }),
  trial({ number: 1, state: 'COMPLETED', value: 'NaN' }),
  trial({ number: 2, state: 'COMPLETED', value: 0.3 }),
  trial({ number: 4, state: 'PRUNED', value: 0.9 }),
  trial({ number: 5, state: 'RUNNING' }),
];

describe('the history', () => {
  it('is what completed trials reached, with the best so far', () => {
    const objective = { metric: 'accuracy', direction: 'MAXIMIZE' } as const;
    expect(historyOf(TRIALS, objective)).toEqual({ trials: [0, 2, 3], values: [0.4, 0.3, 0.6], best: [0.4, 0.4, 0.6] });
  });

  it('takes the least for the best where less is better', () => {
    expect(historyOf(TRIALS, { metric: 'loss', direction: 'MINIMIZE' }).best).toEqual([0.4, 0.3, 0.3]);
  });
});

describe('curvesWorthShowing', () => {
  it('are those that run and the best, not all', () => {
    const many = Array.from({ length: 1000 }, (_, number) =>
      trial({ number, state: number < 20 ? 'RUNNING' : 'COMPLETED', value: (number * 37) % 1000 }),
    );
    const shown = curvesWorthShowing(many, { metric: 'accuracy', direction: 'MAXIMIZE' });
    const best = many.filter(({ state, value }) => state === 'COMPLETED' && Number(value) >= 992);
    expect(shown).toEqual(expect.arrayContaining(best.map(({ number }) => number)));
    expect(shown.filter((number) => number < 20)).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
    expect(shown).toHaveLength(16);
  });
});

describe('align', () => {
  it('puts series on one axis and keeps points of the same x apart', () => {
    const aligned = align([
      { x: [2, 1, 2], y: [20, 10, 21] },
      { x: [1], y: [5] },
    ]);
    expect(aligned.x).toEqual([1, 1, 2, 2]);
    expect(aligned.y).toEqual([
      [10, null, 20, 21],
      [null, 5, null, null],
    ]);
    expect(aligned.origin[3]).toEqual({ series: 0, index: 2 });
  });
});
