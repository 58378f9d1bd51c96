import { useMemo, useState } from 'react';
import type { Report } from '../../api/types';
import { CurveControls } from '../../components/CurveControls';
import { CurveChart } from '../../components/charts';
import { useCurveLook } from '../../components/useCurveLook';
import { type Curves, curvesOf, valueAt } from '../../domain/curves';
import { CLUSTER_HEALTH, groupedMetrics } from '../../domain/health';
import { formatNumber } from '../../domain/numbers';

const HEIGHT = 190;
const NO_VALUES = new Float64Array(0);

interface Props {
  trial: number;
  reports: readonly Report[];
  /** Its curve comes first. */
  objective: string;
}

/** Every metric that the trial reported, live, with a ring where an attempt went on from a checkpoint. */
export function TrialCurves({ trial, reports, objective }: Props) {
  const look = useCurveLook();
  const { smoothing, log } = look;
  const all = useMemo(() => curvesOf(trial, reports, { smoothing, log }), [trial, reports, smoothing, log]);
  const { health, others } = groupedMetrics(all.keys(), objective);
  const resumed = [...all.values()].some(({ lines }) => lines.some((line) => line.resumed.length > 0));
  const curve = (metric: string, meaning?: string) => (
    <MetricCurve key={metric} metric={metric} meaning={meaning} log={log} data={all.get(metric) as Curves} />
  );
  return (
    <>
      <section className="card" aria-labelledby="curves-title">
        <div className="card-head">
          <h2 id="curves-title" className="card-title">
            Curves
          </h2>
          <CurveControls look={look} />
        </div>
        {all.size === 0 ? (
          <p className="muted chart-empty">The curves begin with the first epoch that the trial reports.</p>
        ) : (
          <div className="small-multiples">{others.map((metric) => curve(metric))}</div>
        )}
        {resumed && (
          <p className="muted small chart-note curves-note">
            <span className="resumed-note">resumed from a checkpoint</span>
          </p>
        )}
      </section>
      {health.length > 0 && (
        <section className="card" aria-labelledby="health-title">
          <div className="card-head">
            <h2 id="health-title" className="card-title">
              Cluster health
            </h2>
          </div>
          <div className="small-multiples">{health.map((metric) => curve(metric, CLUSTER_HEALTH.get(metric)))}</div>
        </section>
      )}
    </>
  );
}

interface CurveProps {
  metric: string;
  /** What it says, in a few words. */
  meaning: string | undefined;
  log: boolean;
  data: Curves;
}

function MetricCurve({ metric, meaning, log, data }: CurveProps) {
  const [hovered, setHovered] = useState<number>();
  const values = data.lines[0]?.values ?? NO_VALUES;
  const at = hovered ?? values.findLastIndex((value) => !Number.isNaN(value));
  return (
    <figure>
      <figcaption>
        <span className="strong">{metric}</span>
        <span className="muted num small">
          {formatNumber(valueAt(values, at))} at epoch {data.epochs[at]}
        </span>
        {meaning && <span className="muted small figure-meaning">{meaning}</span>}
      </figcaption>
      <CurveChart data={data} metric={metric} log={log} selected={undefined} height={HEIGHT} onHover={setHovered} />
    </figure>
  );
}
