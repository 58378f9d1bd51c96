import type { Trial } from '../api/types';
import { secondsBetween } from './time';

/** What a study will take if its trials take as long as others did. */
export interface Estimate {
  deviceSeconds: number;
  /** With as many workers as trials may run at a time. */
  wallSeconds: number;
}

export function estimate(trials: number, concurrency: number, secondsOfTrial: number): Estimate {
  const rounds = Math.ceil(trials / Math.max(1, concurrency));
  return { deviceSeconds: trials * secondsOfTrial, wallSeconds: rounds * secondsOfTrial };
}

/** Mean seconds that a completed trial's attempts took together; `undefined` where none has completed. */
export function meanSeconds(trials: Iterable<Trial>): number | undefined {
  let count = 0;
  let sum = 0;
  for (const trial of trials) {
    if (trial.state === 'COMPLETED') {
      count++;
      for (const attempt of trial.attempts) {
        if (attempt.granted_at !== undefined && attempt.ended_at !== undefined) {
          sum += secondsBetween(attempt.granted_at, attempt.ended_at, 0);
        }
      }
    }
  }
  return count === 0 ? undefined : sum / count;
}
