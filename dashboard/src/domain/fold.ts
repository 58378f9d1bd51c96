import type { JournalEntry, Report, Study, Trial } from '../api/types';
import { type Address, addressOf, type TrialEvent } from './events';
import { groupBy } from './grouping';
import { summarize } from './summary';
import { MOST_REPORTS, thinned } from './thinning';
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
  return study && counts && !after.loading ? withStudy(next, summarize(study, after.trials)) : next;
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
  const trials = new Map<number, Trial>();
  const reports = new Map<number, Report[]>();
  let counts = false;
  for (const { at, event } of entries) {
    const address = addressOf(event);
    if (address.trial !== undefined) {
      const before = trials.get(address.trial) ?? detail.trials.get(address.trial);
      const after = trialAfter(before, event as TrialEvent, at, detail.loading ? () => undefined : onGap);
      if (after && after !== before) {
        trials.set(address.trial, after);
        counts = counts || countsOtherwise(before, after);
      }
      if (detail.complete || detail.reports.has(address.trial)) {
        addReport(reports, detail, address, event as TrialEvent, at);
      }
    }
  }
  return { after: changed(detail, trials, reports), counts };
}

/** The detail with what has changed; the same object where nothing has. */
function changed(detail: StudyDetail, trials: Map<number, Trial>, reports: Map<number, Report[]>): StudyDetail {
  return trials.size === 0 && reports.size === 0
    ? detail
    : { ...detail, trials: detail.trials.with(trials), reports: withGrown(detail.reports, reports) };
}

function withGrown(before: StudyDetail['reports'], grown: Map<number, Report[]>): StudyDetail['reports'] {
  if (grown.size === 0) {
    return before;
  }
  const after = new Map(before);
  for (const [trial, own] of grown) {
    after.set(trial, own.length > MOST_REPORTS ? thinned(own, MOST_REPORTS / 2) : own);
  }
  return after;
}

/** Most events are reports, which change no count and no best value. */
function countsOtherwise(before: Trial | undefined, after: Trial | undefined): boolean {
  return before?.state !== after?.state || before?.value !== after?.value;
}

function trialAfter(before: Trial | undefined, event: TrialEvent, at: string, onGap: () => void): Trial | undefined {
  if (before) {
    return foldTrial(before, event, at);
  }
  if (event.type === 'TrialSuggested') {
    return suggested(event, at);
  }
  onGap();
  return undefined;
}

/** Puts a report into the curve that this fold has begun to grow; a copy is made once a fold. */
function addReport(
  grown: Map<number, Report[]>,
  detail: StudyDetail,
  { trial = 0, attempt = 0 }: Address,
  event: TrialEvent,
  at: string,
): void {
  if (event.type !== 'EpochReported') {
    return;
  }
  const { epoch, step, metrics } = event;
  const report = { trial, attempt, epoch, step, at, metrics };
  const before = grown.get(trial) ?? detail.reports.get(trial) ?? [];
  if ((before.at(-1)?.epoch ?? 0) < epoch) {
    const own = grown.get(trial) ?? [...before];
    own.push(report);
    grown.set(trial, own);
    return;
  }
  const after = withReport(before, report);
  if (after !== before) {
    grown.set(trial, after);
  }
}
