import { describe, expect, it } from 'vitest';
import type { Report } from '../api/types';
import { fold } from './fold';
import { AT, header, journal, study, trial } from './testing';
import { asked, detailOf, EMPTY_VIEW, listed, withReports } from './view';

function report(number: number, epoch: number, loss: number): Report {
  return { trial: number, attempt: 1, epoch, step: epoch, at: AT, metrics: { loss } };
}

describe('the curves of a large study', () => {
  const detail = detailOf([trial({ number: 0 }), trial({ number: 1 })], [], false);
  const reported = journal(
    { type: 'EpochReported', header: header('demo/0/1', 1), epoch: 2, step: 2, metrics: { loss: 2 } },
    { type: 'EpochReported', header: header('demo/1/1', 1), epoch: 2, step: 2, metrics: { loss: 4 } },
  );

  it('are kept from the stream only for trials that were asked for, and lose nothing to the answer that comes later', () => {
    const view = {
      ...EMPTY_VIEW,
      studies: new Map([['demo', study()]]),
      details: new Map([['demo', asked(detail, [0])]]),
    };
    const after = fold(view, reported).view.details.get('demo');
    expect([...(after?.reports.keys() ?? [])]).toEqual([0]);
    const whole = withReports(after ?? detail, [report(0, 1, 3), report(0, 2, 99)]);
    expect(whole.reports.get(0)?.map(({ epoch, metrics }) => [epoch, metrics.loss])).toEqual([
      [1, 3],
      [2, 2],
    ]);
    expect(after?.trials.get(1)?.metrics).toEqual({ loss: 4 });
  });

  it('are asked for once', () => {
    const once = asked(detail, [0]);
    expect(asked(once, [0])).toBe(once);
  });
});

describe('the list of studies', () => {
  it('takes nothing back of a study whose trials came before it', () => {
    const counted = study({ state: 'COMPLETED' });
    const view = {
      ...EMPTY_VIEW,
      studies: new Map([
        ['demo', counted],
        ['gone', study({ study: 'gone' })],
      ]),
      details: new Map([['demo', detailOf([], [])]]),
    };
    const after = listed(view, [study({ study: 'demo' }), study({ study: 'other' })], []);
    expect([...after.studies.keys()]).toEqual(['demo', 'other']);
    expect(after.studies.get('demo')).toBe(counted);
    expect(after.listed).toBe(true);
  });
});
