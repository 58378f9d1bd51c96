import '../../styles/runs.css';
import { useEffect } from 'react';
import { type LoggedRun, tracking } from '../../api/tracking';
import { Link } from '../../components/Link';
import { ErrorMessage, Loading } from '../../components/Message';
import { trialPath } from '../../components/paths';
import { StateBadge } from '../../components/StateBadge';
import { parseRefs } from '../../domain/compare';
import { formatNumber } from '../../domain/numbers';
import { formatDateTime } from '../../domain/time';
import { Artifacts } from './Artifacts';
import { MetricCard } from './MetricCard';
import { useLoaded } from './useLoaded';
import { usePoints } from './usePoints';

/** Names the trial that logged a run, as `study/number`. */
const TRIAL_TAG = 'regatta.trial';

/** One run of the tracking server: what it logged, its curves while they grow, its artifacts. */
export default function RunPage({ id }: { id: string }) {
  const changes = usePoints(id);
  const { value: run, error } = useLoaded(`${id} ${changes.metrics}`, () => tracking.run(id));
  const name = run?.info.run_name || id;
  useEffect(() => {
    document.title = `${name} · Regatta`;
  }, [name]);
  return (
    <>
      <nav aria-label="Breadcrumb" className="crumbs">
        <Link to={run ? `/runs?experiment=${encodeURIComponent(run.info.experiment_id)}` : '/runs'}>Runs</Link>
        <span aria-hidden="true">/</span>
        <span>{name}</span>
      </nav>
      {error && <ErrorMessage error={error} />}
      {!run && !error && <Loading label="Loading the run" lines={8} />}
      {run && (
        <>
          <Head run={run} name={name} />
          <Metrics id={id} run={run} changes={changes.byMetric} />
          <div className="run-lists">
            <Pairs title="Parameters" pairs={(run.data.params ?? []).map(({ key, value }) => [key, value])} />
            <Pairs title="Tags" pairs={(run.data.tags ?? []).map(({ key, value }) => [key, value])} />
            <Artifacts run={id} />
          </div>
        </>
      )}
    </>
  );
}

function Head({ run, name }: { run: LoggedRun; name: string }) {
  const { start_time, status, run_id } = run.info;
  const [trial] = parseRefs(run.data.tags?.find(({ key }) => key === TRIAL_TAG)?.value);
  return (
    <section className="card run-head">
      <div className="study-title">
        <h1>{name}</h1>
        <StateBadge state={status} />
      </div>
      <p className="muted">
        <code>{run_id}</code>
        {start_time !== undefined && <> · since {formatDateTime(new Date(Number(start_time)).toISOString())}</>}
        {trial && (
          <>
            {' '}
            · run of <Link to={trialPath(trial)}>{`trial ${trial.trial} of ${trial.study}`}</Link>
          </>
        )}
      </p>
    </section>
  );
}

function Metrics({ id, run, changes }: { id: string; run: LoggedRun; changes: ReadonlyMap<string, number> }) {
  const metrics = [...(run.data.metrics ?? [])].sort((a, b) => a.key.localeCompare(b.key));
  return (
    <section aria-labelledby="run-metrics">
      <h2 id="run-metrics" className="visually-hidden">
        Metrics
      </h2>
      <div className="run-metrics">
        {metrics.map((metric) => (
          <MetricCard
            key={metric.key}
            run={id}
            metric={metric.key}
            last={formatNumber(metric.value)}
            change={changes.get(metric.key) ?? 0}
          />
        ))}
      </div>
    </section>
  );
}

function Pairs({ title, pairs }: { title: string; pairs: readonly (readonly [string, string])[] }) {
  return (
    <section className="card run-list">
      <h2>{title}</h2>
      {pairs.length === 0 && <p className="muted">None.</p>}
      <dl className="pairs">
        {[...pairs]
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
