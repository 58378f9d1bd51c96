import type { Objective, Study, Trial, TrialCounts } from '../api/types';
import { toNumber } from './numbers';

/** Trials by state, as the API counts them. */
export function countTrials(trials: Iterable<Trial>, budget: number): TrialCounts {
  const counts = {
    budget,
    queued: 0,
    running: 0,
    stopping: 0,
    completed: 0,
    failed: 0,
    stopped: 0,
    paused: 0,
    pruned: 0,
  };
  for (const trial of trials) {
    counts[trial.state.toLowerCase() as keyof Omit<TrialCounts, 'budget'>]++;
  }
  return counts;
}

/** True if `value` beats `other` for this objective; NaN beats nothing and is beaten by every number. */
export function isBetter(objective: Objective, value: number, other: number): boolean {
  if (Number.isNaN(value)) {
    return false;
  }
  return Number.isNaN(other) || (objective.direction === 'MAXIMIZE' ? value > other : value < other);
}

/** The completed trial with the best value, the earliest among equals. */
export function bestTrial(trials: Iterable<Trial>, objective: Objective): Study['best'] {
  let best: Study['best'];
  for (const trial of trials) {
    const value = trial.value === undefined ? Number.NaN : toNumber(trial.value);
    if (trial.state === 'COMPLETED' && isBetter(objective, value, best ? toNumber(best.value) : Number.NaN)) {
      best = { trial: trial.number, value };
    }
  }
  return best;
}

/** Trials that have ended, of those the study will have. */
export function endedTrials(counts: TrialCounts): number {
  return counts.completed + counts.failed + counts.stopped + counts.pruned;
}

/** The study with counts and best value taken from its trials; of several objectives there is no one best. */
export function summarize(study: Study, trials: ReadonlyMap<number, Trial>): Study {
  const { objective, objectives } = study.spec;
  const best = objectives.length > 1 ? undefined : bestTrial(trials.values(), objective);
  const { best: _, ...rest } = study;
  return { ...rest, trials: countTrials(trials.values(), study.trials.budget), ...(best ? { best } : {}) };
}
