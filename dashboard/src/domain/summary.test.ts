import { describe, expect, it } from 'vitest';
import { bestTrial, countTrials, endedTrials, summarize } from './summary';
import { study, trial } from './testing';

const TRIALS = [
  trial({ number: 0, state: 'COMPLETED', value: 'NaN' }),
  trial({ number: 1, state: 'COMPLETED', value: 0.4 }),
  trial({ number: 2, state: 'COMPLETED', value: 0.6 }),
  trial({ number: 3, state: 'COMPLETED', value: 0.6 }),
  trial({ number: 4, state: 'FAILED', value: 0.9 }),
];

describe('bestTrial', () => {
  it('is the first of the best completed trials, and never one with NaN', () => {
    expect(bestTrial(TRIALS, { metric: 'a', direction: 'MAXIMIZE' })).toEqual({ trial: 2, value: 0.6 });
    expect(bestTrial(TRIALS, { metric: 'a', direction: 'MINIMIZE' })).toEqual({ trial: 1, value: 0.4 });
    expect(bestTrial(TRIALS.slice(0, 1), { metric: 'a', direction: 'MAXIMIZE' })).toBeUndefined();
  });
});

describe('summarize', () => {
  const trials = new Map(TRIALS.map((each) => [each.number, each]));

  it('takes the best from the trials', () => {
    expect(summarize(study(), trials).best).toEqual({ trial: 2, value: 0.6 });
  });

  it('names no best where there are several objectives', () => {
    const { spec } = study();
    const objectives = [...spec.objectives, { metric: 'loss', direction: 'MINIMIZE' as const }];
    expect(summarize(study({ spec: { ...spec, objectives } }), trials).best).toBeUndefined();
  });
});

describe('countTrials', () => {
  it('counts by state', () => {
    const counts = countTrials(TRIALS, 8);
    expect(counts).toMatchObject({ budget: 8, completed: 4, failed: 1, running: 0 });
    expect(endedTrials(counts)).toBe(5);
  });
});
