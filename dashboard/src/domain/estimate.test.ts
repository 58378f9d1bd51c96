import { expect, test } from 'vitest';
import type { Trial } from '../api/types';
import { estimate, meanSeconds } from './estimate';

test('trials run in rounds of as many as may run at a time', () => {
  expect(estimate(10, 4, 60)).toEqual({ deviceSeconds: 600, wallSeconds: 180 });
});

test('the mean is over completed trials and counts every attempt', () => {
  const attempt = (granted_at: string, ended_at?: string) => ({ granted_at, ended_at });
  const trials = [
    {
      state: 'COMPLETED',
      attempts: [
        attempt('2026-01-01T00:00:00Z', '2026-01-01T00:00:10Z'),
        attempt('2026-01-01T00:01:00Z', '2026-01-01T00:01:30Z'),
      ],
    },
    { state: 'COMPLETED', attempts: [attempt('2026-01-01T00:00:00Z', '2026-01-01T00:00:20Z')] },
    { state: 'RUNNING', attempts: [attempt('2026-01-01T00:00:00Z')] },
  ] as unknown as Trial[];

  expect(meanSeconds(trials)).toBe(30);
  expect(meanSeconds([])).toBeUndefined();
});
