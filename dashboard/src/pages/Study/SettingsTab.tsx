import { type ReactNode, useId, useState } from 'react';
import { api } from '../../api/client';
import type { Study } from '../../api/types';
import { ActionDialog } from '../../components/ActionDialog';
import { Link } from '../../components/Link';
import { clonePath } from '../../components/paths';
import { ExtendAction } from './ExtendAction';
import { JournalCard } from './JournalCard';
import { SpecCard } from './SpecCard';

/** What can be done with a study, and what it was asked for. */
export function SettingsTab({ study }: { study: Study }) {
  const { state } = study;
  const goesOn = state === 'RUNNING' || state === 'PAUSED';
  return (
    <>
      <section className="card" aria-labelledby="actions-title">
        <h2 id="actions-title" className="card-title">
          Actions
        </h2>
        <dl className="actions">
          {state === 'PAUSED' ? (
            <Action name="Resume" note="Trials begin again.">
              <ResumeAction study={study} />
            </Action>
          ) : (
            <Action name="Pause" note="No further trial begins; those that run go on.">
              <PauseAction study={study} disabled={state !== 'RUNNING'} />
            </Action>
          )}
          <Action name="Extend" note="Move what ends the study; one that has completed goes on.">
            <ExtendAction study={study} disabled={!goesOn && state !== 'COMPLETED'} />
          </Action>
          <Action name="Clone" note="Begin a new study from this one's settings.">
            <Link className="button" to={clonePath(study.study)}>
              Clone
            </Link>
          </Action>
          {study.archived ? (
            <Action name="Restore" note="Bring the study back into the list.">
              <ActionDialog
                name="Restore"
                title={`Restore ${study.study}?`}
                text="The study appears in the list again."
                confirm="Restore study"
                act={() => api.restore(study.study)}
              />
            </Action>
          ) : (
            <Action name="Archive" note="Take an ended study out of the list; nothing is deleted.">
              <ActionDialog
                name="Archive"
                title={`Archive ${study.study}?`}
                text="The list of studies no longer shows it unless archived ones are asked for. It can be restored."
                confirm="Archive study"
                disabled={study.ended_at === undefined}
                act={() => api.archive(study.study)}
              />
            </Action>
          )}
          <Action name="Stop" note="End the study early, for good.">
            <StopAction study={study} disabled={!goesOn} />
          </Action>
        </dl>
      </section>
      <JournalCard study={study} />
      <SpecCard spec={study.spec} />
    </>
  );
}

function Action({ name, note, children }: { name: string; note: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="muted">{note}</dd>
      <dd className="action-button">{children}</dd>
    </div>
  );
}

function PauseAction({ study: { study }, disabled }: { study: Study; disabled: boolean }) {
  const [reason, setReason] = useState('');
  return (
    <ActionDialog
      name="Pause"
      title={`Pause ${study}?`}
      text="No further trial begins. Trials that run go on to their end. It can be resumed."
      confirm="Pause study"
      disabled={disabled}
      act={() => api.pause(study, reason.trim() || 'paused from the dashboard')}
    >
      <ReasonField value={reason} fallback="paused from the dashboard" onChange={setReason} />
    </ActionDialog>
  );
}

function ResumeAction({ study: { study } }: { study: Study }) {
  return (
    <ActionDialog
      name="Resume"
      title={`Resume ${study}?`}
      text="Workers begin trials again."
      confirm="Resume study"
      act={() => api.resume(study)}
    />
  );
}

function StopAction({ study: { study }, disabled }: { study: Study; disabled: boolean }) {
  const [reason, setReason] = useState('');
  return (
    <ActionDialog
      name="Stop"
      title={`Stop ${study}?`}
      text="No further trial is suggested. Running trials end after their next step. This cannot be undone."
      confirm="Stop study"
      keep="Keep running"
      danger
      disabled={disabled}
      act={() => api.stop(study, reason.trim() || 'stopped from the dashboard')}
    >
      <ReasonField value={reason} fallback="stopped from the dashboard" onChange={setReason} />
    </ActionDialog>
  );
}

interface ReasonProps {
  value: string;
  fallback: string;
  onChange: (reason: string) => void;
}

function ReasonField({ value, fallback, onChange }: ReasonProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>Reason, kept in the journal</label>
      <input id={id} maxLength={500} value={value} placeholder={fallback} onChange={(e) => onChange(e.target.value)} />
    </>
  );
}
