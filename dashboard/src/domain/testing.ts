import type { JournalEntry, Study, Trial } from '../api/types';
import type { TrialEvent } from './events';

/** Values for tests. */

export const AT = '2026-01-01T00:00:00Z';

export function study(change: Partial<Study> = {}): Study {
  return {
    study: 'demo',
    state: 'RUNNING',
    created_at: AT,
    trials: {
      budget: 4,
      queued: 0,
      running: 0,
      stopping: 0,
      completed: 0,
      failed: 0,
      stopped: 0,
      paused: 0,
      pruned: 0,
    },
    device_seconds: 0,
    archived: false,
    spec: {
      name: 'demo',
      seed: 1,
      objective: { metric: 'accuracy', direction: 'MAXIMIZE' },
      objectives: [{ metric: 'accuracy', direction: 'MAXIMIZE' }],
      constraints: [],
      sampler: { type: 'random', options: {} },
      trials: 4,
      concurrency: 2,
      retries: 1,
      retry_on: ['INFRASTRUCTURE', 'OUT_OF_MEMORY'],
      workload: { type: 'train' },
      dataset: { name: 'shapes', downsample: 1, options: {} },
      parameters: { learning_rate: { type: 'float', low: 0.001, high: 0.1 } },
      fixed: {},
      enqueue: [],
      warm_start: [],
      pruner: { type: 'none' },
      watch: { metric: 'validation_linear_accuracy', direction: 'MAXIMIZE' },
      budget: {},
    },
    ...change,
  };
}

export function trial(change: Partial<Trial> = {}): Trial {
  return {
    study: 'demo',
    number: 0,
    state: 'QUEUED',
    source: 'SAMPLED',
    parameters: { method: 'deepcluster-v2', learning_rate: 0.01 },
    seed: 5,
    metrics: {},
    epoch: 0,
    step: 0,
    suggested_at: AT,
    attempts: [],
    ...change,
  };
}

/** Entries at positions 1, 2, … */
export function journal(...events: (TrialEvent | JournalEntry['event'])[]): JournalEntry[] {
  return events.map((event, index) => ({ position: index + 1, at: AT, event: event as JournalEntry['event'] }));
}

export function header(attempt: string, sequence: number, worker = 'w1') {
  return { attempt, lease_epoch: 1, sequence, worker };
}

/** The life of trial 0: taken by w1, lost after an epoch, resumed and completed by w2. */
export const PREEMPTED_LIFE: TrialEvent[] = [
  { type: 'TrialSuggested', trial: 'demo/0', parameters: trial().parameters, seed: 5, source: 'SAMPLED' },
  { type: 'AttemptQueued', attempt: 'demo/0/1', reason: 'first' },
  { type: 'LeaseGranted', attempt: 'demo/0/1', lease_epoch: 1, worker: 'w1' },
  { type: 'AttemptStarted', header: header('demo/0/1', 1), mlflow_run: 'run' },
  { type: 'CheckpointSaved', header: header('demo/0/1', 2), checkpoint: { step: 40 } },
  { type: 'EpochReported', header: header('demo/0/1', 3), epoch: 1, step: 40, metrics: { loss: 2 } },
  { type: 'LeaseExpired', attempt: 'demo/0/1', reason: 'no heartbeat for 10 s' },
  { type: 'AttemptQueued', attempt: 'demo/0/2', reason: 'no heartbeat for 10 s' },
  { type: 'LeaseGranted', attempt: 'demo/0/2', lease_epoch: 2, worker: 'w2' },
  { type: 'AttemptStarted', header: header('demo/0/2', 1, 'w2'), resumed_from_step: 40, mlflow_run: 'run' },
  { type: 'CheckpointSaved', header: header('demo/0/2', 2, 'w2'), checkpoint: { step: 80 } },
  { type: 'EpochReported', header: header('demo/0/2', 3, 'w2'), epoch: 2, step: 80, metrics: { loss: 1 } },
  {
    type: 'AttemptCompleted',
    header: header('demo/0/2', 4, 'w2'),
    metrics: { accuracy: 0.5 },
    weights_sha256: 'cafe',
  },
  { type: 'TrialCompleted', trial: 'demo/0', value: 0.5 },
];
