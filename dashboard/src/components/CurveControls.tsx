import type { ReactNode } from 'react';

interface Props {
  smoothing: number;
  onSmoothing: (weight: number) => void;
  log: boolean;
  onLog: (log: boolean) => void;
  /** More controls, before these. */
  children?: ReactNode;
}

/** How curves are shown: smoothed, and on a log axis. */
export function CurveControls({ smoothing, onSmoothing, log, onLog, children }: Props) {
  return (
    <div className="controls">
      {children}
      <label>
        Smoothing
        <input
          type="range"
          min="0"
          max="0.95"
          step="0.05"
          value={smoothing}
          onChange={(event) => onSmoothing(Number(event.target.value))}
        />
      </label>
      <label className="check">
        <input type="checkbox" checked={log} onChange={(event) => onLog(event.target.checked)} />
        Log axis
      </label>
    </div>
  );
}
