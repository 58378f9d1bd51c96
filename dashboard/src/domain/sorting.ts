import type { Objective, TrialState } from '../api/types';
import { orderOf } from './order';
import type { FieldKey, FieldValue } from './trialFields';
import type { TrialTable } from './trialTable';

export type SortKey = FieldKey;

export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** The sort that a heading asks for: values the best first at the first press, then the other way round. */
export function nextSort({ key, descending }: Sort, asked: SortKey, { direction }: Pick<Objective, 'direction'>): Sort {
  return key === asked
    ? { key, descending: !descending }
    : { key: asked, descending: asked === 'value' && direction === 'MAXIMIZE' };
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
  const rows = table.byNumber();
  const numbers = rowsWhere(rows, (row) => typeof values[row] === 'number' && !Number.isNaN(values[row]));
  const words = numbers.length === rows.length ? NONE : rowsWhere(rows, (row) => typeof values[row] === 'string');
  const parts = [
    inOrder(numbers, (row) => values[row] as number, descending),
    inOrder(words, ranked(words, values), descending),
  ];
  const rest =
    numbers.length + words.length === rows.length
      ? NONE
      : rowsWhere(rows, (row) => values[row] === undefined || Number.isNaN(values[row]));
  return joined([...(descending ? parts.reverse() : parts), rest]);
}

const NONE = new Uint32Array(0);

function rowsWhere(rows: Uint32Array, test: (row: number) => boolean): Uint32Array {
  const met = new Uint32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if (test(row)) {
      met[count++] = row;
    }
  }
  return met.subarray(0, count);
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

/** Equals stay in the order of `rows`. */
function inOrder(rows: Uint32Array, keyOf: (row: number) => number, descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  const keys = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    keys[at] = sign * keyOf(rows[at] as number) + 0; // zero has two signs, which count as one
  }
  const order = orderOf(keys);
  for (let at = 0; at < order.length; at++) {
    order[at] = rows[order[at] as number] as number;
  }
  return order;
}

/** The place of a row's word among the words that occur, by their letters' codes; there are few different ones. */
function ranked(rows: Uint32Array, values: readonly FieldValue[]): (row: number) => number {
  const words = new Set<string>();
  for (const row of rows) {
    words.add(values[row] as string);
  }
  const ranks = new Map([...words].sort().map((word, rank) => [word, rank]));
  return (row) => ranks.get(values[row] as string) as number;
}
