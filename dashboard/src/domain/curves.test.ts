import { describe, expect, it } from 'vitest';
import type { Report } from '../api/types';
import { curves, metricNames, rangeOf, resumedEpochs, valueAt } from './curves';
import { AT } from './testing';
import { detailOf } from './view';

function report(trial: number, epoch: number, metrics: Report['metrics'], attempt = 1): Report {
  return { trial, attempt, epoch, step: 10 * epoch, at: AT, metrics };
}

const DETAIL = detailOf(
  [],
  [
    report(1, 2, { loss: 0.5 }),
    report(0, 3, { loss: 'NaN', accuracy: 0.2 }, 2),
    report(0, 1, { loss: 2 }),
    report(0, 2, { loss: -1 }),
    report(0, 2, { loss: 99 }),
  ],
);

describe('curves', () => {
  it('aligns the trials by epoch, with gaps for what is missing or no number', () => {
    expect(curves(DETAIL, { metric: 'loss', smoothing: 0, log: false })).toEqual({
      epochs: [1, 2, 3],
      lines: [
        { trial: 0, values: Float64Array.of(2, -1, Number.NaN), resumed: [3] },
        { trial: 1, values: Float64Array.of(Number.NaN, 0.5, Number.NaN), resumed: [] },
      ],
    });
  });

  it('has gaps on a log axis where a value is not positive', () => {
    expect(curves(DETAIL, { metric: 'loss', smoothing: 0, log: true }).lines[0]?.values).toEqual(
      Float64Array.of(2, Number.NaN, Number.NaN),
    );
  });

  it('leaves out trials that never reported the metric', () => {
    expect(curves(DETAIL, { metric: 'accuracy', smoothing: 0, log: false }).lines.map((line) => line.trial)).toEqual([
      0,
    ]);
  });
});

describe('rangeOf', () => {
  it('spans all lines and passes over gaps', () => {
    expect(rangeOf(curves(DETAIL, { metric: 'loss', smoothing: 0, log: false }).lines)).toEqual({ low: -1, high: 2 });
  });

  it('is nothing where no value can be shown', () => {
    expect(rangeOf([{ trial: 0, values: Float64Array.of(Number.NaN), resumed: [] }])).toBeUndefined();
  });
});

describe('valueAt', () => {
  const values = Float64Array.of(3, Number.NaN, 1, Number.NaN);

  it.each([
    [0, 3],
    [1, undefined],
    [undefined, 1],
    [9, undefined],
  ])('at %s', (at, value) => {
    expect(valueAt(values, at)).toBe(value);
  });
});

describe('metricNames', () => {
  it('names what any trial reported', () => {
    expect(metricNames(DETAIL)).toEqual(['accuracy', 'loss']);
  });
});

describe('resumedEpochs', () => {
  it('marks the first epoch of each later attempt', () => {
    const reports = [report(0, 1, {}), report(0, 2, {}, 2), report(0, 3, {}, 2), report(0, 4, {}, 5)];
    expect(resumedEpochs(reports)).toEqual([2, 4]);
  });
});
