import { type ReactNode, useId } from 'react';
import type { Loaded } from './useAnalysis';

interface Props<T> {
  title: string;
  controls?: ReactNode;
  loaded: Loaded<T>;
  /** What is said instead of a chart where there is nothing to draw. */
  empty: (value: T) => string | undefined;
  children: (value: T) => ReactNode;
}

/** A card with an analysis, on its way, failed, empty or drawn. */
export function AnalysisCard<T>({ title, controls, loaded: { value, error }, empty, children }: Props<T>) {
  const id = useId();
  const nothing = value === undefined ? undefined : empty(value);
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id} className="card-title">
          {title}
        </h2>
        {controls && <div className="controls">{controls}</div>}
      </div>
      {error && (
        <p className="chart-empty" role="alert">
          {error.message}
        </p>
      )}
      {!error && value === undefined && (
        <p className="muted chart-empty" role="status">
          Computing…
        </p>
      )}
      {nothing !== undefined && <p className="muted chart-empty">{nothing}</p>}
      {value !== undefined && nothing === undefined && <div className="card-body">{children(value)}</div>}
    </section>
  );
}
