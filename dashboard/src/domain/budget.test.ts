import { describe, expect, it } from 'vitest';
import type { Study } from '../api/types';
import { budgetLines, costOf, deviceHours } from './budget';
import { AT, study, trial } from './testing';

const HOUR_MS = 3_600_000;
const NOW = Date.parse(AT) + 2 * HOUR_MS;
const BASE = study();

function withBudget(budget: Study['spec']['budget'], change: Partial<Study> = {}): Study {
  return study({ ...change, spec: { ...BASE.spec, budget } });
}

const RAN = trial({
  number: 0,
  state: 'COMPLETED',
  ended_at: new Date(NOW - HOUR_MS).toISOString(),
  attempts: [
    {
      number: 1,
      state: 'COMPLETED',
      reason: 'x',
      queued_at: AT,
      granted_at: AT,
      ended_at: new Date(NOW - HOUR_MS).toISOString(),
    },
  ],
});
const RUNS = trial({
  number: 1,
  state: 'RUNNING',
  attempts: [
    { number: 1, state: 'RUNNING', reason: 'x', queued_at: AT, granted_at: new Date(NOW - HOUR_MS / 2).toISOString() },
  ],
});

describe('the budget', () => {
  it('tells what the hours cost, and of how much, where it names a price', () => {
    const trials = new Map([RAN, RUNS].map((each) => [each.number, each]));
    const lines = (budget: Study['spec']['budget']) =>
      budgetLines(withBudget(budget), trials, NOW).filter(({ name }) => name === 'Cost');

    expect(lines({})).toEqual([]);
    expect(lines({ price_per_device_hour: 2 }).map(({ fraction }) => fraction)).toEqual([undefined]);
    expect(lines({ price_per_device_hour: 2.5, cost: 12 }).map(({ fraction, used }) => [fraction, used])).toEqual([
      [0.3125, '3.75 of 12, at 2.5 for an hour of a device'],
    ]);
  });

  it('counts the hours of attempts that ended and of those that run', () => {
    expect(deviceHours([RAN, RUNS], NOW)).toBe(1.5);
  });

  it('says of each bound how much is used', () => {
    const bounded = withBudget(
      { wall_hours: 8, device_hours: 3, target: 0.9, no_improvement: 4 },
      { best: { trial: 0, value: 0.5 }, trials: { ...BASE.trials, completed: 1, running: 1 } },
    );
    const later = trial({ number: 2, state: 'COMPLETED', value: 0.4, ended_at: new Date(NOW).toISOString() });
    const trials = new Map([RAN, RUNS, later].map((each) => [each.number, each]));
    expect(budgetLines(bounded, trials, NOW)).toEqual([
      { name: 'Trials', used: '1 of 4 ended', fraction: 0.25 },
      { name: 'Wall time', used: '2 h of 8 h since it was created', fraction: 0.25 },
      { name: 'Device time', used: '1 h 30 min of 3 h', fraction: 0.5 },
      { name: 'Target', used: 'at least 0.9000; best so far 0.5000' },
      { name: 'No improvement', used: '1 of 4 completed trials', fraction: 0.25 },
    ]);
  });

  it('tells device time even where it has no bound', () => {
    expect(budgetLines(BASE, new Map(), NOW).at(-1)).toEqual({ name: 'Device time', used: '0 s, no bound' });
  });
});

describe('the cost of a study', () => {
  it('is that of the attempts that ended, where the budget names a price', () => {
    expect(costOf(withBudget({ price_per_device_hour: 2.5 }, { device_seconds: 7200 }))).toBe(5);
    expect(costOf(study({ device_seconds: 7200 }))).toBeUndefined();
  });
});
