import type { Worker } from '../../api/types';
import { AttemptProgress } from '../../components/AttemptProgress';
import { Link } from '../../components/Link';
import { trialPath } from '../../components/paths';
import { StateBadge } from '../../components/StateBadge';
import { useNow } from '../../components/useNow';
import { formatShare } from '../../domain/fleet';
import { parseId } from '../../domain/ids';
import { formatAgo, formatDateTime } from '../../domain/time';
import { WorkerActions } from './WorkerActions';

/** Each worker, those alive first. */
export function WorkerTable({ workers }: { workers: readonly Worker[] }) {
  const now = useNow();
  const sorted = [...workers].sort((a, b) => Number(b.alive) - Number(a.alive) || a.worker.localeCompare(b.worker));
  return (
    <section className="card" aria-labelledby="workers-title">
      <h2 id="workers-title" className="card-title">
        Workers
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="table-box" aria-label="Workers, scrollable" tabIndex={0}>
        <table className="fleet">
          <thead>
            <tr>
              {['Worker', 'State', 'Attempt', 'Device'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col" className="right">
                Utilization
              </th>
              <th scope="col">Last seen</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((worker) => (
              <WorkerRow key={worker.worker} worker={worker} now={now} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function WorkerRow({ worker, now }: { worker: Worker; now: number }) {
  const { host, pid, version, attempt, progress, device, threads, pool, labels } = worker;
  const words = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return (
    <tr data-worker={worker.worker} data-alive={worker.alive}>
      <th scope="row">
        {worker.worker}
        <span className="muted small block num">
          {host}, pid {pid}, version {version}
        </span>
        <span className="muted small block">
          pool {pool}
          {words.length > 0 && `, ${words.join(', ')}`}
        </span>
      </th>
      <td className="fleet-state">
        <StateBadge state={worker.alive || worker.state === 'STOPPED' ? worker.state : 'LOST'} />
      </td>
      <td className="fleet-attempt" data-empty={!attempt}>
        {attempt ? <AttemptLink attempt={attempt} /> : <span className="muted">–</span>}
        {attempt && progress && <AttemptProgress progress={progress} label={`Progress of ${attempt}`} />}
      </td>
      <td className="fleet-device">
        {device}, {threads} {threads === 1 ? 'thread' : 'threads'}
      </td>
      <td className="fleet-utilization right num">
        {formatShare(worker.utilization)}
        <span className="narrow-only"> utilized</span>
      </td>
      <td className="fleet-seen nowrap num muted">
        <time dateTime={worker.last_seen_at} title={formatDateTime(worker.last_seen_at)}>
          {formatAgo(worker.last_seen_at, now)}
        </time>
      </td>
      <td className="fleet-actions">{worker.alive && <WorkerActions worker={worker} />}</td>
    </tr>
  );
}

function AttemptLink({ attempt }: { attempt: string }) {
  const id = parseId(attempt);
  return (
    <Link to={trialPath({ study: id.study, trial: id.trial ?? 0 })}>
      {id.study}, trial {id.trial}, attempt {id.attempt}
    </Link>
  );
}
