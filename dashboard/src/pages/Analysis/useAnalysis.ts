import { useEffect, useState } from 'react';
import { type AnalysisKind, analysis } from '../../api/analysis';
import { useThrottled } from '../../components/useThrottled';

/** An answer, or why there is none; both absent: on its way. The last answer stays while a newer one is fetched. */
export interface Loaded<T> {
  value: T | undefined;
  error: Error | undefined;
}

const REFRESH_MS = 5000;

/**
 * An analysis of a study, asked for again when more trials have ended.
 *
 * @param query null: nothing is asked for
 */
export function useAnalysis<K extends AnalysisKind>(
  study: string,
  kind: K,
  ended: number,
  query: Record<string, string> | null = NO_QUERY,
): Loaded<Awaited<ReturnType<typeof analysis<K>>>> {
  type Answer = Awaited<ReturnType<typeof analysis<K>>>;
  const [loaded, setLoaded] = useState<Loaded<Answer>>({ value: undefined, error: undefined });
  const at = useThrottled(ended, REFRESH_MS);
  const asked = query ? JSON.stringify(query) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `at` is why to ask again
  useEffect(() => {
    let current = true;
    if (asked !== undefined) {
      analysis(study, kind, JSON.parse(asked) as Record<string, string>).then(
        (value) => current && setLoaded({ value: value as Answer, error: undefined }),
        (error: Error) => current && setLoaded({ value: undefined, error }),
      );
    }
    return () => {
      current = false;
    };
  }, [study, kind, asked, at]);
  return loaded;
}

const NO_QUERY: Record<string, string> = {};
