import { type ReactNode, useId } from 'react';

interface Props<T> {
  title: string;
  controls?: ReactNode;
  value: T | undefined;
  error: Error | undefined;
  /** What is said until there is a value. */
  waiting?: string;
  /** What is said instead where there is nothing to show, now or ever. */
  empty: string | undefined;
  children: (value: T) => ReactNode;
}

/** A card whose content is on its way, failed, empty, or there. */
export function LoadedCard<T>({ title, controls, value, error, waiting = 'Loading…', empty, children }: Props<T>) {
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
      {empty !== undefined && <p className="muted chart-empty">{empty}</p>}
      {!error && empty === undefined && value === undefined && (
        <p className="muted chart-empty" role="status">
          {waiting}
        </p>
      )}
      {empty === undefined && value !== undefined && <div className="card-body">{children(value)}</div>}
    </section>
  );
}
