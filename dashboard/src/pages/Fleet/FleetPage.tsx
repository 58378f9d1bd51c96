import { useEffect } from 'react';
import type { Worker } from '../../api/types';
import { AttemptProgress } from '../../components/AttemptProgress';
import { Link } from '../../components/Link';
import { useLive } from '../../components/live';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { StateBadge } from '../../components/StateBadge';
import { useNow } from '../../components/useNow';
import { parseId } from '../../domain/ids';
import { formatAgo, formatDateTime } from '../../domain/time';

export function FleetPage() {
  const { view, errors } = useLive();
  useEffect(() => {
    document.title = 'Fleet · Regatta';
  }, []);
  const { workers } = view;
  const error = errors.get('');
  const alive = workers?.filter((worker) => worker.alive) ?? [];
  const busy = alive.filter((worker) => worker.state === 'BUSY').length;
  return (
    <>
      <div className="page-head">
        <h1>Fleet</h1>
        {workers && (
          <p className="muted num">
            {alive.length} alive, {busy} busy
          </p>
        )}
      </div>
      {!workers && (error ? <ErrorMessage error={error} /> : <Loading label="Loading the fleet" />)}
      {workers?.length === 0 && (
        <Message title="No worker yet">
          <p>Start one; it appears here with its first heartbeat.</p>
          <pre>regatta worker</pre>
        </Message>
      )}
      {workers && workers.length > 0 && <WorkerTable workers={workers} />}
    </>
  );
}

function WorkerTable({ workers }: { workers: readonly Worker[] }) {
  const now = useNow();
  const sorted = [...workers].sort((a, b) => Number(b.alive) - Number(a.alive) || a.worker.localeCompare(b.worker));
  return (
    <div className="card table-box">
      <table className="fleet">
        <thead>
          <tr>
            <th scope="col">Worker</th>
            <th scope="col">State</th>
            <th scope="col">Attempt</th>
            <th scope="col">Device</th>
            <th scope="col" className="right">
              Threads
            </th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((worker) => (
            <WorkerRow key={worker.worker} worker={worker} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WorkerRow({ worker, now }: { worker: Worker; now: number }) {
  const { host, pid, version, attempt, progress } = worker;
  return (
    <tr data-worker={worker.worker} data-alive={worker.alive}>
      <th scope="row">
        {worker.worker}
        <span className="muted small block num">
          {host}, pid {pid}, version {version}
        </span>
      </th>
      <td className="fleet-state">
        <StateBadge state={worker.alive || worker.state === 'STOPPED' ? worker.state : 'LOST'} />
      </td>
      <td className="fleet-attempt" data-empty={!attempt}>
        {attempt ? <AttemptLink attempt={attempt} /> : <span className="muted">–</span>}
        {attempt && progress && <AttemptProgress progress={progress} label={`Progress of ${attempt}`} />}
      </td>
      <td className="fleet-device">{worker.device}</td>
      <td className="fleet-threads right num">
        {worker.threads}
        <span className="narrow-only">{worker.threads === 1 ? ' thread' : ' threads'}</span>
      </td>
      <td className="fleet-seen nowrap num muted">
        <time dateTime={worker.last_seen_at} title={formatDateTime(worker.last_seen_at)}>
          {formatAgo(worker.last_seen_at, now)}
        </time>
      </td>
    </tr>
  );
}

function AttemptLink({ attempt }: { attempt: string }) {
  const id = parseId(attempt);
  return (
    <Link to={`/studies/${encodeURIComponent(id.study)}?trial=${id.trial}`}>
      {id.study}, trial {id.trial}, attempt {id.attempt}
    </Link>
  );
}
