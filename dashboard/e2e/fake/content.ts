import type { Attempt, Report, Study, Trial, Worker } from '../../src/api/types';
import type { Content } from './server';
import { foldersOf, trialFiles } from './trialFiles';

/** A study in full flight: trials in every state, one of them preempted and resumed. */

const EPOCHS = 12;
const START = Date.now() - 15 * 60_000;
const METHODS = ['random-init', 'deepcluster-v2', 'deepcluster-kd'];
/** What would run if it were ever taken for HTML. */
export const MARKUP = '<img src=x onerror=alert(1)><script>alert(2)</script>';
const HOSTILE = `Self-distillation against the baseline ${MARKUP}`;

/** More digits than a double holds. */
export const LONG_SEED = '4611686018427387905';

function at(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString();
}

const DEMO: Study = {
  study: 'demo',
  state: 'RUNNING',
  created_at: at(0),
  trials: { budget: 10, queued: 1, running: 2, stopping: 0, completed: 4, failed: 1, stopped: 1, paused: 0, pruned: 0 },
  best: { trial: 4, value: finalValue(4) },
  device_seconds: 1520,
  archived: false,
  spec: {
    name: 'demo',
    description: HOSTILE,
    seed: 17,
    objective: { metric: 'validation_linear_accuracy', direction: 'MAXIMIZE' },
    objectives: [{ metric: 'validation_linear_accuracy', direction: 'MAXIMIZE' }],
    constraints: [],
    sampler: { type: 'random', options: {} },
    trials: 10,
    concurrency: 2,
    retries: 2,
    retry_on: ['INFRASTRUCTURE', 'OUT_OF_MEMORY'],
    workload: { type: 'train' },
    dataset: { name: 'generated', limit: 5000, downsample: 1, options: {} },
    parameters: { learning_rate: { type: 'float', low: 0.001, high: 0.1, log: true } },
    fixed: {},
    placement: { labels: {}, priority: 0, owner: 'anna <b>k</b>' },
    enqueue: [],
    warm_start: [],
    pruner: { type: 'none' },
    watch: { metric: 'validation_linear_accuracy', direction: 'MAXIMIZE' },
    budget: {},
  },
};

const COMPLETED: Study = {
  ...DEMO,
  study: 'cifar10-small',
  state: 'COMPLETED',
  created_at: at(-86_400),
  ended_at: at(-80_000),
  trials: {
    budget: 24,
    queued: 0,
    running: 0,
    stopping: 0,
    completed: 22,
    failed: 2,
    stopped: 0,
    paused: 0,
    pruned: 0,
  },
  best: { trial: 11, value: 0.7021 },
  spec: { ...DEMO.spec, name: 'cifar10-small', description: 'Six learning rates, two temperatures, two seeds' },
};

type Shown = Exclude<Trial['state'], 'STOPPING' | 'PAUSED' | 'PRUNED'>;

const STATES: Shown[] = [
  'COMPLETED',
  'COMPLETED',
  'FAILED',
  'COMPLETED',
  'COMPLETED',
  'RUNNING',
  'RUNNING',
  'STOPPED',
  'QUEUED',
];

function epochsOf(number: number): number {
  return [EPOCHS, EPOCHS, 3, EPOCHS, EPOCHS, 7, 2, 5, 0][number] ?? 0;
}

function metricsAt(number: number, epoch: number): Report['metrics'] {
  const pace = 0.1 + 0.03 * number;
  return {
    purity: 0.3 + 0.3 * (1 - Math.exp(-pace * epoch)),
    empty_clusters: Math.max(0, 4 - epoch),
    assignment_entropy: 0.9 + 0.05 * Math.sin(epoch),
    loss: 4.1 * Math.exp(-pace * epoch) + 0.4 + 0.05 * Math.sin(3 * epoch + number),
    knn_accuracy: 0.2 + 0.42 * (1 - Math.exp(-pace * epoch)) + 0.01 * Math.sin(2 * epoch + number),
    learning_rate: 0.01 * Math.cos((epoch / EPOCHS) * 1.5),
  };
}

function finalValue(number: number): number {
  return 0.3 + 0.05 * number + 0.02 * Math.sin(5 * number);
}

function attemptsOf(number: number, state: Shown): Attempt[] {
  const first: Attempt = { number: 1, state: 'QUEUED', reason: 'first attempt', queued_at: at(40 * number + 1) };
  if (state === 'QUEUED') {
    return [first];
  }
  const worker = `worker-${(number % 2) + 1}`;
  const begun: Attempt = { ...first, state: 'RUNNING', worker, lease_epoch: 1, granted_at: at(40 * number + 2) };
  if (number === 5) {
    const why = 'worker-2 has sent no heartbeat for 10 s';
    return [
      { ...begun, state: 'EXPIRED', ended_at: at(40 * number + 95), end: why },
      {
        ...begun,
        number: 2,
        reason: why,
        worker: 'worker-1',
        lease_epoch: 2,
        resumed_from_step: 160,
        queued_at: at(40 * number + 95),
        granted_at: at(40 * number + 101),
      },
    ];
  }
  if (state === 'RUNNING') {
    return [begun];
  }
  const end = state === 'FAILED' ? 'loss is NaN at step 131' : state === 'STOPPED' ? 'pruned by hand' : 'completed';
  return [{ ...begun, state, ended_at: at(40 * number + 130), end }];
}

function trialOf(state: (typeof STATES)[number], number: number): Trial {
  const epoch = epochsOf(number);
  const done = state === 'COMPLETED';
  return {
    study: 'demo',
    number,
    state,
    source: number < 3 ? 'ENQUEUED' : 'SAMPLED',
    parameters: {
      method: METHODS[number % METHODS.length] as string,
      learning_rate: 0.001 * 1.7 ** number,
      temperature: number % 2 ? 0.1 : 0.5,
      epochs: EPOCHS,
      batch_size: 128,
      preset: 'small',
      note: number === 4 ? MARKUP : 'plain',
    },
    seed: LONG_SEED as unknown as number,
    ...(done ? { value: finalValue(number) } : {}),
    metrics: done ? { validation_linear_accuracy: finalValue(number) } : epoch > 0 ? metricsAt(number, epoch) : {},
    epoch,
    step: epoch * 40,
    ...(state === 'QUEUED' ? {} : { mlflow_run: '9f86d081884c7d659a2feaa0c55ad015' }),
    ...(done ? { weights_sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae' } : {}),
    ...(state === 'FAILED' ? { message: 'loss is NaN at step 131' } : {}),
    ...(state === 'STOPPED' ? { message: 'pruned by hand' } : {}),
    suggested_at: at(40 * number),
    ...(state === 'QUEUED' || state === 'RUNNING' ? {} : { ended_at: at(40 * number + 130) }),
    attempts: attemptsOf(number, state),
  };
}

function reportsOf(number: number): Report[] {
  return Array.from({ length: epochsOf(number) }, (_, index) => ({
    trial: number,
    attempt: number === 5 && index >= 4 ? 2 : 1,
    epoch: index + 1,
    step: (index + 1) * 40,
    at: at(40 * number + 10 * index),
    metrics: metricsAt(number, index + 1),
  }));
}

function worker(name: string, change: Partial<Worker>): Worker {
  const seen = { first_seen_at: at(0), last_seen_at: new Date().toISOString() };
  const machine = { host: 'node-a', pid: 4182, device: 'cpu', threads: 1, version: '0.1.0' };
  const offers = { pool: 'default', labels: {}, memory_bytes: 16 * 2 ** 30, utilization: 0.75 };
  return { worker: name, state: 'BUSY', alive: true, ...machine, ...offers, ...seen, ...change };
}

const PROGRESS = { phase: 'training' as const, epochs: EPOCHS, steps: 480 };

export function content(): Content {
  const trials = STATES.map(trialOf);
  const files = trialFiles();
  return {
    studies: [DEMO, COMPLETED],
    trials,
    artifacts: {
      '': [
        { path: 'figures', is_dir: true },
        { path: 'config.yaml', is_dir: false, file_size: 1834 },
        { path: '<img src=x onerror=alert(3)>.txt', is_dir: false, file_size: 12 },
      ],
      figures: [{ path: 'figures/loss.png', is_dir: false, file_size: 48_211 }],
      ...foldersOf(files),
    },
    files,
    reports: trials.flatMap((trial) => reportsOf(trial.number)),
    workers: [
      worker('worker-1', {
        attempt: 'demo/5/2',
        progress: { ...PROGRESS, epoch: 7, step: 301, loss: 1.2034, remaining_seconds: 84 },
      }),
      worker('worker-2', {
        pid: 4183,
        attempt: 'demo/6/1',
        progress: { ...PROGRESS, epoch: 2, step: 95, loss: 2.8127, remaining_seconds: 171 },
      }),
      worker('worker-3', { state: 'IDLE', device: 'gpu:0', threads: 8, host: 'node-b', pid: 911 }),
      worker('worker-0', { alive: false, pid: 4100, last_seen_at: at(300) }),
    ],
  };
}
