import type { Trial, TrialState } from '../api/types';
import { groupBy } from './grouping';
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
  const read = key === 'state' ? (trial: Trial) => STATE_ORDER.indexOf(trial.state) : fieldOf(key);
  const inOrder = byNumber(trials);
  const values = inOrder.map(read);
  const pick = (wanted: (value: FieldValue) => boolean): Trial[] => inOrder.filter((_, at) => wanted(values[at]));
  const numbers = byNumbers(pick(isNumber), Float64Array.from(values.filter(isNumber)), descending);
  const words = byWords(pick(isWord), values.filter(isWord), descending);
  const rest = pick((value) => !isNumber(value) && !isWord(value));
  return descending ? [...words, ...numbers, ...rest] : [...numbers, ...words, ...rest];
}

const isNumber = (value: FieldValue): value is number => typeof value === 'number' && !Number.isNaN(value);
const isWord = (value: FieldValue): value is string => typeof value === 'string';

function byNumber(trials: readonly Trial[]): readonly Trial[] {
  const inOrder = trials.every((trial, at) => at === 0 || (trials[at - 1] as Trial).number < trial.number);
  return inOrder ? trials : trials.toSorted((a, b) => a.number - b.number);
}

/** Sorts the bare numbers, then looks up each trial's place: no call for each comparison of 50,000 trials. */
function byNumbers(trials: readonly Trial[], values: Float64Array, descending: boolean): Trial[] {
  const keys = descending ? values.map((value) => -value) : values;
  const sorted = keys.toSorted();
  const taken = new Uint32Array(keys.length);
  const placed = new Array<Trial>(trials.length);
  for (let at = 0; at < keys.length; at++) {
    const first = lowerBound(sorted, keys[at] as number);
    placed[first + (taken[first] as number)] = trials[at] as Trial;
    taken[first] = (taken[first] as number) + 1;
  }
  return placed;
}

/** The first place of a key among sorted ones. */
function lowerBound(sorted: Float64Array, key: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** By their letters' codes; there are few different words. */
function byWords(trials: readonly Trial[], words: readonly string[], descending: boolean): Trial[] {
  const groups = groupBy(trials.keys(), (at) => words[at] as string);
  const sorted = [...groups.keys()].sort();
  return (descending ? sorted.reverse() : sorted).flatMap((word) =>
    (groups.get(word) ?? []).map((at) => trials[at] as Trial),
  );
}
