import type { ReactNode } from 'react';
import type { Study } from '../../api/types';
import { Link } from '../../components/Link';
import { studyPath } from '../../components/paths';
import { StateBadge } from '../../components/StateBadge';
import { TrialsBar } from '../../components/TrialsBar';
import { useNow } from '../../components/useNow';
import { formatNumber } from '../../domain/numbers';
import { workWords } from '../../domain/specWords';
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
  const { spec, trials } = study;
  const work = workWords(spec);
  return (
    <dl className="facts">
      <Goal study={study} />
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
      <Fact name={work.name} note={work.note}>
        {work.value}
      </Fact>
    </dl>
  );
}

/** The best value; of several objectives the front of those that none beats. */
function Goal({ study: { study, spec, best } }: { study: Study }) {
  const { metric, direction } = spec.objective;
  const better = direction === 'MAXIMIZE' ? 'higher is better' : 'lower is better';
  return spec.objectives.length > 1 ? (
    <Fact name="Objectives" note={spec.objectives.map((each) => each.metric).join(', ')}>
      <Link to={studyPath(study, 'analysis')}>Pareto front</Link>
    </Fact>
  ) : (
    <Fact name={`Best ${metric}`} note={best ? `trial ${best.trial}` : better}>
      <span data-fact="best">{formatNumber(best?.value)}</span>
    </Fact>
  );
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
