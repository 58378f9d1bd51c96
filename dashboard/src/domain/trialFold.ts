import type { Attempt, Trial, TrialState } from '../api/types';
import type { TrialEvent } from './events';
import { addressOf } from './events';

const ENDED: ReadonlySet<TrialState> = new Set(['COMPLETED', 'FAILED', 'STOPPED', 'PRUNED']);

export function hasEnded(state: TrialState): boolean {
  return ENDED.has(state);
}

/**
 * The trial after an event. Only ever moves forward: an event that the trial has behind it (one that the snapshot held
 * already, or that came twice) returns the same object.
 */
export function foldTrial(trial: Trial, event: TrialEvent, at: string): Trial {
  switch (event.type) {
    case 'TrialSuggested':
      return trial;
    case 'TrialCompleted':
      return end(trial, 'COMPLETED', at, { value: event.value });
    case 'TrialFailed':
      return end(trial, 'FAILED', at, { message: event.message });
    case 'TrialStopped':
      return stop(trial, event.reason, at);
    case 'TrialStopRequested':
      return trial.state === 'RUNNING' ? { ...trial, state: 'STOPPING' } : trial;
    case 'TrialJudged':
      return trial.state === 'RUNNING' ? { ...trial, state: 'STOPPING', message: event.reason } : trial;
    case 'TrialPruned':
      return end(trial, 'PRUNED', at, { message: event.reason });
    case 'TrialPaused':
      return trial.state === 'STOPPING' ? { ...trial, state: 'PAUSED', message: event.reason } : trial;
    case 'TrialResumed':
      return trial.state === 'PAUSED' ? { ...trial, state: 'QUEUED' } : trial;
    case 'AttemptQueued':
      return queue(trial, addressOf(event).attempt ?? 0, event.reason, at);
    case 'LeaseGranted':
      return grant(trial, event, at);
    case 'LeaseExpired':
      return endAttempt(trial, event, 'EXPIRED', event.reason, at);
    case 'AttemptYielded':
      return endAttempt(trial, event, 'YIELDED', event.reason, at);
    case 'AttemptFailed':
      return endAttempt(trial, event, 'FAILED', event.message, at);
    case 'AttemptStarted':
      return start(trial, event);
    case 'RunOpened':
      return inRun(trial, event.mlflow_run);
    case 'EpochReported':
      return event.epoch > trial.epoch ? { ...trial, epoch: event.epoch, metrics: event.metrics } : trial;
    case 'CheckpointSaved':
      return event.checkpoint.step > trial.step ? { ...trial, step: event.checkpoint.step } : trial;
    case 'AttemptCompleted':
      return complete(trial, event, at);
  }
}

/** The trial as it begins. */
export function suggested(event: Extract<TrialEvent, { type: 'TrialSuggested' }>, at: string): Trial {
  const { study, trial = 0 } = addressOf(event);
  const { source, parameters, seed } = event;
  const start = { metrics: {}, epoch: 0, step: 0, suggested_at: at, attempts: [] };
  return { study, number: trial, state: 'QUEUED', source, parameters, seed, ...start };
}

function end(trial: Trial, state: TrialState, at: string, change: Partial<Trial>): Trial {
  return hasEnded(trial.state) ? trial : { ...trial, ...change, state, ended_at: at };
}

function stop(trial: Trial, reason: string, at: string): Trial {
  if (hasEnded(trial.state)) {
    return trial;
  }
  const attempts = trial.attempts.map((attempt) =>
    isOpen(attempt) ? { ...attempt, state: 'STOPPED' as const, end: reason, ended_at: at } : attempt,
  );
  return end({ ...trial, attempts }, 'STOPPED', at, { message: reason });
}

function queue(trial: Trial, number: number, reason: string, at: string): Trial {
  if (hasEnded(trial.state) || trial.attempts.some((attempt) => attempt.number >= number)) {
    return trial;
  }
  return {
    ...trial,
    state: 'QUEUED',
    attempts: [...trial.attempts, { number, state: 'QUEUED', reason, queued_at: at }],
  };
}

function grant(trial: Trial, event: Extract<TrialEvent, { type: 'LeaseGranted' }>, at: string): Trial {
  const change = { state: 'RUNNING' as const, worker: event.worker, lease_epoch: event.lease_epoch, granted_at: at };
  const next = edit(trial, event, (attempt) => (attempt.state === 'QUEUED' ? { ...attempt, ...change } : attempt));
  return next === trial ? trial : { ...next, state: 'RUNNING' };
}

function start(trial: Trial, event: Extract<TrialEvent, { type: 'AttemptStarted' }>): Trial {
  const step = event.resumed_from_step;
  const next = edit(trial, event, (attempt) =>
    attempt.resumed_from_step === step ? attempt : { ...attempt, resumed_from_step: step },
  );
  return event.mlflow_run === undefined ? next : inRun(next, event.mlflow_run);
}

function inRun(trial: Trial, run: string): Trial {
  return trial.mlflow_run === run ? trial : { ...trial, mlflow_run: run };
}

function complete(trial: Trial, event: Extract<TrialEvent, { type: 'AttemptCompleted' }>, at: string): Trial {
  const next = endAttempt(trial, event, 'COMPLETED', 'completed', at);
  return next === trial ? trial : { ...next, metrics: event.metrics, weights_sha256: event.weights_sha256 };
}

function endAttempt(trial: Trial, event: TrialEvent, state: Attempt['state'], why: string, at: string): Trial {
  return edit(trial, event, (attempt) => (isOpen(attempt) ? { ...attempt, state, end: why, ended_at: at } : attempt));
}

function isOpen(attempt: Attempt): boolean {
  return attempt.state === 'QUEUED' || attempt.state === 'RUNNING';
}

/** The trial with the event's attempt changed; the same object where nothing changed. */
function edit(trial: Trial, event: TrialEvent, change: (attempt: Attempt) => Attempt): Trial {
  const { attempt: number } = addressOf(event);
  const at = trial.attempts.findIndex((attempt) => attempt.number === number);
  const before = trial.attempts[at];
  const after = before && change(before);
  return !after || after === before ? trial : { ...trial, attempts: trial.attempts.with(at, after) };
}
