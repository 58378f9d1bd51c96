/** The rows to draw, `from` inclusive to `to` exclusive, and the empty pixels above and below them. */
export interface Window {
  from: number;
  to: number;
  above: number;
  below: number;
}

const OVERSCAN = 4;

/** The rows of a list that a scrolled box shows, with a few beyond either edge. Heights in CSS pixels. */
export function visibleRows(count: number, rowHeight: number, scrollTop: number, height: number): Window {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const shown = Math.ceil(height / rowHeight) + 2 * OVERSCAN;
  const from = Math.max(0, Math.min(first - OVERSCAN, count - shown));
  const to = Math.min(count, from + shown);
  return { from, to, above: from * rowHeight, below: (count - to) * rowHeight };
}
