import { describe, expect, it } from 'vitest';
import type { Trial } from '../api/types';
import { nextSort, type SortKey, sortedRows } from './sorting';
import { trial } from './testing';
import { TrialTable } from './trialTable';

function numbers(key: SortKey, descending: boolean, trials: Trial[]): number[] {
  const table = new TrialTable(trials);
  return table.at(sortedRows(table, { key, descending })).map(({ number }) => number);
}

describe('sortedRows', () => {
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

  it('agrees with a plain sort on many trials with ties, gaps and words', () => {
    const seed = 11;
    let state = seed;
    const random = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state % below;
    };
    const values = [0.5, -1, 0, -0, 1e9, 'NaN', 'Infinity', undefined] as const;
    const many = Array.from({ length: 500 }, (_, number) => {
      const value = values[random(values.length)];
      return trial({ number: 499 - number, ...(value === undefined ? {} : { value }) });
    });
    const rank = ({ value }: Trial): number => (value === undefined || value === 'NaN' ? Number.NaN : Number(value));
    for (const sign of [1, -1]) {
      const plain = many.toSorted((a, b) => {
        const [x, y] = [rank(a), rank(b)];
        const gaps = Number(Number.isNaN(x)) - Number(Number.isNaN(y));
        return gaps || (x === y || Number.isNaN(x) ? 0 : sign * (x < y ? -1 : 1)) || a.number - b.number;
      });
      const order = numbers('value', sign < 0, many);
      expect(order, `seed ${seed}`).toEqual(plain.map(({ number }) => number));
    }
  });
});

describe('nextSort', () => {
  const sort = (key: SortKey, descending: boolean) => ({ key, descending });

  it('shows the best values first, whichever they are', () => {
    expect(nextSort(sort('number', false), 'value', { direction: 'MAXIMIZE' })).toEqual(sort('value', true));
    expect(nextSort(sort('number', false), 'value', { direction: 'MINIMIZE' })).toEqual(sort('value', false));
    expect(nextSort(sort('value', true), 'p:rate', { direction: 'MAXIMIZE' })).toEqual(sort('p:rate', false));
  });

  it('turns the order round when it is asked for again', () => {
    expect(nextSort(sort('value', false), 'value', { direction: 'MINIMIZE' })).toEqual(sort('value', true));
    expect(nextSort(sort('p:rate', true), 'p:rate', { direction: 'MINIMIZE' })).toEqual(sort('p:rate', false));
  });
});
