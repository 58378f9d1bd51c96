import { parseJson } from './json';
import { authorization } from './token';
import type { Artifact, ExtendRequest, Problem, Report, Study, Trial, Worker } from './types';

/** An answer other than success; `message` is for people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  return fetchJson<T>(`/api/v1${path}`, init);
}

async function fetchJson<T>(url: string, init: RequestInit = {}): Promise<T> {
  return parseJson<T>(await (await answered(url, init)).text());
}

async function answered(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, { ...init, headers: { ...init.headers, ...authorization() } });
  if (!response.ok) {
    throw new ApiError(response.status, problemMessage(response.status, await response.text()));
  }
  return response;
}

/** The server's own words where it gave any. */
export function problemMessage(status: number, body: string): string {
  try {
    return (JSON.parse(body) as Problem).message || `the server answered ${status}`;
  } catch {
    return `the server answered ${status}`;
  }
}

const of = (study: string): string => `/studies/${encodeURIComponent(study)}`;

export const api = {
  studies: async (): Promise<Study[]> => (await request<{ studies: Study[] }>('/studies')).studies,
  study: (study: string): Promise<Study> => request<Study>(of(study)),
  trials: async (study: string): Promise<Trial[]> => (await request<{ trials: Trial[] }>(`${of(study)}/trials`)).trials,
  /** Of every trial, or of one. */
  reports: async (study: string, trial?: number): Promise<Report[]> =>
    (await request<{ reports: Report[] }>(`${of(study)}/reports${trial === undefined ? '' : `?trial=${trial}`}`))
      .reports,
  workers: async (): Promise<Worker[]> => (await request<{ workers: Worker[] }>('/workers')).workers,
  stop: (study: string, reason: string): Promise<Study> => post(`${of(study)}/stop`, { reason }),
  pause: (study: string, reason: string): Promise<Study> => post(`${of(study)}/pause`, { reason }),
  resume: (study: string): Promise<Study> => post(`${of(study)}/resume`),
  extend: (study: string, change: ExtendRequest): Promise<Study> => post(`${of(study)}/extend`, change),
  /** What a run keeps beside its metrics, in a folder of it; '' is the top. */
  artifacts: async (run: string, folder: string): Promise<Artifact[]> => {
    const query = new URLSearchParams({ run_id: run, ...(folder && { path: folder }) });
    const { files } = await fetchJson<{ files?: Artifact[] }>(`/api/2.0/mlflow/artifacts/list?${query}`);
    return files ?? [];
  },
  artifact: async (run: string, path: string): Promise<Blob> => {
    const query = new URLSearchParams({ run_id: run, path });
    return (await answered(`/get-artifact?${query}`)).blob();
  },
};

function post(path: string, body?: unknown): Promise<Study> {
  const json = { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return request<Study>(path, { method: 'POST', ...(body === undefined ? {} : json) });
}
