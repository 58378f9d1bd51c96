import type { ReactNode } from 'react';
import type { Study } from '../../api/types';
import { StateBadge } from '../../components/StateBadge';
import { TrialsBar } from '../../components/TrialsBar';
import { useNow } from '../../components/useNow';
import { formatNumber } from '../../domain/numbers';
import { endedTrials } from '../../domain/summary';
import { formatDateTime, formatDuration, secondsBetween } from '../../domain/time';

export function StudyHeader({ study }: { study: Study }) {
  const { spec, trials } = study;
  return (
    <section className="card study-header" aria-label="Study">
      <div className="study-title">
        <h1>{study.study}</h1>
        <StateBadge state={study.state} />
      </div>
      {spec.description && <p className="muted description">{spec.description}</p>}
      {study.stop_reason && <p>Stopped: {study.stop_reason}</p>}
      <Facts study={study} />
      <TrialsBar counts={trials} legend />
    </section>
  );
}

function Facts({ study }: { study: Study }) {
  const now = useNow();
  const { spec, trials, best } = study;
  const { metric, direction } = spec.objective;
  return (
    <dl className="facts">
      <Fact
        name={`Best ${metric}`}
        note={`${best ? `trial ${best.trial}` : direction === 'MAXIMIZE' ? 'higher is better' : 'lower is better'}${othersNote(spec)}`}
      >
        <span data-fact="best">{formatNumber(best?.value)}</span>
      </Fact>
      <Fact name="Trials ended" note={`${trials.running} running, ${trials.queued} queued`}>
        {endedTrials(trials)}
        <span className="muted"> / {trials.budget}</span>
      </Fact>
      <Fact name={study.ended_at ? 'Took' : 'Running for'} note={`since ${formatDateTime(study.created_at)}`}>
        {formatDuration(secondsBetween(study.created_at, study.ended_at, now))}
      </Fact>
      <Fact name="Sampler" note={`seed ${spec.seed}, ${spec.concurrency} at once`}>
        {spec.sampler.type}
      </Fact>
      <Fact name="Data" note={datasetNote(study)}>
        {spec.dataset.name}
      </Fact>
    </dl>
  );
}

/** The others are looked at on the Pareto front. */
function othersNote({ objectives: [, ...others] }: Study['spec']): string {
  return others.length === 0 ? '' : `; besides it ${others.map(({ metric }) => metric).join(', ')}`;
}

function datasetNote({ spec: { dataset } }: Study): string {
  const parts = [
    dataset.limit === undefined ? 'all samples' : `${dataset.limit} samples`,
    ...(dataset.downsample > 1 ? [`down-sampled ${dataset.downsample}×`] : []),
  ];
  return parts.join(', ');
}

function Fact({ name, note, children }: { name: string; note: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd className="fact-value num">{children}</dd>
      <dd className="muted small">{note}</dd>
    </div>
  );
}
