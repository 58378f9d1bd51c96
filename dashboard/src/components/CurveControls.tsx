import type { ReactNode } from 'react';
import type { CurveLook } from './useCurveLook';

interface Props {
  look: CurveLook;
  /** More controls, before these. */
  children?: ReactNode;
}

/** How curves are shown: smoothed, and on a log axis. */
export function CurveControls({ look: { smoothing, setSmoothing, log, setLog }, children }: Props) {
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
          onChange={(event) => setSmoothing(Number(event.target.value))}
        />
      </label>
      <label className="check">
        <input type="checkbox" checked={log} onChange={(event) => setLog(event.target.checked)} />
        Log axis
      </label>
    </div>
  );
}
