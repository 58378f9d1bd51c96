import type { ReactNode } from 'react';
import { LoadedCard } from '../../components/LoadedCard';
import type { Loaded } from './useAnalysis';

interface Props<T> {
  title: string;
  controls?: ReactNode;
  loaded: Loaded<T>;
  /** What is said instead of a chart where there is nothing to draw. */
  empty: (value: T) => string | undefined;
  children: (value: T) => ReactNode;
}

/** A card with an analysis, which the server computes when it is asked for. */
export function AnalysisCard<T>({ title, controls, loaded: { value, error }, empty, children }: Props<T>) {
  return (
    <LoadedCard
      title={title}
      controls={controls}
      value={value}
      error={error}
      waiting="Computing…"
      empty={value === undefined ? undefined : empty(value)}
    >
      {children}
    </LoadedCard>
  );
}
