import { parseJson } from './json';
import { authorization } from './token';
import type { Problem, Report, Study, Trial, Worker } from './types';

/** An answer other than success; `message` is for people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`/api/v1${path}`, { ...init, headers: { ...init.headers, ...authorization() } });
  const text = await response.text();
  if (!response.ok) {
    throw new ApiError(response.status, problemMessage(response.status, text));
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

const of = (study: string): string => `/studies/${encodeURIComponent(study)}`;

export const api = {
  studies: async (): Promise<Study[]> => (await request<{ studies: Study[] }>('/studies')).studies,
  study: (study: string): Promise<Study> => request<Study>(of(study)),
  trials: async (study: string): Promise<Trial[]> => (await request<{ trials: Trial[] }>(`${of(study)}/trials`)).trials,
  reports: async (study: string): Promise<Report[]> =>
    (await request<{ reports: Report[] }>(`${of(study)}/reports`)).reports,
  workers: async (): Promise<Worker[]> => (await request<{ workers: Worker[] }>('/workers')).workers,
  stop: (study: string, reason: string): Promise<Study> =>
    request<Study>(`${of(study)}/stop`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ reason }),
    }),
};
