import { useMemo, useState } from 'react';
import type { Objective, Trial } from '../../api/types';
import { XyChart } from '../../components/charts';
import { trialPath } from '../../components/paths';
import { navigate, useQuery } from '../../components/router';
import { historyOf } from '../../domain/history';
import { formatNumber } from '../../domain/numbers';
import { ParameterSelect } from '../Analysis/ParameterSelect';
import { useChoice } from '../Analysis/useChoice';

interface Props {
  study: string;
  /** The first is the one by which the study is judged. */
  objectives: readonly Objective[];
  trials: ReadonlyMap<number, Trial>;
}

/** What each completed trial reached, and the best so far. */
export function HistoryPanel({ study, objectives, trials }: Props) {
  const metrics = objectives.map(({ metric }) => metric);
  const [chosen, setObjective] = useChoice('objective', metrics);
  const at0 = Math.max(0, metrics.indexOf(chosen ?? ''));
  const objective = objectives[at0] as Objective;
  const history = useMemo(
    () => historyOf(trials.values(), objective, at0 === 0 ? undefined : ({ metrics: all }) => all[objective.metric]),
    [trials, objective, at0],
  );
  const [scale, setScale] = useQuery('history');
  const [hovered, setHovered] = useState<number>();
  const log = scale === 'log' && history.values.every((value) => value > 0);
  const series = useMemo(
    () => [
      { label: 'Best so far', x: history.trials, y: history.best, kind: 'steps' as const, tone: 'good' as const },
      {
        label: objective.metric,
        x: history.trials,
        y: history.values,
        kind: 'points' as const,
        tone: 'point' as const,
      },
    ],
    [history, objective.metric],
  );
  const last = history.trials.length - 1;
  const at = hovered ?? last;
  return (
    <section className="card" aria-labelledby="history-title">
      <div className="card-head">
        <h2 id="history-title" className="card-title">
          Values by trial
        </h2>
        <div className="controls">
          {metrics.length > 1 && (
            <ParameterSelect label="Objective" value={objective.metric} among={metrics} onChange={setObjective} />
          )}
          <label className="check">
            <input
              type="checkbox"
              checked={scale === 'log'}
              onChange={(event) => setScale(event.target.checked ? 'log' : undefined)}
            />
            Log axis
          </label>
        </div>
      </div>
      {last < 0 ? (
        <p className="muted chart-empty">The first value appears when a trial completes.</p>
      ) : (
        <div className="card-body">
          <XyChart
            label={`${objective.metric} of ${last + 1} completed trials; the best is ${formatNumber(history.best[last])}`}
            series={series}
            xLabel="trial"
            xWhole
            yLabel={objective.metric}
            yLog={log}
            fill
            onHover={(point) => setHovered(point?.index)}
            onPick={({ index }) => navigate(trialPath({ study, trial: history.trials[index] ?? 0 }))}
          />
          <p className="muted small chart-note num">
            <span data-mark="point">
              Trial {history.trials[at]}: {formatNumber(history.values[at])}
            </span>
            <span data-mark="best">Best so far: {formatNumber(history.best[at])}</span>
          </p>
        </div>
      )}
    </section>
  );
}
