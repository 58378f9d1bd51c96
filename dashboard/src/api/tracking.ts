import { requestAt } from './client';
import { authorization } from './token';
import type { JsonNumber, RunList } from './types';

/** The MLflow tracking API, as far as the dashboard reads it. 64-bit numbers come as strings or as numbers. */
const MLFLOW = '/api/2.0/mlflow';

export interface Experiment {
  experiment_id: string;
  name: string;
}

export interface KeyValue {
  key: string;
  value: string;
}

export interface Point {
  key: string;
  value: JsonNumber;
  step: number | string;
  timestamp: number | string;
}

/** A run with what it logged; curves are apart. */
export interface LoggedRun {
  info: {
    run_id: string;
    run_name?: string;
    experiment_id: string;
    status: string;
    start_time?: number | string;
    end_time?: number | string;
    artifact_uri?: string;
    user_id?: string;
  };
  data: { params?: KeyValue[]; metrics?: Point[]; tags?: KeyValue[] };
}

export interface ArtifactFile {
  path: string;
  is_dir: boolean;
  file_size?: number | string;
}

const MOST_EXPERIMENTS = 1000;
/** Points of a curve that the server sends; it keeps each interval's least and greatest. */
const MOST_POINTS = 400;

const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();

export const tracking = {
  experiments: async (): Promise<Experiment[]> => {
    const found = await requestAt<{ experiments?: Experiment[] }>(
      `${MLFLOW}/experiments/search?${query({ max_results: String(MOST_EXPERIMENTS) })}`,
    );
    return found.experiments ?? [];
  },
  runs: (experiment: string, after?: string): Promise<RunList> =>
    requestAt<RunList>(
      `/api/v1/runs?${query({ experiment_id: experiment, ...(after === undefined ? {} : { after }) })}`,
    ),
  run: async (id: string): Promise<LoggedRun> =>
    (await requestAt<{ run: LoggedRun }>(`${MLFLOW}/runs/get?${query({ run_id: id })}`)).run,
  curve: async (id: string, metric: string): Promise<Point[]> => {
    const found = await requestAt<{ metrics?: Point[] }>(
      `${MLFLOW}/metrics/get-history-bulk-interval?${query({
        run_ids: id,
        metric_key: metric,
        max_results: String(MOST_POINTS),
        sampling: 'min-max',
      })}`,
    );
    return found.metrics ?? [];
  },
  artifacts: async (id: string, path: string): Promise<ArtifactFile[]> => {
    const found = await requestAt<{ files?: ArtifactFile[] }>(
      `${MLFLOW}/artifacts/list?${query({ run_id: id, ...(path === '' ? {} : { path }) })}`,
    );
    return found.files ?? [];
  },
  /** An artifact's content; by fetch, since a link could not carry the token. */
  artifact: async (id: string, path: string): Promise<Blob> => {
    const response = await fetch(`/get-artifact?${query({ run_id: id, path })}`, { headers: authorization() });
    if (!response.ok) {
      throw new Error(`the server answered ${response.status}`);
    }
    return response.blob();
  },
};
