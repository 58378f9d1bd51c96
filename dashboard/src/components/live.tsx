import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Live, LiveStore } from '../api/live';

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
