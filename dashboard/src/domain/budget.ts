import type { Study, Trial } from '../api/types';
import { formatNumber, formatParameter, toNumber } from './numbers';
import { endedTrials } from './summary';
import { formatDuration, secondsBetween } from './time';
import { hasEnded } from './trialFold';

/** One bound of a study and how much of it is used. */
export interface BudgetLine {
  name: string;
  used: string;
  /** 0 to 1; absent where the bound is not used up bit by bit. */
  fraction?: number;
}

const HOUR_S = 3600;

/** What ends the study: its trials, and what else it was given. */
export function budgetLines(study: Study, trials: ReadonlyMap<number, Trial>, nowMillis: number): BudgetLine[] {
  const { wall_hours, device_hours, target, no_improvement, cost, price_per_device_hour } = study.spec.budget;
  const worked = deviceHours(trials.values(), nowMillis);
  const ended = endedTrials(study.trials);
  const wall = secondsBetween(study.created_at, study.ended_at, nowMillis) / HOUR_S;
  const since = no_improvement === undefined ? 0 : completedSinceBest(study, trials);
  return [
    share('Trials', ended, study.trials.budget, `${ended} of ${study.trials.budget} ended`),
    ...(wall_hours === undefined
      ? []
      : [share('Wall time', wall, wall_hours, `${hours(wall)} of ${hours(wall_hours)} since it was created`)]),
    deviceLine(worked, device_hours),
    ...costLine(worked, price_per_device_hour, cost),
    ...(target === undefined ? [] : [{ name: 'Target', used: targetWords(study, target) }]),
    ...(no_improvement === undefined
      ? []
      : [share('No improvement', since, no_improvement, `${since} of ${no_improvement} completed trials`)]),
  ];
}

/** Hours that attempts held a device, those that run included. */
export function deviceHours(trials: Iterable<Trial>, nowMillis: number): number {
  let seconds = 0;
  for (const trial of trials) {
    for (const { granted_at, ended_at } of trial.attempts) {
      if (granted_at !== undefined && (ended_at !== undefined || !hasEnded(trial.state))) {
        seconds += secondsBetween(granted_at, ended_at, nowMillis);
      }
    }
  }
  return seconds / HOUR_S;
}

function deviceLine(used: number, bound: number | undefined): BudgetLine {
  return bound === undefined
    ? { name: 'Device time', used: `${hours(used)}, no bound` }
    : share('Device time', used, bound, `${hours(used)} of ${hours(bound)}`);
}

/** Of a study whose budget names a price. */
function costLine(used: number, price: number | undefined, bound: number | undefined): BudgetLine[] {
  if (price === undefined) {
    return [];
  }
  const spent = used * price;
  const at = `at ${formatParameter(price)} for an hour of a device`;
  return bound === undefined
    ? [{ name: 'Cost', used: `${formatParameter(spent)}, no bound, ${at}` }]
    : [share('Cost', spent, bound, `${formatParameter(spent)} of ${formatParameter(bound)}, ${at}`)];
}

/** What the attempts that ended have cost, where the study's budget names a price. */
export function costOf({ device_seconds, spec }: Study): number | undefined {
  const price = spec.budget.price_per_device_hour;
  return price === undefined ? undefined : (device_seconds / HOUR_S) * price;
}

function completedSinceBest(study: Study, trials: ReadonlyMap<number, Trial>): number {
  const best = study.best && trials.get(study.best.trial)?.ended_at;
  const completed = [...trials.values()].filter((trial) => trial.state === 'COMPLETED');
  return best === undefined ? completed.length : completed.filter(({ ended_at = '' }) => ended_at > best).length;
}

function targetWords({ best, spec }: Study, target: number): string {
  const goal = `${spec.objective.direction === 'MAXIMIZE' ? 'at least' : 'at most'} ${formatNumber(target)}`;
  return `${goal}; best so far ${best ? formatNumber(toNumber(best.value)) : 'none'}`;
}

function share(name: string, used: number, bound: number, words: string): BudgetLine {
  return { name, used: words, fraction: bound > 0 ? Math.min(1, Math.max(0, used / bound)) : 1 };
}

function hours(value: number): string {
  return formatDuration(value * HOUR_S);
}
