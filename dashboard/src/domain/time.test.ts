import { describe, expect, it } from 'vitest';
import { formatAgo, formatDuration, secondsBetween } from './time';

describe('formatDuration', () => {
  it.each([
    [Number.NaN, '–'],
    [-1, '0 s'],
    [0.4, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [84, '1 min 24 s'],
    [3599.6, '1 h'],
    [7500, '2 h 5 min'],
    [90_000, '1 d 1 h'],
  ])('writes %s seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('formatAgo', () => {
  it('says just now, then how long', () => {
    const at = '2026-01-01T00:00:00Z';
    expect(formatAgo(at, Date.parse(at) + 2000)).toBe('just now');
    expect(formatAgo(at, Date.parse(at) + 65_000)).toBe('1 min 5 s ago');
    expect(formatAgo(at, Date.parse(at) - 5000)).toBe('just now');
  });
});

describe('secondsBetween', () => {
  it('goes on to now where there is no end', () => {
    expect(secondsBetween('2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z', 0)).toBe(60);
    expect(secondsBetween('1970-01-01T00:00:10Z', undefined, 25_000)).toBe(15);
  });
});
