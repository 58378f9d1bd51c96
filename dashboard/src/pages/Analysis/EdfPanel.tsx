import { useMemo } from 'react';
import type { Edf } from '../../api/analysis';
import { XyChart } from '../../components/charts';
import { toNumber } from '../../domain/numbers';
import { AnalysisCard } from './AnalysisCard';
import type { PanelProps } from './panel';
import { useAnalysis } from './useAnalysis';

/** Which share of the trials reached at most a value. */
export function EdfPanel({ study, objective, ended }: PanelProps) {
  const loaded = useAnalysis(study, 'edf', ended, { objective });
  return (
    <AnalysisCard
      title="Distribution of values"
      loaded={loaded}
      empty={({ steps }) => (steps.length > 0 ? undefined : 'No trial has completed yet.')}
    >
      {(edf) => <EdfChart edf={edf} />}
    </AnalysisCard>
  );
}

function EdfChart({ edf: { objective, steps, trials } }: { edf: Edf }) {
  const series = useMemo(() => {
    const x = steps.map(({ value }) => toNumber(value));
    const y = steps.map(({ share }) => share);
    return [{ label: 'share of trials', x, y, kind: 'steps' as const, tone: 'accent' as const }];
  }, [steps]);
  return (
    <XyChart
      label={`Share of ${trials} trials by the ${objective.metric} they reached at most`}
      series={series}
      xLabel={objective.metric}
      yLabel="share of trials"
    />
  );
}
