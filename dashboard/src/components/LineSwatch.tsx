import { lineStyle } from '../domain/colours';
import { useTheme } from './theme';

/** A short piece of a trial's line, as in the curves. */
export function LineSwatch({ trial }: { trial: number }) {
  const { colour, dash } = lineStyle(trial, useTheme());
  return (
    <svg className="swatch" width="18" height="10" viewBox="0 0 18 10" aria-hidden="true">
      <line x1="0" y1="5" x2="18" y2="5" stroke={colour} strokeWidth="3" strokeDasharray={dash.join(' ')} />
    </svg>
  );
}
