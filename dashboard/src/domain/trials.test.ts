import { describe, expect, it } from 'vitest';
import type { Progress, Trial, Worker } from '../api/types';
import { AT, study, trial } from './testing';
import { fractionOf, progressByAttempt, progressOf, varyingParameters } from './trials';

const PROGRESS: Progress = { phase: 'training', epoch: 1, epochs: 4, step: 30, steps: 120 };

function running(number: number): Trial {
  return trial({ number, state: 'RUNNING', attempts: [{ number: 2, state: 'RUNNING', reason: 'x', queued_at: AT }] });
}

describe('progressOf', () => {
  it('is what the worker of the running attempt said last', () => {
    const worker = { attempt: 'demo/3/2', progress: PROGRESS } as Worker;
    const byAttempt = progressByAttempt([worker, {} as Worker]);
    expect(progressOf(running(3), byAttempt)).toBe(PROGRESS);
    expect(progressOf(running(4), byAttempt)).toBeUndefined();
    expect(progressOf(trial({ progress: PROGRESS }), byAttempt)).toBeUndefined();
    expect(progressOf({ ...running(3), state: 'COMPLETED' }, byAttempt)).toBeUndefined();
  });

  it('is a share of the steps, whole while evaluating', () => {
    expect(fractionOf(PROGRESS)).toBe(0.25);
    expect(fractionOf({ ...PROGRESS, steps: 0 })).toBe(0);
    expect(fractionOf({ ...PROGRESS, phase: 'evaluating' })).toBe(1);
  });
});

describe('varyingParameters', () => {
  it('names the method, what is searched, and what differs; never the seed', () => {
    const trials = [
      trial({ parameters: { method: 'a', learning_rate: 1, width: 8, epochs: 4, seed: 1 } }),
      trial({ parameters: { method: 'a', learning_rate: 1, width: 16, epochs: 4, seed: 2 } }),
    ];
    expect(varyingParameters(study(), trials)).toEqual(['method', 'learning_rate', 'width']);
  });
});
