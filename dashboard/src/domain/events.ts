import type { JournalEntry, JsonNumber, Metrics, Parameters, Trial } from '../api/types';
import { parseId } from './ids';

interface Header {
  attempt: string;
  lease_epoch: number;
  sequence: number;
  worker: string;
}

/** The journal's events with the fields that the dashboard folds; openapi.yaml leaves them open. */
export type TrialEvent =
  | {
      type: 'TrialSuggested';
      trial: string;
      parameters: Parameters;
      seed: number;
      source: Trial['source'];
    }
  | { type: 'TrialCompleted'; trial: string; value: JsonNumber }
  | { type: 'TrialFailed'; trial: string; message: string }
  | { type: 'TrialStopRequested'; trial: string; reason: string }
  | { type: 'TrialStopped'; trial: string; reason: string }
  | { type: 'TrialJudged'; trial: string; verdict: 'PRUNE' | 'PAUSE'; reason: string }
  | { type: 'TrialPruned'; trial: string; reason: string }
  | { type: 'TrialPaused'; trial: string; reason: string }
  | { type: 'TrialResumed'; trial: string; reason: string }
  | { type: 'AttemptQueued'; attempt: string; reason: string }
  | { type: 'LeaseGranted'; attempt: string; lease_epoch: number; worker: string }
  | { type: 'LeaseExpired'; attempt: string; reason: string }
  | { type: 'AttemptStarted'; header: Header; resumed_from_step?: number; mlflow_run?: string }
  | { type: 'RunOpened'; header: Header; mlflow_run: string }
  | { type: 'EpochReported'; header: Header; epoch: number; step: number; metrics: Metrics }
  | { type: 'CheckpointSaved'; header: Header; checkpoint: { step: number } }
  | { type: 'AttemptYielded'; header: Header; reason: string }
  | { type: 'AttemptFailed'; header: Header; message: string }
  | { type: 'AttemptCompleted'; header: Header; metrics: Metrics; weights_sha256: string };

export type AttemptEvent = Extract<TrialEvent, { attempt: string } | { header: Header }>;

/** Where an event belongs: `trial` is absent for an event of the whole study. */
export interface Address {
  study: string;
  trial?: number;
  attempt?: number;
}

export function addressOf(event: JournalEntry['event']): Address {
  const id = event.header?.attempt ?? event.attempt ?? event.trial;
  if (id === undefined) {
    return { study: event.study ?? '' };
  }
  const { study, trial, attempt } = parseId(id);
  return { study, trial, ...(attempt === undefined ? {} : { attempt }) };
}
