import { describe, expect, it } from 'vitest';
import type { Ledger } from '../api/types';
import { parsePrice, spendingParts, worstPreemptions } from './ledger';

const preemption = (trial: number, wasted_seconds: number) => ({
  trial,
  attempt: 1,
  worker: 'w',
  end: 'EXPIRED',
  reason: 'no heartbeat',
  wasted_seconds,
  repeated_seconds: 1,
  restart_seconds: 2,
});

describe('a ledger', () => {
  it('divides what was spent by what came of it', () => {
    const parts = spendingParts({ useful_seconds: 60, repeated_seconds: 0, wasted_seconds: 20 });
    expect(parts.map(({ share }) => share)).toEqual([0.75, 0, 0.25]);
    expect(spendingParts({ useful_seconds: 0, repeated_seconds: 0, wasted_seconds: 0 })[0]?.share).toBe(0);
  });

  it('names the worst preemptions first', () => {
    const ledger = { preemptions: [preemption(1, 5), preemption(2, 50), preemption(3, 10)] } as unknown as Ledger;
    expect(worstPreemptions(ledger, 2).map(({ trial }) => trial)).toEqual([2, 3]);
  });

  it('takes a price that the server takes', () => {
    expect(parsePrice('2.50')).toBe(2.5);
    expect(['', ' ', '-1', 'much', '1e10', undefined].map(parsePrice)).toEqual(Array(6).fill(undefined));
  });
});
