import { fold, withStudy } from '../domain/fold';
import type { SseMessage } from '../domain/sse';
import { summarize } from '../domain/summary';
import { asked, detailOf, EMPTY_VIEW, type StudyDetail, type View, withReports, withTrials } from '../domain/view';
import { ApiError, api } from './client';
import { Connection, type ConnectionState } from './connection';
import { parseJson } from './json';
import type { JournalEntry, Report, Study, Trial, WorkerList } from './types';

/** What the pages render: the folded view, and how it stands with the server. */
export interface Live {
  view: View;
  connection: ConnectionState;
  /** Why the studies, or one study, could not be loaded; by study, '' for the list. */
  errors: ReadonlyMap<string, ApiError | Error>;
}

const REFETCH_DELAY_MS = 250;
/** Entries of this long are folded together: the page is drawn at most ten times a second, however many come. */
const FOLD_EVERY_MS = 100;
/** Studies of more trials load the curves of those that are looked at. */
const MOST_TRIALS_WITH_CURVES = 300;
/** So many are shown while the others are on their way. */
const FIRST_TRIALS = 300;
const TRIALS_A_PAGE = 5000;

/** The pages after the first, each asked for when the last is there. */
async function* pagesAfter(study: string, first: readonly Trial[]): AsyncGenerator<Trial[]> {
  for (let [last, limit, from] = [first.length, FIRST_TRIALS, first.length]; last === limit; from += last) {
    limit = TRIALS_A_PAGE;
    const page = await api.trials(study, from, limit);
    last = page.length;
    yield page;
  }
}

/**
 * The state of the whole page. First the stream is opened, then the snapshots are fetched, then the entries that came
 * meanwhile are folded in: nothing is missed, and what the snapshots held already changes nothing.
 */
export class LiveStore {
  private live: Live = { view: EMPTY_VIEW, connection: 'connecting', errors: new Map() };
  private readonly listeners = new Set<() => void>();
  private readonly watched = new Map<string, number>();
  /** Entries held back while a snapshot of their study, or of all ('' ), is on its way. */
  private readonly held = new Map<string, JournalEntry[]>();
  private readonly stale = new Set<string>();
  private pending: JournalEntry[] = [];
  private foldSoon: ReturnType<typeof setTimeout> | undefined;
  private refetch: ReturnType<typeof setTimeout> | undefined;
  private connection = this.connect();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): Live => this.live;

  start(): void {
    void this.connection.run();
  }

  /** Begins anew, with the token that is stored by now. */
  restart(): void {
    this.connection.close();
    this.connection = this.connect();
    this.set({ connection: 'connecting', errors: new Map() });
    this.start();
  }

  /** Loads a study's trials and curves and keeps them current until the returned function is called. */
  watch(study: string): () => void {
    this.watched.set(study, (this.watched.get(study) ?? 0) + 1);
    if (this.live.connection === 'live') {
      void this.loadDetail(study);
    }
    return () => this.unwatch(study);
  }

  /** Loads the curves of trials, where not all are there. */
  async loadCurves(study: string, trials: readonly number[]): Promise<void> {
    const detail = this.live.view.details.get(study);
    const missing = detail && !detail.complete ? trials.filter((trial) => !detail.reports.has(trial)) : [];
    if (missing.length > 0) {
      this.edit(study, (before) => asked(before, missing));
      await Promise.all(missing.map((trial) => this.loadCurve(study, trial)));
    }
  }

  private async loadCurve(study: string, trial: number): Promise<void> {
    try {
      const reports = await api.reports(study, trial);
      this.edit(study, (before) => withReports(before, reports));
    } catch (error) {
      this.fail(study, error);
    }
  }

  private edit(study: string, change: (detail: StudyDetail) => StudyDetail): void {
    const before = this.live.view.details.get(study);
    if (before) {
      this.setView({ ...this.live.view, details: new Map(this.live.view.details).set(study, change(before)) });
    }
  }

  /** Takes over a study as the server answered it. */
  put(study: Study): void {
    this.setView(withStudy(this.live.view, study));
  }

  private connect(): Connection {
    return new Connection({
      onState: (connection) => this.set({ connection }),
      onOpen: (fresh) => void (fresh ? this.loadAll() : this.loadMissing()),
      onMessages: (messages) => this.receive(messages),
    });
  }

  private unwatch(study: string): void {
    const left = (this.watched.get(study) ?? 1) - 1;
    if (left > 0) {
      this.watched.set(study, left);
      return;
    }
    this.watched.delete(study);
    const details = new Map(this.live.view.details);
    if (details.delete(study)) {
      this.setView({ ...this.live.view, details });
    }
  }

  private async loadAll(): Promise<void> {
    await this.load('', async () => {
      const [studies, workers] = await Promise.all([api.studies(), api.workers()]);
      const byName = new Map(studies.map((study) => [study.study, study]));
      return (view) => ({ ...view, studies: byName, listed: true, workers });
    });
    await Promise.all([...this.watched.keys()].map((study) => this.loadDetail(study)));
  }

  /** What could not be loaded while the connection was lost. */
  private async loadMissing(): Promise<void> {
    if (!this.live.view.listed) {
      await this.loadAll();
      return;
    }
    const missing = [...this.watched.keys()].filter((study) => !this.live.view.details.has(study));
    await Promise.all(missing.map((study) => this.loadDetail(study)));
  }

  private loadDetail(name: string): Promise<void> {
    return this.load(name, async () => {
      const first = !this.live.view.details.has(name);
      const [study, page] = await Promise.all([api.study(name), api.trials(name, 0, FIRST_TRIALS)]);
      const complete = study.trials.budget <= MOST_TRIALS_WITH_CURVES;
      const curves = complete ? api.reports(name) : this.curves(name);
      curves.catch(() => undefined); // told below, once the trials are there
      let trials = detailOf(page, [], complete);
      if (first) {
        this.setDetail(study, { ...trials, loading: true });
      }
      for await (const more of pagesAfter(name, page)) {
        trials = withTrials(trials, more);
        if (first) {
          this.edit(name, (before) => withTrials(before, more));
        }
      }
      const detail = withReports(trials, await curves);
      return (view) => {
        const details = new Map(view.details).set(name, detail);
        return withStudy({ ...view, details }, summarize(study, detail.trials));
      };
    });
  }

  private setDetail(study: Study, detail: StudyDetail): void {
    const { view } = this.live;
    this.setView(withStudy({ ...view, details: new Map(view.details).set(study.study, detail) }, study));
  }

  /** The curves that were loaded before, anew. */
  private async curves(study: string): Promise<Report[]> {
    const trials = [...(this.live.view.details.get(study)?.reports.keys() ?? [])];
    return (await Promise.all(trials.map((trial) => api.reports(study, trial)))).flat();
  }

  /** Fetches, holding back the entries of `scope` until the answer is there. */
  private async load(scope: string, fetch: () => Promise<(view: View) => View>): Promise<void> {
    if (this.held.has(scope)) {
      return;
    }
    this.held.set(scope, []);
    try {
      const change = await fetch();
      this.setError(scope, undefined);
      this.setView(change(this.live.view));
    } catch (error) {
      this.fail(scope, error);
    } finally {
      const entries = this.held.get(scope) ?? [];
      this.held.delete(scope);
      this.fold(entries);
    }
  }

  private fail(scope: string, error: unknown): void {
    if (error instanceof ApiError && error.status === 401) {
      this.connection.close();
      this.set({ connection: 'unauthorized' });
    } else {
      this.setError(scope, error instanceof Error ? error : new Error(String(error)));
    }
  }

  private receive(messages: SseMessage[]): void {
    for (const { event, data } of messages) {
      if (event === 'journal') {
        this.pending.push(parseJson<JournalEntry>(data));
      } else if (event === 'workers') {
        this.setView({ ...this.live.view, workers: parseJson<WorkerList>(data).workers });
      }
    }
    if (this.pending.length > 0) {
      this.foldSoon ??= setTimeout(() => this.foldPending(), FOLD_EVERY_MS);
    }
  }

  private foldPending(): void {
    const entries = this.pending;
    this.pending = [];
    this.foldSoon = undefined;
    this.fold(entries);
  }

  private fold(entries: JournalEntry[]): void {
    if (entries.length === 0) {
      return;
    }
    for (const waiting of this.held.values()) {
      waiting.push(...entries);
    }
    const { view, stale } = fold(this.live.view, entries);
    this.setView(view);
    for (const study of stale) {
      this.stale.add(study);
    }
    this.refetchSoon();
  }

  private refetchSoon(): void {
    if (this.stale.size > 0) {
      this.refetch ??= setTimeout(() => void this.fetchStale(), REFETCH_DELAY_MS);
    }
  }

  private async fetchStale(): Promise<void> {
    const ready = [...this.stale].filter((study) => !this.held.has(study));
    for (const study of ready) {
      this.stale.delete(study);
    }
    await Promise.all(ready.map((study) => this.fetchAgain(study)));
    this.refetch = undefined;
    this.refetchSoon();
  }

  private async fetchAgain(study: string): Promise<void> {
    if (this.watched.has(study)) {
      await this.loadDetail(study);
      return;
    }
    try {
      this.put(await api.study(study));
    } catch (error) {
      this.fail(study, error);
    }
  }

  private setError(scope: string, error: Error | undefined): void {
    const errors = new Map(this.live.errors);
    if (error ? errors.set(scope, error) : errors.delete(scope)) {
      this.set({ errors });
    }
  }

  private setView(view: View): void {
    if (view !== this.live.view) {
      this.set({ view });
    }
  }

  private set(change: Partial<Live>): void {
    this.live = { ...this.live, ...change };
    for (const listener of this.listeners) {
      listener();
    }
  }
}
