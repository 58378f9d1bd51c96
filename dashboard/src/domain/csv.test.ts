import { describe, expect, it } from 'vitest';
import type { Column } from './columns';
import { toCsv } from './csv';
import { trial } from './testing';

const COLUMNS: Column[] = [
  { key: 'number', title: 'Trial' },
  { key: 'p:note', title: 'a "note"' },
  { key: 'm:loss', title: '=loss' },
];

describe('trials as CSV', () => {
  it('have a row each, with every digit and an empty cell where there is no value', () => {
    const trials = [trial({ metrics: { loss: 0.1234567890123 } }), trial({ number: 7 })];
    expect(toCsv(COLUMNS.slice(0, 1).concat({ key: 'm:loss', title: 'loss' }), trials)).toBe(
      'Trial,loss\r\n0,0.1234567890123\r\n7,\r\n',
    );
  });

  it('quote what holds a comma, a quote or a line end', () => {
    const text = toCsv(COLUMNS.slice(0, 2), [trial({ parameters: { note: 'a, "b"\nc' } })]);
    expect(text).toBe('Trial,"a ""note"""\r\n0,"a, ""b""\nc"\r\n');
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1+2', '@SUM(A1)', '\tx'])('hold %s as text, not as a formula', (note) => {
    const cell = toCsv([{ key: 'p:note', title: 'note' }], [trial({ parameters: { note } })]).split('\r\n')[1];
    expect(cell?.replace(/^"|"$/g, '').replaceAll('""', '"')).toBe(`'${note}`);
  });

  it('leave negative numbers numbers', () => {
    expect(toCsv([{ key: 'm:loss', title: 'loss' }], [trial({ metrics: { loss: -2.5 } })])).toBe('loss\r\n-2.5\r\n');
    expect(toCsv([{ key: 'm:loss', title: '=loss' }], [])).toBe("'=loss\r\n");
  });
});
