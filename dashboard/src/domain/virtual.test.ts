import { describe, expect, it } from 'vitest';
import { visibleRows } from './virtual';

const ROW = 40;

describe('visibleRows', () => {
  it('are all of a short list', () => {
    expect(visibleRows(9, ROW, 0, 400)).toEqual({ from: 0, to: 9, above: 0, below: 0 });
    expect(visibleRows(0, ROW, 0, 400)).toEqual({ from: 0, to: 0, above: 0, below: 0 });
  });

  it.each([0, 39, 40, 12_345, 1_999_600, 5_000_000, -80])('cover the box scrolled to %i of 50,000 rows', (top) => {
    const { from, to, above, below } = visibleRows(50_000, ROW, top, 400);
    const scrolled = Math.min(Math.max(0, top), 50_000 * ROW - 400);
    expect(from * ROW).toBeLessThanOrEqual(scrolled);
    expect(to * ROW).toBeGreaterThanOrEqual(scrolled + 400);
    expect(to - from).toBeLessThan(40);
    expect(above + (to - from) * ROW + below).toBe(50_000 * ROW);
  });
});
