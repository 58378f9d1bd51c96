import type { SseMessage } from '../domain/sse';
import { ApiError } from './client';
import { readEvents } from './eventStream';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'unauthorized';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

export interface ConnectionHandlers {
  onState: (state: ConnectionState) => void;
  /** The stream stands. `fresh`: it has no position to go on from, so load everything, then fold what it brings. */
  onOpen: (fresh: boolean) => void;
  onMessages: (messages: SseMessage[]) => void;
}

/** Keeps one event stream open: goes on after the last position when it breaks, ever more patiently. */
export class Connection {
  private lastId: string | undefined;
  private abort = new AbortController();
  private failures = 0;
  private wake = (): void => {};

  constructor(private readonly handlers: ConnectionHandlers) {}

  /** Reads until `close`, or until the server asks for a token. */
  async run(): Promise<void> {
    this.abort = new AbortController();
    const { signal } = this.abort;
    window.addEventListener('online', this.retryNow);
    while (!signal.aborted) {
      try {
        await this.read(signal);
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) {
          this.handlers.onState('unauthorized');
          break;
        }
        if (error instanceof ApiError && error.status < 500) {
          this.lastId = undefined; // the server does not know the position: begin anew
        }
      }
      if (!signal.aborted) {
        this.handlers.onState('reconnecting');
        await this.pause();
      }
    }
    window.removeEventListener('online', this.retryNow);
  }

  close(): void {
    this.abort.abort();
    this.wake();
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { onState, onOpen, onMessages } = this.handlers;
    const fresh = this.lastId === undefined;
    await readEvents(
      this.lastId,
      {
        onOpen: () => {
          this.failures = 0;
          onState('live');
          onOpen(fresh);
        },
        onMessages: (messages) => {
          onMessages(messages);
          this.lastId = messages.findLast((message) => message.id !== undefined)?.id ?? this.lastId;
        },
      },
      signal,
    );
  }

  private retryNow = (): void => this.wake();

  /** Twice as long after each failure, with some chance so that many readers do not come back at once. */
  private pause(): Promise<void> {
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.failures++);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest * (0.5 + Math.random() / 2));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
