import type { ParameterValue, Progress, Study, Trial, TrialState, Worker } from '../api/types';
import { attemptId } from './ids';
import { toNumber } from './numbers';
import { hasEnded } from './trialFold';
import type { StudyDetail } from './view';

/** How far each running attempt is, by its id, as its worker last said. */
export function progressByAttempt(workers: readonly Worker[]): Map<string, Progress> {
  return new Map(
    workers.flatMap(({ attempt, progress }) => (attempt && progress ? [[attempt, progress] as const] : [])),
  );
}

export function progressOf(trial: Trial, running: ReadonlyMap<string, Progress>): Progress | undefined {
  const current = trial.attempts.at(-1);
  return current?.state === 'RUNNING' && !hasEnded(trial.state)
    ? (running.get(attemptId(trial.study, trial.number, current.number)) ?? trial.progress)
    : undefined;
}

/** Share of the attempt's steps that are done, 0 to 1; preparing has none of its own, evaluating all. */
export function fractionOf(progress: Progress): number {
  if (progress.phase === 'evaluating') {
    return 1;
  }
  return progress.steps > 0 ? Math.min(1, progress.step / progress.steps) : 0;
}

/** Names of the parameters that differ between trials or that the study searches; `method` always, and first. */
export function varyingParameters(study: Study, trials: readonly Trial[]): string[] {
  const names = new Set(Object.keys(study.spec.parameters));
  const first = trials[0];
  if (first?.parameters.method !== undefined) {
    names.add('method');
  }
  for (const trial of trials) {
    for (const name of Object.keys({ ...trial.parameters, ...first?.parameters })) {
      if (trial.parameters[name] !== first?.parameters[name]) {
        names.add(name);
      }
    }
  }
  names.delete('seed');
  return [...names].sort((a, b) => Number(b === 'method') - Number(a === 'method') || a.localeCompare(b));
}

/** The trials with the metrics of their last epoch beside those of their evaluation. */
export function withLastMetrics({ trials, reports }: StudyDetail): Trial[] {
  return [...trials.values()].map((trial) => {
    const last = reports.get(trial.number)?.at(-1);
    return last ? { ...trial, metrics: { ...last.metrics, ...trial.metrics } } : trial;
  });
}

export type SortKey = 'number' | 'state' | 'value' | 'progress' | 'attempts' | 'worker' | `p:${string}` | `m:${string}`;

export interface Sort {
  key: SortKey;
  descending: boolean;
}

const STATE_ORDER: readonly TrialState[] = [
  'RUNNING',
  'STOPPING',
  'QUEUED',
  'PAUSED',
  'COMPLETED',
  'PRUNED',
  'STOPPED',
  'FAILED',
];

/** The trials in a column's order; trials without a value come last in either direction, equals by number. */
export function sortTrials(trials: readonly Trial[], { key, descending }: Sort): Trial[] {
  const sign = descending ? -1 : 1;
  const keyed = trials.map((trial) => ({ trial, by: sortValue(trial, key) }));
  keyed.sort((a, b) => {
    if (a.by === undefined || b.by === undefined) {
      return Number(a.by === undefined) - Number(b.by === undefined) || a.trial.number - b.trial.number;
    }
    return sign * compare(a.by, b.by) || a.trial.number - b.trial.number;
  });
  return keyed.map(({ trial }) => trial);
}

function sortValue(trial: Trial, key: SortKey): string | number | undefined {
  if (key.startsWith('p:')) {
    return comparable(trial.parameters[key.slice(2)]);
  }
  if (key.startsWith('m:')) {
    return finite(trial.metrics[key.slice(2)]);
  }
  switch (key) {
    case 'state':
      return STATE_ORDER.indexOf(trial.state);
    case 'value':
      return finite(trial.value);
    case 'progress':
      return trial.epoch;
    case 'attempts':
      return trial.attempts.length;
    case 'worker':
      return trial.attempts.at(-1)?.worker;
    default:
      return trial.number;
  }
}

function finite(value: number | string | undefined): number | undefined {
  const number = value === undefined ? Number.NaN : toNumber(value as number);
  return Number.isNaN(number) ? undefined : number;
}

function comparable(value: ParameterValue | undefined): string | number | undefined {
  return typeof value === 'boolean' ? String(value) : value;
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
