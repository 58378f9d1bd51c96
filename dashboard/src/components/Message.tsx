import type { ReactNode } from 'react';

/**
 * What a page says where it has nothing to show.
 *
 * @param page whether it stands for the whole page, which has no other heading then
 */
export function Message({ title, page, children }: { title: string; page?: boolean; children?: ReactNode }) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className="message">
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}

export function ErrorMessage({ error, page }: { error: Error; page?: boolean }) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className="message" data-tone="bad" role="alert">
      <Heading>This could not be loaded</Heading>
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
