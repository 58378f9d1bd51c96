import { describe, expect, it } from 'vitest';
import type { Trial } from '../api/types';
import { type SortKey, sortTrials } from './sorting';
import { trial } from './testing';

function numbers(key: SortKey, descending: boolean, trials: Trial[]): number[] {
  return sortTrials(trials, { key, descending }).map((sorted) => sorted.number);
}

describe('sortTrials', () => {
  const trials = [
    trial({ number: 0, value: 0.5, state: 'COMPLETED', metrics: { loss: 10 } }),
    trial({ number: 1, value: 'NaN', state: 'COMPLETED', metrics: { loss: 9 } }),
    trial({ number: 2, state: 'RUNNING' }),
    trial({ number: 3, value: 0.7, state: 'FAILED', parameters: { width: 8 } }),
  ];

  it.each<[SortKey, boolean, number[]]>([
    ['number', true, [3, 2, 1, 0]],
    ['value', false, [0, 3, 1, 2]],
    ['value', true, [3, 0, 1, 2]],
    ['state', false, [2, 0, 1, 3]],
    ['m:loss', false, [1, 0, 2, 3]],
    ['p:width', true, [3, 0, 1, 2]],
  ])('by %s, descending %s', (key, descending, order) => {
    expect(numbers(key, descending, trials)).toEqual(order);
  });
});
