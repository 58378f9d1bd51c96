import { type FormEvent, useRef, useState } from 'react';
import { api } from '../../api/client';
import { useStore } from '../../components/live';

/** Ends a study early, after asking. */
export function StopButton({ study }: { study: string }) {
  const store = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const stop = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    try {
      store.put(await api.stop(study, reason.trim() || 'stopped from the dashboard'));
      dialog.current?.close();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        Stop…
      </button>
      <dialog ref={dialog} aria-labelledby="stop-title" onClose={() => setError(undefined)}>
        <form onSubmit={(event) => void stop(event)}>
          <h2 id="stop-title">Stop {study}?</h2>
          <p>No further trial is suggested. Running trials end after their next step. This cannot be undone.</p>
          <label htmlFor="stop-reason">Reason, kept in the journal</label>
          <input
            id="stop-reason"
            maxLength={500}
            value={reason}
            placeholder="stopped from the dashboard"
            onChange={(event) => setReason(event.target.value)}
          />
          {error && <p role="alert">{error}</p>}
          <div className="dialog-buttons">
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              Keep running
            </button>
            <button type="submit" className="button danger" disabled={sending}>
              {sending ? 'Stopping…' : 'Stop study'}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
