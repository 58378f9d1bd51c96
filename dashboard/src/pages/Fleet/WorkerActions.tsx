import { api } from '../../api/client';
import type { Worker } from '../../api/types';
import { ActionDialog } from '../../components/ActionDialog';

/** What a worker can be told; each asks first. */
export function WorkerActions({ worker: { worker, state } }: { worker: Worker }) {
  if (state === 'STOPPED' || state === 'DRAINING') {
    return null;
  }
  return (
    <div className="table-buttons">
      {state === 'CORDONED' ? (
        <ActionDialog
          name="Uncordon"
          title={`Uncordon ${worker}?`}
          text="It takes attempts again."
          confirm="Uncordon worker"
          act={() => api.order(worker, 'uncordon')}
        />
      ) : (
        <ActionDialog
          name="Cordon"
          title={`Cordon ${worker}?`}
          text="It finishes the attempt that it runs, and takes no more until it is uncordoned."
          confirm="Cordon worker"
          act={() => api.order(worker, 'cordon')}
        />
      )}
      <ActionDialog
        name="Drain"
        title={`Drain ${worker}?`}
        text="It saves its attempt, gives it back for another worker to go on with, and takes no more."
        confirm="Drain worker"
        danger
        act={() => api.order(worker, 'drain')}
      />
    </div>
  );
}
