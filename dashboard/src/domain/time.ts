const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

/** The two largest units of a duration: "2 h 5 min", "42 s". */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) {
    return '–';
  }
  const total = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([, size]) => total >= size);
  if (first < 0) {
    return '0 s';
  }
  const [unit, size] = UNITS[first] as [string, number];
  const whole = `${Math.floor(total / size)} ${unit}`;
  const next = UNITS[first + 1];
  const rest = next ? Math.floor((total % size) / next[1]) : 0;
  return next && rest > 0 ? `${whole} ${rest} ${next[0]}` : whole;
}

/** Seconds from one ISO time to another, or to now. */
export function secondsBetween(from: string, to: string | undefined, nowMillis: number): number {
  return ((to === undefined ? nowMillis : Date.parse(to)) - Date.parse(from)) / 1000;
}

/** "just now", "42 s ago", "3 h 10 min ago". */
export function formatAgo(at: string, nowMillis: number): string {
  const seconds = secondsBetween(at, undefined, nowMillis);
  return seconds < 3 ? 'just now' : `${formatDuration(seconds)} ago`;
}

const DATE_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** In the reader's zone and language. */
export function formatDateTime(at: string): string {
  return DATE_TIME.format(new Date(at));
}
