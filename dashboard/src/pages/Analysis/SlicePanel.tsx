import { useMemo } from 'react';
import type { Slice } from '../../api/analysis';
import { XyChart } from '../../components/charts';
import { trialPath } from '../../components/paths';
import { navigate } from '../../components/router';
import { toNumber } from '../../domain/numbers';
import { axisOf, placeOn } from '../../domain/parallel';
import { AnalysisCard } from './AnalysisCard';
import { ParameterSelect } from './ParameterSelect';
import type { PanelProps } from './panel';
import { useAnalysis } from './useAnalysis';
import { useChoice } from './useChoice';

/** The objective by one parameter. */
export function SlicePanel({ study, objective, ended, parameters }: PanelProps & { parameters: readonly string[] }) {
  const [parameter, setChosen] = useChoice('slice', parameters);
  const query = parameter === undefined ? null : { objective, parameter };
  const loaded = useAnalysis(study, 'slice', ended, query);
  return (
    <AnalysisCard
      title="Slice"
      loaded={loaded}
      empty={({ points }) => (points.length > 0 ? undefined : 'No trial has completed yet.')}
      controls={<ParameterSelect label="Parameter" value={parameter} among={parameters} onChange={setChosen} />}
    >
      {(slice) => <SliceChart study={study} slice={slice} />}
    </AnalysisCard>
  );
}

function SliceChart({ study, slice: { axis: given, objective, points } }: { study: string; slice: Slice }) {
  const series = useMemo(() => {
    const axis = axisOf(given);
    const last = Math.max(1, axis.choices.length - 1);
    const x = points.map((point) =>
      axis.choices.length > 0
        ? (placeOn(axis, String(point.x)) ?? 0) * (axis.choices.length > 1 ? last : 0)
        : Number(point.x),
    );
    const y = points.map(({ value }) => toNumber(value));
    return [{ label: objective.metric, x, y, kind: 'points' as const, tone: 'point' as const }];
  }, [given, objective, points]);
  return (
    <XyChart
      label={`${objective.metric} of ${points.length} trials by ${given.name}`}
      series={series}
      xLabel={given.name}
      yLabel={objective.metric}
      xLog={given.log}
      {...(given.choices.length > 0 ? { xNames: given.choices.map(String) } : {})}
      onPick={({ index }) => navigate(trialPath({ study, trial: points[index]?.trial ?? 0 }))}
    />
  );
}
