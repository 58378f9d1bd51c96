import type { Trial, TrialState } from '../api/types';
import { groupBy } from './grouping';
import { orderOf } from './radixSort';
import type { FieldKey, FieldValue } from './trialFields';
import type { TrialTable } from './trialTable';

export type SortKey = FieldKey;

export interface Sort {
  key: SortKey;
  descending: boolean;
}

const STATE_ORDER: Record<TrialState, number> = {
  RUNNING: 0,
  STOPPING: 1,
  QUEUED: 2,
  PAUSED: 3,
  COMPLETED: 4,
  PRUNED: 5,
  STOPPED: 6,
  FAILED: 7,
};

/** The rows in a column's order; rows without a value come last in either direction, equals by trial number. */
export function sortedRows(table: TrialTable, { key, descending }: Sort): Uint32Array {
  const values = key === 'state' ? table.trials.map(({ state }) => STATE_ORDER[state]) : table.column(key);
  const numbers: number[] = [];
  const words: number[] = [];
  const rest: number[] = [];
  for (const row of rowsByNumber(table.trials)) {
    const value = values[row];
    if (typeof value === 'number' && !Number.isNaN(value)) {
      numbers.push(row);
    } else {
      (typeof value === 'string' ? words : rest).push(row);
    }
  }
  const parts = [byNumbers(numbers, values, descending), byWords(words, values, descending)];
  return joined([...(descending ? parts.reverse() : parts), rest]);
}

function rowsByNumber(trials: readonly Trial[]): Uint32Array {
  const rows = new Uint32Array(trials.length);
  let inOrder = true;
  for (let row = 0; row < trials.length; row++) {
    rows[row] = row;
    inOrder = inOrder && (row === 0 || (trials[row - 1] as Trial).number < (trials[row] as Trial).number);
  }
  const number = (row: number): number => (trials[row] as Trial).number;
  return inOrder ? rows : rows.sort((a, b) => number(a) - number(b));
}

function joined(parts: readonly ArrayLike<number>[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Equals stay in the order of `rows`. */
function byNumbers(rows: readonly number[], values: readonly FieldValue[], descending: boolean): Uint32Array {
  const keys = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    // Zero has two signs, which count as one.
    keys[at] = (descending ? -(values[rows[at] as number] as number) : (values[rows[at] as number] as number)) + 0;
  }
  const order = orderOf(keys);
  for (let at = 0; at < order.length; at++) {
    order[at] = rows[order[at] as number] as number;
  }
  return order;
}

/** By their letters' codes; there are few different words. */
function byWords(rows: readonly number[], values: readonly FieldValue[], descending: boolean): number[] {
  const groups = groupBy(rows, (row) => values[row] as string);
  const sorted = [...groups.keys()].sort();
  return (descending ? sorted.reverse() : sorted).flatMap((word) => groups.get(word) ?? []);
}
