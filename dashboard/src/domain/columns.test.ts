import { describe, expect, it } from 'vitest';
import { chosenColumns, columnsOf } from './columns';
import { toCsv } from './csv';
import { study, trial } from './testing';

const TRIALS = [
  trial({
    number: 0,
    parameters: { method: 'a', width: 8 },
    metrics: { loss: 1, epoch_seconds: 3, knn_accuracy: 0.5 },
  }),
  trial({
    number: 1,
    parameters: { method: 'a', width: 8 },
    value: 0.7,
    state: 'COMPLETED',
    metrics: { accuracy: 0.7 },
  }),
];
const COLUMNS = columnsOf(study(), TRIALS);

describe('columns', () => {
  it('are at first what is searched, the objective, and the telling metrics', () => {
    expect(chosenColumns(COLUMNS, undefined).map(({ key }) => key)).toEqual([
      'number',
      'state',
      'p:method',
      'p:learning_rate',
      'value',
      'm:loss',
      'm:knn_accuracy',
      'progress',
      'attempts',
      'worker',
    ]);
  });

  it('can be any, in their order, with the number always', () => {
    expect(chosenColumns(COLUMNS, 'm:epoch_seconds,p:width,nothing').map(({ key }) => key)).toEqual([
      'number',
      'p:width',
      'm:epoch_seconds',
    ]);
  });

  it('know which of them hold numbers', () => {
    const numeric = Object.fromEntries(COLUMNS.all.map(({ key, numeric: number }) => [key, number === true]));
    expect(numeric).toMatchObject({ 'p:width': true, 'p:method': false, value: true, state: false });
  });
});

describe('CSV', () => {
  it('has a row for each trial, with empty cells where there is nothing', () => {
    const csv = toCsv(chosenColumns(COLUMNS, 'state,p:width,value'), TRIALS);
    expect(csv).toBe('Trial,State,accuracy,width\r\n0,queued,,8\r\n1,completed,0.7,8\r\n');
  });

  it('quotes what needs it, and lets no text become a formula', () => {
    const hostile = trial({ parameters: { method: '=1+1', note: 'a "b", c', shift: -2, low: '-2' } });
    const keys = ['p:method', 'p:note', 'p:shift', 'p:low'] as const;
    const csv = toCsv(
      keys.map((key) => ({ key, title: key.slice(2) })),
      [hostile],
    );
    expect(csv).toBe(`method,note,shift,low\r\n'=1+1,"a ""b"", c",-2,'-2\r\n`);
  });
});
