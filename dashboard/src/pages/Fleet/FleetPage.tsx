import { useEffect } from 'react';
import { useLive } from '../../components/live';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { PoolTable } from './PoolTable';
import { Queue } from './Queue';
import { WorkerTable } from './WorkerTable';

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
      <Queue studies={[...view.studies.values()]} />
      {workers && workers.length > 0 && (
        <>
          <PoolTable workers={workers} />
          <WorkerTable workers={workers} />
        </>
      )}
    </>
  );
}
