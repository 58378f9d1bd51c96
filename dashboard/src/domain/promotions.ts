import type { Trial } from '../api/types';
import { wasPreempted } from './timeline';

/** A trial that the pruner had paused and then let go on, and why. */
export interface Promotion {
  trial: number;
  reason: string;
  /** RFC 3339. */
  at: string;
}

/** The newest promotions first: attempts that follow one which was given back by the pruner's decision. */
export function promotions(trials: Iterable<Trial>): Promotion[] {
  const found: Promotion[] = [];
  for (const trial of trials) {
    for (const [at, { reason, queued_at }] of trial.attempts.entries()) {
      const before = trial.attempts[at - 1];
      if (before?.state === 'YIELDED' && !wasPreempted(trial, before)) {
        found.push({ trial: trial.number, reason, at: queued_at });
      }
    }
  }
  return found.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
