import '../../styles/new-study.css';
import '../../styles/runs.css';
import { useEffect, useId, useState } from 'react';
import { type Experiment, tracking } from '../../api/tracking';
import type { Run, RunList } from '../../api/types';
import { Link } from '../../components/Link';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { useQuery } from '../../components/router';
import { StateBadge } from '../../components/StateBadge';
import { useNow } from '../../components/useNow';
import { formatAgo, formatDateTime, formatDuration, secondsBetween } from '../../domain/time';
import { useLoaded } from './useLoaded';

const DEFAULT_EXPERIMENT = '0';

/** What any MLflow client has logged: an experiment's runs, the latest first. */
export default function RunsPage() {
  const id = useId();
  const [chosen, choose] = useQuery('experiment');
  const experiments = useLoaded('', tracking.experiments);
  const experiment = chosen ?? firstShown(experiments.value ?? []);
  useEffect(() => {
    document.title = 'Runs · Regatta';
  }, []);
  return (
    <>
      <div className="page-head">
        <h1>Runs</h1>
        <div className="form-add">
          <label htmlFor={id}>Experiment</label>
          <select id={id} value={experiment} onChange={(event) => choose(event.target.value)}>
            {(experiments.value ?? []).map(({ experiment_id, name }) => (
              <option key={experiment_id} value={experiment_id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
      {experiments.error && <ErrorMessage error={experiments.error} />}
      {(chosen !== undefined || experiments.value) && <ExperimentRuns key={experiment} id={experiment} />}
      {chosen === undefined && !experiments.value && !experiments.error && (
        <Loading label="Loading the runs" lines={8} />
      )}
    </>
  );
}

/** The newest, which comes first; that of runs without an experiment has been there since the beginning. */
function firstShown(experiments: readonly Experiment[]): string {
  return (
    experiments.find(({ experiment_id }) => experiment_id !== DEFAULT_EXPERIMENT)?.experiment_id ?? DEFAULT_EXPERIMENT
  );
}

function ExperimentRuns({ id }: { id: string }) {
  const [further, setFurther] = useState<RunList[]>([]);
  const [failure, setFailure] = useState<Error>();
  const first = useLoaded(id, () => tracking.runs(id));
  const pages = first.value ? [first.value, ...further] : [];
  const after = pages.at(-1)?.after;
  const more = async (): Promise<void> => {
    try {
      const page = await tracking.runs(id, after);
      setFurther((before) => [...before, page]);
    } catch (error) {
      setFailure(error as Error);
    }
  };
  const error = first.error ?? failure;
  const runs = pages.flatMap((page) => page.runs);
  if (!first.value) {
    return error ? <ErrorMessage error={error} /> : <Loading label="Loading the runs" lines={8} />;
  }
  if (runs.length === 0) {
    return (
      <Message title="No run yet">
        <p>Any MLflow client can log here:</p>
        <pre>MLFLOW_TRACKING_URI={location.origin}</pre>
      </Message>
    );
  }
  return (
    <div className="card table-box">
      <RunTable runs={runs} />
      {error && <ErrorMessage error={error} />}
      {after !== undefined && (
        <p className="runs-more">
          <button type="button" className="button" onClick={() => void more()}>
            Further runs
          </button>
        </p>
      )}
    </div>
  );
}

function RunTable({ runs }: { runs: readonly Run[] }) {
  const now = useNow();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">State</th>
          <th scope="col">Started</th>
          <th scope="col" className="right">
            Took
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.run_id}>
            <th scope="row">
              <Link to={`/runs/${encodeURIComponent(run.run_id)}`}>{run.name || run.run_id}</Link>
            </th>
            <td>
              <StateBadge state={run.status} />
            </td>
            <td className="muted nowrap">
              <time dateTime={run.start_time} title={formatDateTime(run.start_time)}>
                {formatAgo(run.start_time, now)}
              </time>
            </td>
            <td className="right num nowrap">{formatDuration(secondsBetween(run.start_time, run.end_time, now))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
