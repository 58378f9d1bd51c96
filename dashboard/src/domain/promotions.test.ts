import { expect, it } from 'vitest';
import type { Attempt } from '../api/types';
import { promotions } from './promotions';
import { trial } from './testing';

const LEAVING = 'the worker was asked to end';

function attempt(number: number, minute: number, change: Partial<Attempt>): Attempt {
  const queued_at = `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`;
  return { number, state: 'COMPLETED', reason: 'first attempt', queued_at, ...change };
}

it('names trials that went on after the pruner had paused them, newest first, not those that were preempted', () => {
  const paused = { state: 'YIELDED', end: 'rank 3 of 3, not among the best 1' } as const;
  const trials = [
    trial({ number: 0, attempts: [attempt(1, 0, paused), attempt(2, 5, { reason: 'promoted: rank 1 of 4' })] }),
    trial({
      number: 1,
      attempts: [attempt(1, 1, { state: 'YIELDED', end: LEAVING }), attempt(2, 2, { reason: LEAVING })],
    }),
    trial({
      number: 2,
      attempts: [
        attempt(1, 1, paused),
        attempt(2, 8, { ...paused, reason: 'promoted: rank 2 of 7' }),
        attempt(3, 9, { reason: 'promoted: rank 1 of 3' }),
      ],
    }),
    trial({ number: 3, attempts: [attempt(1, 3, { state: 'EXPIRED', end: 'no heartbeat' }), attempt(2, 4, {})] }),
    trial({ number: 4, attempts: [attempt(1, 3, paused)] }),
  ];
  expect(promotions(trials).map((each) => [each.trial, each.reason])).toEqual([
    [2, 'promoted: rank 1 of 3'],
    [2, 'promoted: rank 2 of 7'],
    [0, 'promoted: rank 1 of 4'],
  ]);
});
