import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Live, LiveStore } from '../api/live';
import { parseRefs, refText, type TrialRef } from '../domain/compare';
import { groupBy } from '../domain/grouping';

const Store = createContext<LiveStore | undefined>(undefined);

export function LiveProvider({ store, children }: { store: LiveStore; children: ReactNode }) {
  return <Store value={store}>{children}</Store>;
}

export function useStore(): LiveStore {
  const store = useContext(Store);
  if (!store) {
    throw new Error('useStore outside LiveProvider');
  }
  return store;
}

export function useLive(): Live {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

/** Keeps a study's trials and curves loaded while the calling component is shown. */
export function useWatched(study: string): void {
  const store = useStore();
  useEffect(() => store.watch(study), [store, study]);
}

/** Loads the curves of these trials while the calling component is shown. */
export function useCurves(study: string, trials: readonly number[]): void {
  const store = useStore();
  const { connection, view } = useLive();
  const wanted = trials.join();
  const loaded = view.details.has(study) && connection === 'live';
  useEffect(() => {
    if (loaded && wanted !== '') {
      void store.loadCurves(study, wanted.split(',').map(Number));
    }
  }, [store, study, wanted, loaded]);
}

/** Keeps several studies loaded, and the curves of these trials of them. */
export function useWatchedAll(trials: readonly TrialRef[]): void {
  const store = useStore();
  const { connection, view } = useLive();
  const studies = [...new Set(trials.map(({ study }) => study))].sort().join();
  const wanted = trials.map(refText).join();
  const loaded = connection === 'live' && studies.split(',').every((study) => view.details.has(study));
  useEffect(() => {
    const stops = studies === '' ? [] : studies.split(',').map((study) => store.watch(study));
    return () => {
      for (const stop of stops) {
        stop();
      }
    };
  }, [store, studies]);
  useEffect(() => {
    if (loaded) {
      for (const [study, own] of groupBy(parseRefs(wanted), (ref) => ref.study)) {
        void store.loadCurves(
          study,
          own.map(({ trial }) => trial),
        );
      }
    }
  }, [store, wanted, loaded]);
}
