import type { Objective, Trial } from '../api/types';
import { toNumber } from './numbers';
import { isBetter } from './summary';

const OF_EACH = 8;

/** Of a study with more curves than an eye can follow: the latest trials that run, then the best that completed. */
export function curvesWorthShowing(trials: Iterable<Trial>, objective: Objective): number[] {
  const all = [...trials];
  const running = all.filter(({ state }) => state === 'RUNNING' || state === 'STOPPING').map(({ number }) => number);
  const completed = all.filter(({ state, value }) => state === 'COMPLETED' && value !== undefined);
  const best = bestOf(completed, objective, OF_EACH);
  return [...running.sort((a, b) => b - a).slice(0, OF_EACH), ...best].sort((a, b) => a - b);
}

/** The numbers of the best trials, the best first; found in one pass, for there may be many. */
function bestOf(trials: readonly Trial[], objective: Objective, most: number): number[] {
  const best: { number: number; value: number }[] = [];
  for (const { number, value } of trials) {
    const reached = toNumber(value as Trial['value'] & {});
    const beats = (other: { value: number } | undefined): boolean =>
      isBetter(objective, reached, other?.value ?? Number.NaN);
    if (best.length < most || beats(best.at(-1))) {
      const at = best.findIndex((other) => beats(other));
      best.splice(at < 0 ? best.length : at, 0, { number, value: reached });
      best.length = Math.min(best.length, most);
    }
  }
  return best.map(({ number }) => number);
}
