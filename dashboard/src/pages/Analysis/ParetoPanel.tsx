import { useMemo } from 'react';
import type { Pareto } from '../../api/analysis';
import { XyChart } from '../../components/charts';
import { Link } from '../../components/Link';
import { comparePath, trialPath } from '../../components/paths';
import { navigate } from '../../components/router';
import { MOST_COMPARED } from '../../domain/compare';
import { formatNumber, toNumber } from '../../domain/numbers';
import { AnalysisCard } from './AnalysisCard';
import { useAnalysis } from './useAnalysis';

/** The trials that none beats in every objective; drawn by the first two. */
export function ParetoPanel({ study, ended }: { study: string; ended: number }) {
  const loaded = useAnalysis(study, 'pareto', ended);
  return (
    <AnalysisCard
      title="Pareto front"
      loaded={loaded}
      empty={({ front }) => (front.length > 0 ? undefined : 'No trial has completed yet.')}
    >
      {(pareto) => <ParetoChart study={study} pareto={pareto} />}
    </AnalysisCard>
  );
}

function ParetoChart({ study, pareto }: { study: string; pareto: Pareto }) {
  const { objectives, others, hypervolume } = pareto;
  const front = useMemo(() => alongFirst(pareto), [pareto]);
  const series = useMemo(() => seriesOf(front, others), [front, others]);
  const trialOf = (point: { series: number; index: number }): number =>
    (point.series === 0 ? others : front)[point.index]?.trial ?? 0;
  const [first, second] = objectives.map(({ metric }) => metric);
  const [across, up] = objectives.map(
    ({ metric, direction }) => `${metric}, ${direction === 'MAXIMIZE' ? 'higher' : 'lower'} is better`,
  );
  const refs = front.slice(0, MOST_COMPARED).map(({ trial }) => ({ study, trial }));
  return (
    <>
      <XyChart
        label={`${front.length} trials on the front of ${first} and ${second}, ${others.length} behind it`}
        series={series}
        xLabel={across ?? ''}
        yLabel={up ?? ''}
        onPick={(point) => navigate(trialPath({ study, trial: trialOf(point) }))}
      />
      <p className="muted small chart-note num">
        <span data-mark="front">{front.length} on the front</span>
        <span data-mark="point">{others.length} behind it</span>
        {hypervolume !== undefined && <span>Volume enclosed: {formatNumber(hypervolume)}</span>}
        <Link to={comparePath(refs)}>Compare the front</Link>
      </p>
    </>
  );
}

/** The front in the order of its first objective, as the line through it runs. */
function alongFirst({ front }: Pareto): Pareto['front'] {
  const first = ({ values }: Pareto['front'][number]): number => toNumber(values[0] ?? 'NaN');
  return [...front].sort((a, b) => first(a) - first(b));
}

function seriesOf(front: Pareto['front'], others: Pareto['others']) {
  const along = (points: Pareto['front'], at: number): number[] =>
    points.map(({ values }) => toNumber(values[at] ?? 'NaN'));
  return [
    { label: 'Others', x: along(others, 0), y: along(others, 1), kind: 'points' as const, tone: 'point' as const },
    { label: 'Front line', x: along(front, 0), y: along(front, 1), kind: 'line' as const, tone: 'good' as const },
    { label: 'Front', x: along(front, 0), y: along(front, 1), kind: 'points' as const, tone: 'good' as const },
  ];
}
