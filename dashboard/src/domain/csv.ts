import type { Trial } from '../api/types';
import type { Column } from './columns';
import { type FieldValue, fieldOf } from './trialFields';

/**
 * Trials as CSV (RFC 4180), a row for each. Text that a spreadsheet would take for a formula begins with an apostrophe:
 * names and parameters come from outside.
 */
export function toCsv(columns: readonly Column[], trials: readonly Trial[]): string {
  const readers = columns.map(({ key }) => fieldOf(key));
  const head = columns.map(({ title }) => cell(title)).join(',');
  const rows = trials.map((trial) => readers.map((read) => cell(read(trial))).join(','));
  return `${[head, ...rows].join('\r\n')}\r\n`;
}

function cell(value: FieldValue): string {
  if (value === undefined) {
    return '';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
