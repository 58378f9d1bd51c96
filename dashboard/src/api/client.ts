import type { Schema } from '../domain/schema';
import { parseJson } from './json';
import { authorization } from './token';
import type {
  ExtendRequest,
  FieldError,
  JournalEntry,
  Ledger,
  Problem,
  Report,
  Study,
  StudySpec,
  Trial,
  Worker,
} from './types';

/** An answer other than success; `message` is for people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** What is wrong with each field, where the request was a document. */
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

/** What a worker can be told. */
export type WorkerOrder = 'cordon' | 'uncordon' | 'drain';

const request = <T>(path: string, init: RequestInit = {}): Promise<T> => requestAt<T>(`/api/v1${path}`, init);

/** Asks the server; `path` is whole. */
export async function requestAt<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, { ...init, headers: { ...init.headers, ...authorization() } });
  const text = await response.text();
  if (!response.ok) {
    throw new ApiError(response.status, problemMessage(response.status, text), fieldErrors(text));
  }
  return parseJson<T>(text);
}

/** The server's own words where it gave any. */
export function problemMessage(status: number, body: string): string {
  try {
    return (JSON.parse(body) as Problem).message || `the server answered ${status}`;
  } catch {
    return `the server answered ${status}`;
  }
}

function fieldErrors(body: string): readonly FieldError[] {
  try {
    return (JSON.parse(body) as Partial<Problem>).errors ?? [];
  } catch {
    return [];
  }
}

const yaml = (body: string): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/yaml' },
  body,
});

/** About so many points of a curve are asked for: more than a screen is wide. */
const REPORTS_A_CURVE = 2000;

const of = (study: string): string => `/studies/${encodeURIComponent(study)}`;

export const api = {
  studies: async (): Promise<Study[]> => (await request<{ studies: Study[] }>('/studies')).studies,
  createStudy: (file: string): Promise<Study> => request<Study>('/studies', yaml(file)),
  validateStudy: (file: string): Promise<StudySpec> => request<StudySpec>('/studies?validate_only=true', yaml(file)),
  studySchema: (): Promise<Schema> => request<Schema>('/schema/study'),
  study: (study: string): Promise<Study> => request<Study>(of(study)),
  trials: async (study: string, from: number, limit: number): Promise<Trial[]> =>
    (await request<{ trials: Trial[] }>(`${of(study)}/trials?from=${from}&limit=${limit}`)).trials,
  /** Of these trials; long curves thinned out. */
  reports: async (study: string, trials: readonly number[]): Promise<Report[]> =>
    (await request<{ reports: Report[] }>(`${of(study)}/reports?points=${REPORTS_A_CURVE}&trials=${trials.join()}`))
      .reports,
  /** What was asked of the study as a whole, the newest first. */
  journal: async (study: string): Promise<JournalEntry[]> =>
    (await request<{ entries: JournalEntry[] }>(`${of(study)}/journal`)).entries,
  /** Without what each trial took. */
  ledger: (study: string, price?: number): Promise<Ledger> =>
    request<Ledger>(`${of(study)}/ledger?trials=false${price === undefined ? '' : `&price_per_device_hour=${price}`}`),
  workers: async (): Promise<Worker[]> => (await request<{ workers: Worker[] }>('/workers')).workers,
  /** The worker's next heartbeat tells of it. */
  order: async (worker: string, order: WorkerOrder): Promise<undefined> => {
    await request<Worker>(`/workers/${encodeURIComponent(worker)}/${order}`, { method: 'POST' });
    return undefined;
  },
  stop: (study: string, reason: string): Promise<Study> => post(`${of(study)}/stop`, { reason }),
  pause: (study: string, reason: string): Promise<Study> => post(`${of(study)}/pause`, { reason }),
  resume: (study: string): Promise<Study> => post(`${of(study)}/resume`),
  archive: (study: string): Promise<Study> => post(`${of(study)}/archive`),
  restore: (study: string): Promise<Study> => post(`${of(study)}/restore`),
  extend: (study: string, change: ExtendRequest): Promise<Study> => post(`${of(study)}/extend`, change),
};

function post(path: string, body?: unknown): Promise<Study> {
  const json = { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return request<Study>(path, { method: 'POST', ...(body === undefined ? {} : json) });
}
