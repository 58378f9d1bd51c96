import type { Trial } from '../api/types';
import { type Axis, placeOn } from './parallel';
import { type FieldKey, type FieldValue, fieldOf } from './trialFields';

/** What a row, by its index, has to meet. */
export type RowTest = (row: number) => boolean;

/** Trials as rows whose fields are read once: fifty thousand of them are sorted and filtered again and again. */
export class TrialTable {
  private readonly columns = new Map<FieldKey, readonly FieldValue[]>();
  private readonly placed = new Map<Axis, Float64Array>();
  private numbered: Uint32Array | undefined;

  constructor(readonly trials: readonly Trial[]) {}

  /** A value for each row. */
  column(key: FieldKey): readonly FieldValue[] {
    let values = this.columns.get(key);
    if (!values) {
      values = this.trials.map(fieldOf(key));
      this.columns.set(key, values);
    }
    return values;
  }

  /** As `column`, by row. */
  readerOf = (key: FieldKey): ((row: number) => FieldValue) => {
    const values = this.column(key);
    return (row) => values[row];
  };

  /** Where each row lies on an axis; NaN where it does not. */
  places(axis: Axis): Float64Array {
    let places = this.placed.get(axis);
    if (!places) {
      places = Float64Array.from(this.column(axis.key), (value) => placeOn(axis, value) ?? Number.NaN);
      this.placed.set(axis, places);
    }
    return places;
  }

  /** All rows, by their trials' numbers. Not to be changed. */
  byNumber(): Uint32Array {
    this.numbered ??= rowsByNumber(this.trials);
    return this.numbered;
  }

  /** The trials of these rows, in their order. */
  at(rows: Uint32Array): Trial[] {
    const picked = new Array<Trial>(rows.length);
    for (let at = 0; at < rows.length; at++) {
      picked[at] = this.trials[rows[at] as number] as Trial;
    }
    return picked;
  }
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
