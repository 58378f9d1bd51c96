import { useEffect, useState } from 'react';

/** What came of an asynchronous reading. */
export interface Loaded<T> {
  value?: T;
  error?: Error;
}

/** Reads each time `key` changes; an answer that comes too late is dropped. The value before stays until then. */
export function useLoaded<T>(key: string, read: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is read
  useEffect(() => {
    let current = true;
    read().then(
      (value) => current && setLoaded({ value }),
      (error: Error) => current && setLoaded((before) => ({ ...before, error })),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return loaded;
}
