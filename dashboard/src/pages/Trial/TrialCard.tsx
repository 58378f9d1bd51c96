import { type ReactNode, useId } from 'react';

interface Props<T> {
  title: string;
  controls?: ReactNode;
  value: T | undefined;
  error: Error | undefined;
  /** What is said instead where there is nothing to show, now or ever. */
  empty: string | undefined;
  children: (value: T) => ReactNode;
}

/** A card of a trial's page: on its way, failed, empty, or with its content. */
export function TrialCard<T>({ title, controls, value, error, empty, children }: Props<T>) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id} className="card-title">
          {title}
        </h2>
        {controls && <div className="controls">{controls}</div>}
      </div>
      {error && (
        <p className="form-problem chart-empty" role="alert">
          {error.message}
        </p>
      )}
      {!error && empty !== undefined && <p className="muted chart-empty">{empty}</p>}
      {!error && empty === undefined && value === undefined && (
        <p className="muted chart-empty" role="status">
          Loading…
        </p>
      )}
      {!error && empty === undefined && value !== undefined && <div className="card-body">{children(value)}</div>}
    </section>
  );
}
