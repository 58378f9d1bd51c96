import { useEffect } from 'react';
import type { Study } from '../../api/types';
import { Link } from '../../components/Link';
import { useLive } from '../../components/live';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { studyPath } from '../../components/paths';
import { useQuery } from '../../components/router';
import { StateBadge } from '../../components/StateBadge';
import { TrialsBar } from '../../components/TrialsBar';
import { useNow } from '../../components/useNow';
import { costOf } from '../../domain/budget';
import { parseStudies } from '../../domain/compare';
import { formatNumber, formatParameter } from '../../domain/numbers';
import { studiesShown } from '../../domain/studies';
import { endedTrials } from '../../domain/summary';
import { formatAgo, formatDateTime, formatDuration } from '../../domain/time';
import { SparkLine } from './SparkLine';
import { StudyTools, useStudyQuery } from './StudyTools';

export function StudiesPage() {
  const { view, errors } = useLive();
  useEffect(() => {
    document.title = 'Studies · Regatta';
  }, []);
  const error = errors.get('');
  const tools = useStudyQuery();
  const [select, setSelect] = useQuery('select');
  const chosen = parseStudies(select);
  const toggle = (study: string): void =>
    setSelect(
      (chosen.includes(study) ? chosen.filter((other) => other !== study) : [...chosen, study]).join(',') || undefined,
    );
  const all = [...view.studies.values()];
  const studies = studiesShown(all, tools.query);
  return (
    <>
      <div className="page-head">
        <h1>Studies</h1>
        {view.listed && (
          <p className="muted num">
            {all.length === studies.length ? `${all.length} in all` : `${studies.length} of ${all.length}`}
          </p>
        )}
        <Link to="/new" className="button primary">
          New study
        </Link>
      </div>
      {error && <ErrorMessage error={error} />}
      {!view.listed && !error && <Loading label="Loading the studies" />}
      {view.listed && all.length > 0 && (
        <StudyTools
          {...tools}
          chosen={all.filter(({ study }) => chosen.includes(study))}
          onClear={() => setSelect(undefined)}
        />
      )}
      {view.listed && all.length > 0 && studies.length === 0 && (
        <Message title={tools.query.archived ? 'No archived study' : 'No study meets the search'}>
          Change what is searched for, or the state.
        </Message>
      )}
      {view.listed && all.length === 0 && (
        <Message title="No study yet">
          <p>
            <Link to="/new">Create one here</Link>, or from a study file; its trials appear as they are suggested.
          </p>
          <pre>regatta study create study.yaml</pre>
        </Message>
      )}
      {studies.length > 0 && view.listed && <StudyTable studies={studies} chosen={chosen} onToggle={toggle} />}
    </>
  );
}

interface TableProps {
  studies: Study[];
  /** The studies chosen to compare. */
  chosen: readonly string[];
  onToggle: (study: string) => void;
}

function StudyTable({ studies, chosen, onToggle }: TableProps) {
  const now = useNow();
  return (
    <div className="card table-box">
      <table className="studies">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Compare</span>
            </th>
            <th scope="col">Study</th>
            <th scope="col">State</th>
            <th scope="col">Trials</th>
            <th scope="col" className="right">
              Best
            </th>
            <th scope="col">So far</th>
            <th scope="col" className="right">
              Cost
            </th>
            <th scope="col">Sampler</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {studies.map((study) => (
            <StudyRow
              key={study.study}
              study={study}
              now={now}
              chosen={chosen.includes(study.study)}
              onToggle={onToggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  study: Study;
  now: number;
  chosen: boolean;
  onToggle: (study: string) => void;
}

function StudyRow({ study, now, chosen, onToggle }: RowProps) {
  const { spec, trials, best } = study;
  const cost = costOf(study);
  return (
    <tr data-study={study.study}>
      <td className="studies-choose">
        <input
          type="checkbox"
          aria-label={`Choose ${study.study} to compare`}
          checked={chosen}
          onChange={() => onToggle(study.study)}
        />
      </td>
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
        {spec.objectives.length > 1 ? (
          <Link to={studyPath(study.study, 'analysis')}>Pareto front</Link>
        ) : (
          <span className="num strong">{formatNumber(best?.value)}</span>
        )}
        <span className="muted small block">{spec.objectives.map(({ metric }) => metric).join(', ')}</span>
      </td>
      <td className="studies-spark">
        <SparkLine study={study.study} completed={trials.completed} />
      </td>
      <td className="right studies-cost num">
        <span className="nowrap">{formatDuration(study.device_seconds)}</span>
        <span className="muted small block">
          {cost === undefined ? 'of devices' : `costs ${formatParameter(Number(cost.toPrecision(3)))}`}
        </span>
      </td>
      <td className="studies-sampler">{spec.sampler.type}</td>
      <td className="studies-created nowrap muted">
        <time dateTime={study.created_at} title={formatDateTime(study.created_at)}>
          {formatAgo(study.created_at, now)}
        </time>
        {spec.placement?.owner && <span className="small block studies-owner">by {spec.placement.owner}</span>}
      </td>
    </tr>
  );
}
