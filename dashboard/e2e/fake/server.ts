import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ArtifactFile } from '../../src/api/tracking';
import type { JournalEntry, Report, Study, Trial, Worker } from '../../src/api/types';
import { analysisOf } from './analysis';
import { ledgerOf } from './ledger';
import { trackingOf } from './tracking';
import { problemOf, specOf } from './validation';

const DIST = join(import.meta.dirname, '../../dist');
const SCHEMA = join(import.meta.dirname, '../../../protocol/src/main/resources/dev/regatta/protocol/study.schema.json');
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** What the server answers with. Tests change it together with the entries they send. */
export interface Content {
  studies: Study[];
  trials: Trial[];
  reports: Report[];
  workers: Worker[];
  /** The files of every run, by their folder. */
  artifacts: Record<string, ArtifactFile[]>;
  /** What they hold, where a page reads it. */
  files: Record<string, string | Buffer>;
}

/**
 * The built dashboard with an API whose answers a test holds in its hand: it can send entries, cut the stream, refuse
 * to answer, and ask for a token. For what a real server cannot be made to do on command.
 */
export class FakeServer {
  readonly content: Content;
  /** What the stream was asked for, newest last: `after=…` or `Last-Event-ID: …`. */
  readonly streamRequests: string[] = [];
  /** What was asked of the first study, such as `stop {"reason":"…"}`. */
  readonly actions: string[] = [];
  token: string | undefined;
  down = false;
  private readonly journal: JournalEntry[] = [];
  private readonly streams = new Set<ServerResponse>();
  private readonly http: Server = createServer((request, response) => void this.answer(request, response));

  constructor(content: Content) {
    this.content = content;
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  /** Commits an event: it goes into the journal and to every open stream. */
  commit(event: JournalEntry['event']): void {
    const entry = { position: this.journal.length + 1, at: new Date().toISOString(), event };
    this.journal.push(entry);
    for (const stream of this.streams) {
      stream.write(messageOf(entry));
    }
  }

  /** Sends the workers as they are in `content`. */
  sendWorkers(): void {
    for (const stream of this.streams) {
      stream.write(`event: workers\ndata: ${JSON.stringify({ workers: this.content.workers })}\n\n`);
    }
  }

  cutStreams(): void {
    for (const stream of this.streams) {
      stream.destroy();
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    if (pathname === '/get-artifact') {
      const path = searchParams.get('path') ?? '';
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.end(this.content.files[path] ?? `content of ${path}`);
    } else if (!pathname.startsWith('/api/')) {
      await serveFile(pathname, response);
    } else if (this.down) {
      json(response, 503, { code: 'unavailable', message: 'the server is away', errors: [] });
    } else if (this.token && request.headers.authorization !== `Bearer ${this.token}`) {
      json(response, 401, { code: 'unauthorized', message: 'the token is missing or wrong', errors: [] });
    } else if (pathname === '/api/v1/events') {
      this.stream(request.headers['last-event-id'] as string | undefined, searchParams.get('after'), response);
    } else if (pathname.endsWith('/points/stream')) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': no further point\n\n');
    } else if (pathname === '/api/v1/schema/study') {
      response.writeHead(200, { 'Content-Type': 'application/schema+json' }).end(await readFile(SCHEMA));
    } else if (pathname === '/api/v1/studies' && request.method === 'POST') {
      this.validate(await text(request), response);
    } else if (request.method === 'POST') {
      await this.act(pathname.slice(pathname.lastIndexOf('/') + 1), request, response);
    } else if (pathname === '/api/2.0/mlflow/artifacts/list') {
      json(response, 200, { files: this.content.artifacts[searchParams.get('path') ?? ''] ?? [] });
    } else {
      this.serveContent(pathname, searchParams, response);
    }
  }

  private stream(lastId: string | undefined, after: string | null, response: ServerResponse): void {
    this.streamRequests.push(lastId === undefined ? `after=${after}` : `Last-Event-ID: ${lastId}`);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const from = lastId === undefined ? this.journal.length : Number(lastId);
    response.write(`: the journal after ${from}\n\n`);
    for (const entry of this.journal.slice(from)) {
      response.write(messageOf(entry));
    }
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }

  private async act(action: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    this.actions.push(`${action} ${body}`.trim());
    const [study, ...others] = this.content.studies as [Study, ...Study[]];
    const given = (body === '' ? {} : JSON.parse(body)) as { reason?: string; trials?: number };
    const next = changed(study, action, given);
    this.content.studies = [next, ...others];
    this.commit({ type: EVENTS[action] as JournalEntry['event']['type'], study: study.study, ...given });
    json(response, 200, next);
  }

  private validate(file: string, response: ServerResponse): void {
    const problem = problemOf(file);
    json(response, problem ? 400 : 200, problem ?? specOf(file, (this.content.studies[0] as Study).spec));
  }

  private serveContent(path: string, query: URLSearchParams, response: ServerResponse): void {
    const { studies, trials, reports, workers } = this.content;
    const [study, part, kind] = path.replace('/api/v1/studies', '').split('/').slice(1).map(decodeURIComponent);
    const tracked = trackingOf(path, query, trials);
    if (tracked !== undefined) {
      json(response, 200, tracked);
    } else if (path === '/api/v1/workers') {
      json(response, 200, { workers });
    } else if (study === undefined) {
      json(response, 200, { studies });
    } else if (part === 'analysis') {
      json(response, 200, analysisOf(kind ?? '', study === trials[0]?.study ? trials : [], query));
    } else if (part === 'ledger') {
      json(
        response,
        200,
        ledgerOf(
          study,
          trials.filter((trial) => trial.study === study),
        ),
      );
    } else if (part === 'journal') {
      const own = this.journal.filter(({ event }) => event.study === study && event.type.startsWith('Study'));
      json(response, 200, { entries: own.reverse() });
    } else if (part === 'trials') {
      const from = Number(query.get('from') ?? 0);
      const own = trials.filter((trial) => trial.study === study);
      json(response, 200, { trials: own.slice(from, from + Number(query.get('limit') ?? own.length)) });
    } else if (part === 'reports') {
      const some = (query.get('trials') ?? '').split(',').map(Number);
      const own = study === trials[0]?.study ? reports : [];
      json(response, 200, { reports: own.filter(({ trial }) => some.includes(trial)) });
    } else {
      const found = studies.find((candidate) => candidate.study === study);
      json(
        response,
        found ? 200 : 404,
        found ?? { code: 'not_found', message: `there is no study ${study}`, errors: [] },
      );
    }
  }
}

const EVENTS: Record<string, string> = {
  stop: 'StudyStopRequested',
  pause: 'StudyPaused',
  resume: 'StudyResumed',
  extend: 'StudyExtended',
  archive: 'StudyArchived',
  restore: 'StudyRestored',
};

function changed(study: Study, action: string, { reason, trials }: { reason?: string; trials?: number }): Study {
  switch (action) {
    case 'stop':
      return { ...study, state: 'STOPPING', ...(reason === undefined ? {} : { stop_reason: reason }) };
    case 'pause':
      return { ...study, state: 'PAUSED' };
    case 'archive':
    case 'restore':
      return { ...study, archived: action === 'archive' };
    case 'resume':
      return { ...study, state: 'RUNNING' };
    default:
      return { ...study, trials: { ...study.trials, budget: trials ?? study.trials.budget } };
  }
}

function messageOf(entry: JournalEntry): string {
  return `id: ${entry.position}\nevent: journal\ndata: ${JSON.stringify(entry)}\n\n`;
}

/** Seeds may be given as strings: they are written as numbers, with every digit. */
function json(response: ServerResponse, status: number, body: unknown): void {
  const written = JSON.stringify(body).replaceAll(/"seed":"(\d+)"/g, '"seed":$1');
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(written);
}

async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const file = TYPES[extname(path)] ? path : '/index.html';
  const content = await readFile(join(DIST, file));
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)], 'Content-Security-Policy': POLICY }).end(content);
}
