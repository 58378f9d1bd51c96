import type { Report, Study, Trial, Worker } from '../api/types';
import { groupBy } from './grouping';
import { Numbered } from './numbered';

/** A study's trials and curves, once they were asked for. */
export interface StudyDetail {
  trials: Numbered<Trial>;
  /** The reports of each trial, by epoch; no epoch twice. Of every trial if `complete`, else of those asked for. */
  reports: ReadonlyMap<number, readonly Report[]>;
  complete: boolean;
  /** The first trials only are there, the others on their way. */
  loading?: boolean;
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

/** The view with all studies; those whose trials are at hand are counted by these, and stay as they are. */
export function listed(view: View, studies: readonly Study[], workers: readonly Worker[]): View {
  const counted = [...view.studies].filter(([name]) => view.details.has(name));
  const byName = new Map(studies.map((study) => [study.study, study]));
  return { ...view, studies: new Map([...byName, ...counted]), listed: true, workers };
}

export function detailOf(trials: readonly Trial[], reports: readonly Report[], complete = true): StudyDetail {
  const none: StudyDetail = {
    trials: Numbered.of(trials.map((trial) => [trial.number, trial])),
    reports: new Map(),
    complete,
  };
  return withReports(none, reports);
}

/** The detail with more trials; those that are there already stay, for the stream may have brought them further. */
export function withTrials(detail: StudyDetail, more: readonly Trial[]): StudyDetail {
  const missing = more.filter(({ number }) => !detail.trials.has(number));
  return { ...detail, trials: detail.trials.with(missing.map((trial) => [trial.number, trial])) };
}

/** The detail with the curves of `trials` begun, so that what is reported from now on is kept. */
export function asked(detail: StudyDetail, trials: readonly number[]): StudyDetail {
  const missing = trials.filter((trial) => !detail.reports.has(trial));
  if (missing.length === 0) {
    return detail;
  }
  const none: [number, readonly Report[]][] = missing.map((trial) => [trial, []]);
  return { ...detail, reports: new Map([...detail.reports, ...none]) };
}

/** The detail with more reports, each at its place. */
export function withReports(detail: StudyDetail, more: readonly Report[]): StudyDetail {
  const reports = new Map(detail.reports);
  for (const [trial, own] of groupBy(more, (report) => report.trial)) {
    reports.set(trial, merged(reports.get(trial) ?? [], own));
  }
  return { ...detail, reports };
}

function merged(before: readonly Report[], more: readonly Report[]): Report[] {
  const byEpoch = new Map<number, Report>();
  for (const report of [...before, ...more]) {
    if (!byEpoch.has(report.epoch)) {
      byEpoch.set(report.epoch, report);
    }
  }
  return [...byEpoch.values()].sort((a, b) => a.epoch - b.epoch);
}

/** The reports with one more, in the order of their epochs; an epoch that is there already stays as it is. */
export function withReport(reports: readonly Report[], report: Report): Report[] {
  const at = reports.findLastIndex((other) => other.epoch <= report.epoch);
  return reports[at]?.epoch === report.epoch
    ? (reports as Report[])
    : [...reports.slice(0, at + 1), report, ...reports.slice(at + 1)];
}
