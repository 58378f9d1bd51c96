import type { JournalEntry, Report, Study, Trial } from '../api/types';
import { type Address, addressOf, type TrialEvent } from './events';
import { groupBy } from './grouping';
import { summarize } from './summary';
import { foldTrial, suggested } from './trialFold';
import { type StudyDetail, type View, withReport } from './view';

/** A view, and the studies about which the entries said more than can be folded: to be fetched again. */
export interface Folded {
  view: View;
  stale: ReadonlySet<string>;
}

/** Folds journal entries, in their order, into a view. Entries that the view holds already change nothing. */
export function fold(view: View, entries: readonly JournalEntry[]): Folded {
  const stale = new Set<string>();
  let next = view;
  for (const [study, own] of groupBy(entries, (entry) => addressOf(entry.event).study)) {
    next = foldStudy(next, study, own, stale);
  }
  return { view: next, stale };
}

/** A detail after its entries, and whether its trials count differently now. */
interface FoldedDetail {
  after: StudyDetail | undefined;
  counts: boolean;
}

const NOTHING: FoldedDetail = { after: undefined, counts: false };

function foldStudy(view: View, name: string, entries: readonly JournalEntry[], stale: Set<string>): View {
  const detail = view.details.get(name);
  const { after, counts } = detail ? foldDetail(detail, entries, () => stale.add(name)) : NOTHING;
  const study = view.studies.get(name);
  if ((!study && view.listed) || entries.some((entry) => changesStudy(entry, after !== undefined))) {
    stale.add(name);
  }
  if (!after || after === detail) {
    return view;
  }
  const next = { ...view, details: new Map(view.details).set(name, after) };
  return study && counts ? withStudy(next, summarize(study, after.trials)) : next;
}

/** Events of the study itself are read from the server, and so are counts where the trials are not at hand. */
function changesStudy(entry: JournalEntry, countable: boolean): boolean {
  const { type } = entry.event;
  if (type.startsWith('Study')) {
    return true;
  }
  return !countable && (type.startsWith('Trial') || type === 'AttemptQueued' || type === 'LeaseGranted');
}

export function withStudy(view: View, study: Study): View {
  return { ...view, studies: new Map(view.studies).set(study.study, study) };
}

function foldDetail(detail: StudyDetail, entries: readonly JournalEntry[], onGap: () => void): FoldedDetail {
  const trials = new Map(detail.trials);
  const reports = new Map(detail.reports);
  let [changed, counts] = [false, false];
  for (const { at, event } of entries) {
    const address = addressOf(event);
    if (address.trial !== undefined) {
      const before = trials.get(address.trial);
      changed = foldTrialInto(trials, address.trial, event as TrialEvent, at, onGap) || changed;
      counts = counts || countsOtherwise(before, trials.get(address.trial));
      if (detail.complete || reports.has(address.trial)) {
        changed = foldReportInto(reports, address, event as TrialEvent, at) || changed;
      }
    }
  }
  return { after: changed ? { ...detail, trials, reports } : detail, counts };
}

/** Most events are reports, which change no count and no best value. */
function countsOtherwise(before: Trial | undefined, after: Trial | undefined): boolean {
  return before?.state !== after?.state || before?.value !== after?.value;
}

function foldTrialInto(
  trials: Map<number, Trial>,
  number: number,
  event: TrialEvent,
  at: string,
  onGap: () => void,
): boolean {
  const before = trials.get(number);
  if (!before && event.type !== 'TrialSuggested') {
    onGap();
    return false;
  }
  const after = before ? foldTrial(before, event, at) : event.type === 'TrialSuggested' && suggested(event, at);
  if (!after || after === before) {
    return false;
  }
  trials.set(number, after);
  return true;
}

function foldReportInto(
  reports: Map<number, readonly Report[]>,
  { trial = 0, attempt = 0 }: Address,
  event: TrialEvent,
  at: string,
): boolean {
  if (event.type !== 'EpochReported') {
    return false;
  }
  const { epoch, step, metrics } = event;
  const before = reports.get(trial) ?? [];
  const after = withReport(before, { trial, attempt, epoch, step, at, metrics });
  if (after === before) {
    return false;
  }
  reports.set(trial, after);
  return true;
}
