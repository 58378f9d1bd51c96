import type { Report, Study, Trial, Worker } from '../api/types';

/** A study's trials and curves, once they were asked for. */
export interface StudyDetail {
  trials: ReadonlyMap<number, Trial>;
  /** The reports of each trial, by epoch; no epoch twice. */
  reports: ReadonlyMap<number, readonly Report[]>;
}

/** All that the pages show. Never changed in place. */
export interface View {
  /** The studies known so far; all of them once `listed`. */
  studies: ReadonlyMap<string, Study>;
  listed: boolean;
  details: ReadonlyMap<string, StudyDetail>;
  /** Absent until the server named them. */
  workers?: readonly Worker[];
}

export const EMPTY_VIEW: View = { studies: new Map(), listed: false, details: new Map() };

export function detailOf(trials: readonly Trial[], reports: readonly Report[]): StudyDetail {
  const byTrial = new Map<number, Report[]>();
  for (const report of reports) {
    byTrial.set(report.trial, withReport(byTrial.get(report.trial) ?? [], report));
  }
  return { trials: new Map(trials.map((trial) => [trial.number, trial])), reports: byTrial };
}

/** The reports with one more, in the order of their epochs; an epoch that is there already stays as it is. */
export function withReport(reports: readonly Report[], report: Report): Report[] {
  const at = reports.findLastIndex((other) => other.epoch <= report.epoch);
  return reports[at]?.epoch === report.epoch
    ? (reports as Report[])
    : [...reports.slice(0, at + 1), report, ...reports.slice(at + 1)];
}
