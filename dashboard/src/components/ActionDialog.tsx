import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { Study } from '../api/types';
import { useStore } from './live';

interface Props {
  /** On the button that opens it, without dots. */
  name: string;
  title: string;
  /** What the action does, and whether it can be undone. */
  text: string;
  confirm: string;
  keep?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Fields to fill in before. */
  children?: ReactNode;
  /** Resolves with the study as it is then, if it is of one. Throws what is wrong with the fields, or the server's answer. */
  act: () => Promise<Study | undefined>;
}

/** A button for something that changes a study or a worker; asks before it does. */
export function ActionDialog({ name, title, text, confirm, keep = 'Cancel', danger, disabled, children, act }: Props) {
  const store = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    setError(undefined);
    try {
      const study = await act();
      if (study) {
        store.put(study);
      }
      dialog.current?.close();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <button type="button" className="button" disabled={disabled} onClick={() => dialog.current?.showModal()}>
        {name}…
      </button>
      <dialog ref={dialog} aria-labelledby={titleId} onClose={() => setError(undefined)}>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <h2 id={titleId}>{title}</h2>
          <p>{text}</p>
          {children}
          {error && <p role="alert">{error}</p>}
          <div className="dialog-buttons">
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              {keep}
            </button>
            <button type="submit" className={`button ${danger ? 'danger' : 'primary'}`} disabled={sending}>
              {sending ? 'Sending…' : confirm}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
