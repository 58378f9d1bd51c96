import { useMemo, useState } from 'react';
import { CurveControls } from '../../components/CurveControls';
import { CurveChart } from '../../components/charts';
import { LineSwatch } from '../../components/LineSwatch';
import { useQuery } from '../../components/router';
import { useCurveLook } from '../../components/useCurveLook';
import { type Curves, curves, metricNames, valueAt } from '../../domain/curves';
import { formatNumber } from '../../domain/numbers';
import type { StudyDetail } from '../../domain/view';

interface Props {
  /** The metric that the study is judged by. */
  objective: string;
  detail: StudyDetail;
  /** The trials whose curves are shown; left out, all. */
  shown?: readonly number[] | undefined;
  note?: string | undefined;
  /** What the lines are called; left out, by their trials. */
  names?: ReadonlyMap<number, string> | undefined;
  onOpen: (trial: number) => void;
}

export function CurvesPanel({ objective, detail, shown, note, names: called, onOpen }: Props) {
  const seen = useMemo(() => (shown ? only(detail, shown) : detail), [detail, shown]);
  const names = useMemo(() => metricNames(seen), [seen]);
  const [chosen, setChosen] = useQuery('metric');
  const look = useCurveLook();
  const { smoothing, log } = look;
  const [hovered, setHovered] = useState<number>();
  const [selected, setSelected] = useState<number>();
  const metric = chosen ?? firstMetric(names, objective);
  const data = useMemo(() => curves(seen, { metric, smoothing, log }), [seen, metric, smoothing, log]);
  return (
    <section className="card" aria-labelledby="curves-title">
      <div className="card-head">
        <h2 id="curves-title" className="card-title">
          Learning curves
        </h2>
        <CurveControls look={look}>
          <label>
            Metric
            <select value={metric} onChange={(event) => setChosen(event.target.value)}>
              {(names.includes(metric) ? names : [metric, ...names]).map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        </CurveControls>
      </div>
      {data.lines.length === 0 ? (
        <p className="muted curves-empty">The curves begin with the first epoch that a trial reports.</p>
      ) : (
        <>
          <CurveChart data={data} metric={metric} log={log} selected={selected} onHover={setHovered} />
          <Legend
            data={data}
            hovered={hovered}
            selected={selected}
            onSelect={setSelected}
            onOpen={onOpen}
            nameOf={(trial) => called?.get(trial) ?? `Trial ${trial}`}
          />
        </>
      )}
      {note && <p className="muted small curves-note">{note}</p>}
    </section>
  );
}

function firstMetric(names: readonly string[], objective: string): string {
  return [objective, 'loss', 'train_loss'].find((name) => names.includes(name)) ?? names[0] ?? objective;
}

function only(detail: StudyDetail, shown: readonly number[]): StudyDetail {
  const reports = shown.map((trial) => [trial, detail.reports.get(trial) ?? []] as const);
  return { ...detail, reports: new Map(reports) };
}

interface LegendProps {
  data: Curves;
  hovered: number | undefined;
  selected: number | undefined;
  onSelect: (trial: number | undefined) => void;
  onOpen: (trial: number) => void;
  nameOf: (trial: number) => string;
}

/** One button a trial, with its value at the epoch under the cursor, else its last one. */
function Legend({ data, hovered, selected, onSelect, onOpen, nameOf }: LegendProps) {
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
              <span>{nameOf(trial)}</span>
              <span className="num muted">{formatNumber(valueAt(values, hovered))}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="muted small legend-note">
        {hovered === undefined ? 'Last values' : `Epoch ${data.epochs[at]}`}
        {resumed && <span className="resumed-note">resumed from a checkpoint</span>}
        {selected !== undefined && (
          <button type="button" className="button quiet" onClick={() => onOpen(selected)}>
            Open {nameOf(selected)}
          </button>
        )}
      </p>
    </div>
  );
}
