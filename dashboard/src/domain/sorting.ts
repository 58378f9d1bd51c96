import type { Trial, TrialState } from '../api/types';
import { type FieldKey, type FieldValue, fieldOf } from './trialFields';

export type SortKey = FieldKey;

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
  const read = key === 'state' ? (trial: Trial) => STATE_ORDER.indexOf(trial.state) : fieldOf(key);
  const keyed = trials.map((trial) => ({ trial, by: ordered(read(trial)) }));
  keyed.sort((a, b) => {
    if (a.by === undefined || b.by === undefined) {
      return Number(a.by === undefined) - Number(b.by === undefined) || a.trial.number - b.trial.number;
    }
    return sign * compare(a.by, b.by) || a.trial.number - b.trial.number;
  });
  return keyed.map(({ trial }) => trial);
}

function ordered(value: FieldValue): FieldValue {
  return Number.isNaN(value) ? undefined : value;
}

/** Numbers before words; words by their letters' codes, as comparing by language takes ten times as long. */
function compare(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) {
    return typeof a === 'number' ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
