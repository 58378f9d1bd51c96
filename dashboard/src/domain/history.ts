import type { Objective, Trial } from '../api/types';
import { toNumber } from './numbers';
import { isBetter } from './summary';

/** The values that completed trials reached, in the order of the trials, and the best of them so far. */
export interface History {
  trials: number[];
  values: number[];
  best: number[];
}

/** Values that are not finite are left out: no axis shows them, and they beat nothing. */
export function historyOf(trials: Iterable<Trial>, objective: Objective): History {
  const history: History = { trials: [], values: [], best: [] };
  let best = Number.NaN;
  for (const { number, value } of inOrder(trials)) {
    best = isBetter(objective, value, best) ? value : best;
    history.trials.push(number);
    history.values.push(value);
    history.best.push(best);
  }
  return history;
}

function inOrder(trials: Iterable<Trial>): { number: number; value: number }[] {
  const points: { number: number; value: number }[] = [];
  for (const { state, number, value } of trials) {
    const reached = state === 'COMPLETED' && value !== undefined ? toNumber(value) : Number.NaN;
    if (Number.isFinite(reached)) {
      points.push({ number, value: reached });
    }
  }
  return points.sort((a, b) => a.number - b.number);
}
