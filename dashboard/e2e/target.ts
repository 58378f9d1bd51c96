import { content } from './fake/content';
import { FakeServer } from './fake/server';

/** The server that the journey visits, and the study it opens there, which has to be running. */
export interface Target {
  url: string;
  study: string;
  token: string | undefined;
  /** Lets something happen where the server does nothing by itself. */
  advance: () => void;
  stop: () => Promise<void>;
}

/** Whether the server is a real one, with workers that train. */
export const REAL = process.env.REGATTA_URL !== undefined;

/** What the API answers; a body makes the request a POST. */
export async function ask<T>({ url, token }: Target, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  const response = await fetch(`${url}/api/v1${path}`, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${path} was answered with ${response.status}: ${text}`);
  }
  return JSON.parse(text) as T;
}

/** The server named by REGATTA_URL, its study by REGATTA_STUDY; without one, the fake. */
export async function target(): Promise<Target> {
  const { REGATTA_URL: url, REGATTA_STUDY: study = 'demo', REGATTA_TOKEN: token } = process.env;
  if (url) {
    const root = url.replace(/\/$/, '');
    return { url: root, study, token, advance: () => undefined, stop: async () => undefined };
  }
  const server = new FakeServer(content());
  return {
    url: await server.start(),
    study: 'demo',
    token: undefined,
    advance: () => completeTrial(server),
    stop: () => server.stop(),
  };
}

/** Trial 6 comes an epoch further, then ends. */
function completeTrial(server: FakeServer): void {
  const header = { attempt: 'demo/6/1', lease_epoch: 1, sequence: 9, worker: 'worker-2' };
  server.content.workers = server.content.workers.map((worker) =>
    worker.attempt === 'demo/6/1' && worker.progress
      ? { ...worker, progress: { ...worker.progress, epoch: worker.progress.epoch + 1 } }
      : worker,
  );
  server.sendWorkers();
  setTimeout(() => {
    server.commit({ type: 'AttemptCompleted', header, metrics: { validation_linear_accuracy: 0.6 } });
    server.commit({ type: 'TrialCompleted', trial: 'demo/6', value: 0.6 });
  }, 1000);
}
