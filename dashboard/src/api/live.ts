import { fold, withStudy } from '../domain/fold';
import type { SseMessage } from '../domain/sse';
import { summarize } from '../domain/summary';
import {
  asked,
  detailOf,
  EMPTY_VIEW,
  listed,
  type StudyDetail,
  type View,
  withReports,
  withTrials,
} from '../domain/view';
import { ApiError, api } from './client';
import { Connection, type ConnectionState } from './connection';
import { Entries } from './entries';
import { parseJson } from './json';
import { curvePieces, trialPages } from './pieces';
import { StaleStudies } from './staleStudies';
import type { JournalEntry, Study, WorkerList } from './types';

/** What the pages render: the folded view, and how it stands with the server. */
export interface Live {
  view: View;
  connection: ConnectionState;
  /** Why the studies, or one study, could not be loaded; by study, '' for the list. */
  errors: ReadonlyMap<string, ApiError | Error>;
}

/** Studies of more trials load the curves of those that are looked at. */
const MOST_TRIALS_WITH_CURVES = 300;

/**
 * The state of the whole page. First the stream is opened, then the snapshots are fetched, then the entries that came
 * meanwhile are folded in: nothing is missed, and what the snapshots held already changes nothing.
 */
export class LiveStore {
  private live: Live = { view: EMPTY_VIEW, connection: 'connecting', errors: new Map() };
  private readonly listeners = new Set<() => void>();
  private readonly watched = new Map<string, number>();
  private readonly entries = new Entries((entries) => this.fold(entries));
  private readonly stale = new StaleStudies(
    (study) => this.entries.isHeld(study),
    (study) => this.fetchAgain(study),
  );
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
    if (missing.length === 0) {
      return;
    }
    this.edit(study, (before) => asked(before, missing));
    try {
      for await (const piece of curvePieces(study, missing)) {
        this.edit(study, (before) => withReports(before, piece));
      }
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
    const details = [...this.watched.keys()].map((study) => this.loadDetail(study));
    const list = this.load('', async () => {
      const [studies, workers] = await Promise.all([api.studies(), api.workers()]);
      return (view) => listed(view, studies, workers);
    });
    await Promise.all([list, ...details]);
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

  /** What is shown for the first time grows as it comes; else the old stays until all of the new is there. */
  private loadDetail(name: string): Promise<void> {
    return this.load(name, async () => {
      const before = this.live.view.details.get(name);
      const pages = trialPages(name);
      const [study, first] = await Promise.all([api.study(name), pages.next()]);
      const complete = study.trials.budget <= MOST_TRIALS_WITH_CURVES;
      let detail = detailOf([], [], complete);
      const grow = (change: (detail: StudyDetail) => StudyDetail): void => {
        detail = change(detail);
        if (!before) {
          this.edit(name, change);
        }
      };
      if (!before) {
        this.setDetail(study, { ...detailOf(first.value ?? [], [], complete), loading: true });
      }
      detail = withTrials(detail, first.value ?? []);
      for await (const page of pages) {
        grow((grown) => withTrials(grown, page));
      }
      grow(({ loading: _, ...all }) => all);
      const curves = complete ? detail.trials.keys() : (before?.reports.keys() ?? []);
      for await (const piece of curvePieces(name, [...curves])) {
        grow((grown) => withReports(grown, piece));
      }
      const loaded = detail;
      return (view) => {
        const details = new Map(view.details).set(name, loaded);
        return withStudy({ ...view, details }, summarize(study, loaded.trials));
      };
    });
  }

  private setDetail(study: Study, detail: StudyDetail): void {
    const { view } = this.live;
    this.setView(withStudy({ ...view, details: new Map(view.details).set(study.study, detail) }, study));
  }

  /** Fetches, holding back the entries of `scope` until the answer is there. */
  private async load(scope: string, fetch: () => Promise<(view: View) => View>): Promise<void> {
    if (this.entries.isHeld(scope)) {
      return;
    }
    this.entries.hold(scope);
    try {
      const change = await fetch();
      this.setError(scope, undefined);
      this.setView(change(this.live.view));
    } catch (error) {
      this.fail(scope, error);
    } finally {
      this.entries.release(scope);
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
        this.entries.add(parseJson<JournalEntry>(data));
      } else if (event === 'workers') {
        this.setView({ ...this.live.view, workers: parseJson<WorkerList>(data).workers });
      }
    }
  }

  private fold(entries: JournalEntry[]): void {
    const { view, stale } = fold(this.live.view, entries);
    this.setView(view);
    this.stale.add(stale);
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
