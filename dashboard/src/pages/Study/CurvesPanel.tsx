import { lazy, Suspense, useMemo, useState } from 'react';
import type { Study } from '../../api/types';
import { LineSwatch } from '../../components/LineSwatch';
import { useQuery } from '../../components/router';
import { type Curves, curves, metricNames } from '../../domain/curves';
import { formatNumber } from '../../domain/numbers';
import type { StudyDetail } from '../../domain/view';

const CurveChart = lazy(() => import('./CurveChart'));

interface Props {
  study: Study;
  detail: StudyDetail;
  selected: number | undefined;
  onSelect: (trial: number | undefined) => void;
}

export function CurvesPanel({ study, detail, selected, onSelect }: Props) {
  const names = useMemo(() => metricNames(detail), [detail]);
  const [chosen, setChosen] = useQuery('metric');
  const [scale, setScale] = useQuery('scale');
  const [smoothing, setSmoothing] = useState(0);
  const [hovered, setHovered] = useState<number>();
  const metric = chosen ?? firstMetric(names, study.spec.objective.metric);
  const log = scale === 'log';
  const data = useMemo(() => curves(detail, { metric, smoothing, log }), [detail, metric, smoothing, log]);
  return (
    <section className="card" aria-labelledby="curves-title">
      <div className="card-head">
        <h2 id="curves-title" className="card-title">
          Learning curves
        </h2>
        <div className="controls">
          <label>
            Metric
            <select value={metric} onChange={(event) => setChosen(event.target.value)}>
              {(names.includes(metric) ? names : [metric, ...names]).map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
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
            <input
              type="checkbox"
              checked={log}
              onChange={(event) => setScale(event.target.checked ? 'log' : undefined)}
            />
            Log axis
          </label>
        </div>
      </div>
      {data.lines.length === 0 ? (
        <p className="muted curves-empty">The curves begin with the first epoch that a trial reports.</p>
      ) : (
        <>
          <Suspense fallback={<div className="curves" />}>
            <CurveChart data={data} metric={metric} log={log} selected={selected} onHover={setHovered} />
          </Suspense>
          <Legend data={data} hovered={hovered} selected={selected} onSelect={onSelect} />
        </>
      )}
    </section>
  );
}

function firstMetric(names: readonly string[], objective: string): string {
  return [objective, 'loss', 'train_loss'].find((name) => names.includes(name)) ?? names[0] ?? objective;
}

interface LegendProps {
  data: Curves;
  hovered: number | undefined;
  selected: number | undefined;
  onSelect: (trial: number | undefined) => void;
}

/** One button a trial, with its value at the epoch under the cursor, else its last one. */
function Legend({ data, hovered, selected, onSelect }: LegendProps) {
  const at = hovered ?? data.epochs.length - 1;
  const resumed = data.lines.some((line) => line.resumed.length > 0);
  return (
    <div className="legend">
      <ul aria-label="Trials in the curves">
        {data.lines.map(({ trial, values }) => (
          <li key={trial}>
            <button
              type="button"
              className="legend-item"
              aria-pressed={selected === trial}
              onClick={() => onSelect(selected === trial ? undefined : trial)}
            >
              <LineSwatch trial={trial} />
              <span>Trial {trial}</span>
              <span className="num muted">
                {formatNumber(
                  (hovered === undefined ? values.findLast((value) => value !== null) : values[at]) ?? undefined,
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="muted small legend-note">
        {hovered === undefined ? 'Last values' : `Epoch ${data.epochs[at]}`}
        {resumed && <span className="resumed-note">resumed from a checkpoint</span>}
      </p>
    </div>
  );
}
