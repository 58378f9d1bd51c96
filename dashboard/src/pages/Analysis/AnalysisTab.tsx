import { useCallback, useMemo, useState } from 'react';
import type { Parallel } from '../../api/analysis';
import type { Study, Worker } from '../../api/types';
import { useQuery } from '../../components/router';
import { useThrottled } from '../../components/useThrottled';
import { toNumber } from '../../domain/numbers';
import {
  type Axis,
  axisOf,
  type Brushes,
  brushText,
  parseBrushes,
  passes,
  placeOn,
  valueAxis,
} from '../../domain/parallel';
import { type ParallelLines, parallelLines } from '../../domain/parallelLines';
import { endedTrials } from '../../domain/summary';
import type { TrialTable } from '../../domain/trialTable';
import type { StudyDetail } from '../../domain/view';
import { TrialsTab } from '../Study/TrialsTab';
import { AnalysisCard } from './AnalysisCard';
import { ContourPanel } from './ContourPanel';
import { EdfPanel } from './EdfPanel';
import { ImportancePanel } from './ImportancePanel';
import { ParallelChart } from './ParallelChart';
import { ParameterSelect } from './ParameterSelect';
import { ParetoPanel } from './ParetoPanel';
import { RungsPanel } from './RungsPanel';
import { SlicePanel } from './SlicePanel';
import { useAnalysis } from './useAnalysis';
import { useChoice } from './useChoice';

/** How soon the table follows a brush that is being drawn. */
const TABLE_FOLLOWS_MS = 250;

interface Props {
  study: Study;
  detail: StudyDetail;
  workers: readonly Worker[];
}

export default function AnalysisTab({ study, detail, workers }: Props) {
  const metrics = study.spec.objectives.map(({ metric }) => metric);
  const [chosen, setObjective] = useChoice('objective', metrics);
  const objective = chosen ?? study.spec.objective.metric;
  const ended = endedTrials(study.trials);
  const loaded = useAnalysis(study.study, 'parallel', ended, { objective });
  const { axes, lines } = useMemo(() => pictureOf(loaded.value, study), [loaded.value, study]);
  const { brushes, brush, drawn } = useBrushes();
  const calm = useThrottled(brushes, brushes.size > 0 ? TABLE_FOLLOWS_MS : 0);
  const also = useCallback((rows: TrialTable) => passes(rows, axes, calm), [axes, calm]);
  // A brush that is drawn changes with every move: what does not depend on it is not rendered again.
  const table = useMemo(
    () => <TrialsTab study={study} detail={detail} workers={workers} also={also} />,
    [study, detail, workers, also],
  );
  const several = metrics.length > 1;
  const prunes = study.spec.pruner.type !== 'none';
  const others = useMemo(() => {
    const parameters = axes.flatMap(({ key, name }) => (key === 'value' ? [] : [name]));
    const of = { study: study.study, objective, ended };
    return (
      <>
        <div className="halves">
          <ImportancePanel {...of} />
          <SlicePanel {...of} parameters={parameters} />
          {parameters.length > 1 && <ContourPanel {...of} parameters={parameters} />}
          <EdfPanel {...of} />
        </div>
        {several && <ParetoPanel study={study.study} ended={ended} />}
        {prunes && <RungsPanel study={study.study} ended={ended} trials={detail.trials} />}
      </>
    );
  }, [axes, study.study, objective, ended, several, prunes, detail.trials]);
  return (
    <>
      <AnalysisCard
        title="Parallel coordinates"
        loaded={loaded}
        empty={({ lines: all }) => (all.length > 0 ? undefined : 'No trial has completed yet.')}
        controls={
          several && <ParameterSelect label="Objective" value={objective} among={metrics} onChange={setObjective} />
        }
      >
        {() => (
          <ParallelChart
            study={study.study}
            axes={axes}
            lines={lines}
            brushes={brushes}
            onBrush={brush}
            drawn={drawn}
          />
        )}
      </AnalysisCard>
      {table}
      {others}
    </>
  );
}

/** The brushes in the address; while one is drawn, it is kept here. */
function useBrushes(): { brushes: Brushes; drawn: boolean; brush: (brushes: Brushes, done: boolean) => void } {
  const [text, setText] = useQuery('brush');
  const [drawn, setDrawn] = useState<Brushes>();
  const kept = useMemo(() => parseBrushes(text), [text]);
  const brush = (brushes: Brushes, done: boolean): void => {
    setDrawn(done ? undefined : brushes);
    if (done) {
      setText(brushText(brushes));
    }
  };
  return { brushes: drawn ?? kept, drawn: drawn !== undefined, brush };
}

/** The axis of the values is that of the study's objective, which the table can filter by; others have the metric's. */
function pictureOf(parallel: Parallel | undefined, study: Study): { axes: Axis[]; lines: ParallelLines } {
  if (!parallel) {
    return { axes: [], lines: parallelLines(0, []) };
  }
  const { objective, lines } = parallel;
  const values = lines.map(({ value }) => toNumber(value));
  const base = valueAxis(objective.metric, values);
  const last: Axis =
    objective.metric === study.spec.objective.metric ? base : { ...base, key: `m:${objective.metric}` };
  const places = values.map((value) => placeOn(last, value) ?? null);
  const axes = [...parallel.axes.map(axisOf), last];
  const withValue = lines.map((line, at) => {
    const place = places[at] ?? null;
    const share = objective.direction === 'MAXIMIZE' ? (place ?? 0) : 1 - (place ?? 1);
    return { places: [...line.places, place], share };
  });
  return { axes, lines: parallelLines(axes.length, withValue) };
}
