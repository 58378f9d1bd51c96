import type { Report, Trial } from '../api/types';
import { Numbered } from './numbered';
import { toNumber } from './numbers';
import { smooth } from './smoothing';
import type { StudyDetail } from './view';

/** Points where a trial went on under a new attempt: the first epoch that each later attempt reported. */
export function resumedEpochs(reports: readonly Report[]): number[] {
  return reports
    .filter((report, index) => index > 0 && report.attempt !== reports[index - 1]?.attempt)
    .map((report) => report.epoch);
}

/** Every metric that some trial reported, by name. */
export function metricNames(detail: StudyDetail): string[] {
  const names = new Set<string>();
  for (const reports of detail.reports.values()) {
    for (const name of Object.keys(reports.at(-1)?.metrics ?? {})) {
      names.add(name);
    }
  }
  return [...names].sort();
}

export interface CurveOptions {
  metric: string;
  smoothing: number;
  log: boolean;
}

export interface Curves {
  /** The epochs on the x axis, shared by all curves. */
  epochs: number[];
  /** A value for each epoch, NaN where the trial reported none. */
  lines: { trial: number; values: Float64Array; resumed: number[] }[];
}

/** One metric of every trial, aligned by epoch. Values that an axis cannot show (NaN, or ≤ 0 on a log axis) are gaps. */
export function curves(detail: StudyDetail, { metric, smoothing, log }: CurveOptions): Curves {
  const reported = [...detail.reports].filter(([, reports]) => reports.some((report) => metric in report.metrics));
  reported.sort(([a], [b]) => a - b);
  const epochs = epochsOf(reported.map(([, reports]) => reports));
  const lines = reported.map(([trial, reports]) => {
    const values = smooth(aligned(reports, epochs, metric, log), smoothing);
    return { trial, values, resumed: resumedEpochs(reports) };
  });
  return { epochs, lines };
}

/** Every epoch that is in some curve, ascending. Most curves have the epochs of those before, which costs one walk. */
function epochsOf(all: readonly (readonly Report[])[]): number[] {
  let epochs: number[] = [];
  for (const reports of all) {
    let at = 0;
    const missing: number[] = [];
    for (const { epoch } of reports) {
      while (at < epochs.length && (epochs[at] as number) < epoch) {
        at++;
      }
      if (epochs[at] !== epoch) {
        missing.push(epoch);
      }
    }
    if (missing.length > 0) {
      epochs = [...epochs, ...missing].sort((a, b) => a - b);
    }
  }
  return epochs;
}

/** A value at each epoch. Both are in the order of their epochs, so one walk finds every place. */
function aligned(reports: readonly Report[], epochs: readonly number[], metric: string, log: boolean) {
  const values = new Float64Array(epochs.length).fill(Number.NaN);
  let at = 0;
  for (const { epoch, metrics } of reports) {
    while ((epochs[at] as number) < epoch) {
      at++;
    }
    values[at] = shown(metrics[metric], log);
  }
  return values;
}

/** A trial's curves alone, one for each metric it reported. */
export function curvesOf(
  trial: number,
  reports: readonly Report[],
  options: Omit<CurveOptions, 'metric'>,
): Map<string, Curves> {
  const detail: StudyDetail = { trials: Numbered.of<Trial>([]), reports: new Map([[trial, reports]]), complete: true };
  const names = new Set(reports.flatMap((report) => Object.keys(report.metrics)));
  return new Map([...names].sort().map((metric) => [metric, curves(detail, { ...options, metric })]));
}

function shown(value: Report['metrics'][string] | undefined, log: boolean): number {
  const number = value === undefined ? Number.NaN : toNumber(value);
  return Number.isFinite(number) && (!log || number > 0) ? number : Number.NaN;
}

/** The least and the greatest value of some lines; nothing if they have none. */
export function rangeOf(lines: Curves['lines']): { low: number; high: number } | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of lines) {
    for (const value of values) {
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
  }
  return low <= high ? { low, high } : undefined;
}

/** A line's value at a place of its epochs, its last one if no place is given; nothing where it has a gap. */
export function valueAt(values: Float64Array, at: number | undefined): number | undefined {
  const value = at === undefined ? values.findLast((each) => !Number.isNaN(each)) : values[at];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
