import { useCallback, useSyncExternalStore } from 'react';

const CHANGED = 'regatta:navigated';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** Goes to another view of this page, by the history API. */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(null, '', to);
  } else {
    history.pushState(null, '', to);
  }
  window.dispatchEvent(new Event(CHANGED));
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** A value kept in the address, so that the view can be shared; `undefined` removes it. */
export function useQuery(name: string): [string | undefined, (value: string | undefined) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const set = useCallback(
    (value: string | undefined) => {
      const query = new URLSearchParams(location.search);
      if (value === undefined) {
        query.delete(name);
      } else {
        query.set(name, value);
      }
      const text = query.toString();
      navigate(text ? `${location.pathname}?${text}` : location.pathname, { replace: true });
    },
    [name],
  );
  return [new URLSearchParams(search).get(name) ?? undefined, set];
}
