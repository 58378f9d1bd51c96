import { useEffect } from 'react';
import type { Study } from '../../api/types';
import { Link } from '../../components/Link';
import { useLive } from '../../components/live';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { StateBadge } from '../../components/StateBadge';
import { TrialsBar } from '../../components/TrialsBar';
import { useNow } from '../../components/useNow';
import { formatNumber } from '../../domain/numbers';
import { endedTrials } from '../../domain/summary';
import { formatAgo, formatDateTime } from '../../domain/time';

export function StudiesPage() {
  const { view, errors } = useLive();
  useEffect(() => {
    document.title = 'Studies · Regatta';
  }, []);
  const error = errors.get('');
  const studies = [...view.studies.values()].sort((a, b) => b.created_at.localeCompare(a.created_at));
  return (
    <>
      <div className="page-head">
        <h1>Studies</h1>
        {view.listed && <p className="muted num">{studies.length} in all</p>}
        <Link to="/new" className="button primary">
          New study
        </Link>
      </div>
      {error && <ErrorMessage error={error} />}
      {!view.listed && !error && <Loading label="Loading the studies" />}
      {view.listed && studies.length === 0 && (
        <Message title="No study yet">
          <p>
            <Link to="/new">Create one here</Link>, or from a study file; its trials appear as they are suggested.
          </p>
          <pre>regatta study create study.yaml</pre>
        </Message>
      )}
      {studies.length > 0 && view.listed && <StudyTable studies={studies} />}
    </>
  );
}

function StudyTable({ studies }: { studies: Study[] }) {
  const now = useNow();
  return (
    <div className="card table-box">
      <table className="studies">
        <thead>
          <tr>
            <th scope="col">Study</th>
            <th scope="col">State</th>
            <th scope="col">Trials</th>
            <th scope="col" className="right">
              Best
            </th>
            <th scope="col">Sampler</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {studies.map((study) => (
            <StudyRow key={study.study} study={study} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StudyRow({ study, now }: { study: Study; now: number }) {
  const { spec, trials, best } = study;
  return (
    <tr data-study={study.study}>
      <th scope="row">
        <Link to={`/studies/${encodeURIComponent(study.study)}`}>{study.study}</Link>
        {spec.description && <p className="muted description">{spec.description}</p>}
      </th>
      <td className="studies-state">
        <StateBadge state={study.state} />
      </td>
      <td className="studies-trials">
        <TrialsBar counts={trials} />
        <span className="muted num small">
          {endedTrials(trials)} of {trials.budget} ended
          {trials.running > 0 && `, ${trials.running} running`}
        </span>
      </td>
      <td className="right studies-best">
        <span className="num strong">{formatNumber(best?.value)}</span>
        <span className="muted small block">{spec.objective.metric}</span>
      </td>
      <td className="studies-sampler">{spec.sampler.type}</td>
      <td className="studies-created nowrap muted">
        <time dateTime={study.created_at} title={formatDateTime(study.created_at)}>
          {formatAgo(study.created_at, now)}
        </time>
      </td>
    </tr>
  );
}
