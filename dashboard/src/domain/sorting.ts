import type { Trial, TrialState } from '../api/types';
import { groupBy } from './grouping';
import type { FieldKey, FieldValue } from './trialFields';
import type { TrialTable } from './trialTable';

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

/** The rows in a column's order; rows without a value come last in either direction, equals by trial number. */
export function sortedRows(table: TrialTable, { key, descending }: Sort): Uint32Array {
  const values = key === 'state' ? table.trials.map(({ state }) => STATE_ORDER.indexOf(state)) : table.column(key);
  const rows = rowsByNumber(table.trials);
  const numbers = byNumbers(
    rows.filter((row) => isNumber(values[row])),
    values,
    descending,
  );
  const words = byWords(
    rows.filter((row) => isWord(values[row])),
    values,
    descending,
  );
  const rest = rows.filter((row) => !isNumber(values[row]) && !isWord(values[row]));
  return joined(descending ? [words, numbers, rest] : [numbers, words, rest]);
}

const isNumber = (value: FieldValue): value is number => typeof value === 'number' && !Number.isNaN(value);
const isWord = (value: FieldValue): value is string => typeof value === 'string';

function rowsByNumber(trials: readonly Trial[]): Uint32Array {
  const rows = Uint32Array.from(trials.keys());
  const number = (row: number): number => (trials[row] as Trial).number;
  const inOrder = rows.every((row) => row === 0 || number(row - 1) < number(row));
  return inOrder ? rows : rows.sort((a, b) => number(a) - number(b));
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Sorts the bare numbers, then looks up each row's place: no call for each comparison of 50,000 rows. */
function byNumbers(rows: Uint32Array, values: readonly FieldValue[], descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  const keys = Float64Array.from(rows, (row) => sign * (values[row] as number));
  const sorted = keys.toSorted();
  const taken = new Uint32Array(keys.length);
  const placed = new Uint32Array(rows.length);
  for (let at = 0; at < keys.length; at++) {
    const first = lowerBound(sorted, keys[at] as number);
    placed[first + (taken[first] as number)] = rows[at] as number;
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
function byWords(rows: Uint32Array, values: readonly FieldValue[], descending: boolean): Uint32Array {
  const groups = groupBy(rows, (row) => values[row] as string);
  const sorted = [...groups.keys()].sort();
  return Uint32Array.from((descending ? sorted.reverse() : sorted).flatMap((word) => groups.get(word) ?? []));
}
