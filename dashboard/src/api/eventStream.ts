import { type SseMessage, SseParser } from '../domain/sse';
import { ApiError, problemMessage } from './client';
import { authorization } from './token';

/** The server sends something at least every 15 s; after this long a silent connection is taken for lost. */
const SILENCE_MS = 40_000;

export interface StreamHandlers {
  /** The stream stands: every entry committed from here on will come through it. */
  onOpen: () => void;
  onMessages: (messages: SseMessage[]) => void;
}

/**
 * Reads `/api/v1/events` until it ends.
 *
 * @param lastId the last journal position seen; absent: only what is new
 * @throws ApiError if the server refuses
 */
export function readEvents(lastId: string | undefined, handlers: StreamHandlers, signal: AbortSignal): Promise<void> {
  return readStream(lastId === undefined ? '/api/v1/events?after=latest' : '/api/v1/events', lastId, handlers, signal);
}

/**
 * Reads a stream of events until it ends. Uses fetch rather than EventSource, which cannot send a token's header.
 *
 * @param lastId the id of the last message seen, to go on after it
 * @throws ApiError if the server refuses
 */
export async function readStream(
  path: string,
  lastId: string | undefined,
  { onOpen, onMessages }: StreamHandlers,
  signal: AbortSignal,
): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch(path, {
      headers: {
        Accept: 'text/event-stream',
        ...(lastId === undefined ? {} : { 'Last-Event-ID': lastId }),
        ...authorization(),
      },
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || !response.body) {
      throw new ApiError(response.status, problemMessage(response.status, await response.text()));
    }
    onOpen();
    const parser = new SseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      onMessages(parser.push(chunk.value));
    }
  } finally {
    clearTimeout(timer);
  }
}
