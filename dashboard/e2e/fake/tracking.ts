import type { Experiment, LoggedRun, Point } from '../../src/api/tracking';
import type { RunList, Trial } from '../../src/api/types';
import { MARKUP } from './content';

/** What the tracking server answers: one experiment with a run for each trial, some with a name that would do harm. */

const EXPERIMENTS: Experiment[] = [{ experiment_id: '1', name: `demo ${MARKUP}` }];
const POINTS = 40;

/** The answer to a reading request; absent where there is none at this path. */
export function trackingOf(path: string, query: URLSearchParams, trials: readonly Trial[]): unknown {
  switch (path) {
    case '/api/2.0/mlflow/experiments/search':
      return { experiments: EXPERIMENTS };
    case '/api/v1/runs':
      return runs(trials);
    case '/api/2.0/mlflow/runs/get':
      return { run: run(query.get('run_id') ?? '', trials) };
    case '/api/2.0/mlflow/metrics/get-history-bulk-interval':
      return { metrics: points(query.get('metric_key') ?? '') };
    default:
      return undefined;
  }
}

const idOf = (trial: Trial): string => `${trial.number}`.padStart(32, '0');
const STATUS: Partial<Record<Trial['state'], RunList['runs'][number]['status']>> = {
  COMPLETED: 'FINISHED',
  FAILED: 'FAILED',
  STOPPED: 'KILLED',
  QUEUED: 'SCHEDULED',
};

function runs(trials: readonly Trial[]): RunList {
  return {
    runs: trials.map((trial) => ({
      run_id: idOf(trial),
      experiment_id: '1',
      name: trial.number === 4 ? MARKUP : `trial-${trial.number}`,
      status: STATUS[trial.state] ?? 'RUNNING',
      start_time: trial.suggested_at,
      ...(trial.ended_at === undefined ? {} : { end_time: trial.ended_at }),
    })),
  };
}

function run(id: string, trials: readonly Trial[]): LoggedRun {
  const trial = trials.find((each) => idOf(each) === id) ?? (trials[0] as Trial);
  return {
    info: {
      run_id: id,
      run_name: trial.number === 4 ? MARKUP : `trial-${trial.number}`,
      experiment_id: '1',
      status: STATUS[trial.state] ?? 'RUNNING',
      start_time: Date.parse(trial.suggested_at),
    },
    data: {
      params: Object.entries(trial.parameters).map(([key, value]) => ({ key, value: String(value) })),
      metrics: ['loss', 'knn_accuracy'].map((key) => points(key).at(-1) as Point),
      tags: [{ key: 'note', value: MARKUP }],
    },
  };
}

function points(key: string): Point[] {
  return Array.from({ length: POINTS }, (_, step) => ({
    key,
    value: key === 'loss' ? 4 / (1 + step) : 1 - 1 / (1 + step),
    step,
    timestamp: 1_700_000_000_000 + step * 1000,
  }));
}
