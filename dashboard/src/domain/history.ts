import type { JsonNumber, Objective, Trial } from '../api/types';
import { toNumber } from './numbers';
import { isBetter } from './summary';

/** The values that completed trials reached, in the order of the trials, and the best of them so far. */
export interface History {
  trials: number[];
  values: number[];
  best: number[];
}

/**
 * Values that are not finite are left out: no axis shows them, and they beat nothing.
 *
 * @param reached what a trial reached of the objective; left out, its value
 */
export function historyOf(
  trials: Iterable<Trial>,
  objective: Objective,
  reached: (trial: Trial) => JsonNumber | undefined = ({ value }) => value,
): History {
  const history: History = { trials: [], values: [], best: [] };
  let best = Number.NaN;
  for (const { number, value } of inOrder(trials, reached)) {
    best = isBetter(objective, value, best) ? value : best;
    history.trials.push(number);
    history.values.push(value);
    history.best.push(best);
  }
  return history;
}

function inOrder(
  trials: Iterable<Trial>,
  reached: (trial: Trial) => JsonNumber | undefined,
): { number: number; value: number }[] {
  const points: { number: number; value: number }[] = [];
  for (const trial of trials) {
    const value = trial.state === 'COMPLETED' ? toNumber(reached(trial) ?? 'NaN') : Number.NaN;
    if (Number.isFinite(value)) {
      points.push({ number: trial.number, value });
    }
  }
  return points.sort((a, b) => a.number - b.number);
}
