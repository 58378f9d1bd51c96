import type { ReactNode } from 'react';

/** What a page says where it has nothing to show. */
export function Message({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="message">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function ErrorMessage({ error }: { error: Error }) {
  return (
    <div className="message" data-tone="bad" role="alert">
      <h2>This could not be loaded</h2>
      <p>{error.message}</p>
    </div>
  );
}

/** Grey lines in the place of what is on its way. */
export function Loading({ label, lines = 4 }: { label: string; lines?: number }) {
  return (
    <div className="skeleton card" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <div key={line} className="skeleton-line" />
      ))}
    </div>
  );
}
