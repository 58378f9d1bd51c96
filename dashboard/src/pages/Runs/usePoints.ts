import { useEffect, useState } from 'react';
import { readStream } from '../../api/eventStream';
import type { Point } from '../../api/tracking';
import type { SseMessage } from '../../domain/sse';

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 15_000;
/** Curves are read anew at most this often, however fast points come. */
const PAUSE_MILLIS = 1000;

/** How often each metric has got points since the page was opened, and how often any of the run has changed. */
export interface PointChanges {
  byMetric: ReadonlyMap<string, number>;
  metrics: number;
}

/** Follows a run's points; a lost connection is taken up again after the last message. */
export function usePoints(run: string): PointChanges {
  const [changes, setChanges] = useState<PointChanges>({ byMetric: new Map(), metrics: 0 });
  useEffect(() => {
    const end = new AbortController();
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onMessages = (messages: SseMessage[]): void => {
      for (const key of messages.flatMap(keysOf)) {
        waiting.add(key);
      }
      if (waiting.size > 0 && timer === undefined) {
        timer = setTimeout(() => {
          timer = undefined;
          const keys = [...waiting];
          waiting.clear();
          setChanges((before) => after(before, keys));
        }, PAUSE_MILLIS);
      }
    };
    void follow(`/api/v1/runs/${encodeURIComponent(run)}/points/stream`, onMessages, end.signal);
    return () => {
      end.abort();
      clearTimeout(timer);
    };
  }, [run]);
  return changes;
}

async function follow(path: string, onMessages: (messages: SseMessage[]) => void, signal: AbortSignal): Promise<void> {
  let lastId: string | undefined;
  let wait = FIRST_WAIT_MILLIS;
  while (!signal.aborted) {
    try {
      await readStream(
        path,
        lastId,
        {
          onOpen: () => {
            wait = FIRST_WAIT_MILLIS;
          },
          onMessages: (messages) => {
            lastId = messages.findLast((message) => message.id !== undefined)?.id ?? lastId;
            onMessages(messages);
          },
        },
        signal,
      );
    } catch {
      wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** The metrics a message is about; `reset` is about all, which the empty name stands for. */
function keysOf({ event, data }: SseMessage): string[] {
  return event === 'points' ? (JSON.parse(data) as Point[]).map((point) => point.key) : event === 'reset' ? [''] : [];
}

function after({ byMetric, metrics }: PointChanges, keys: readonly string[]): PointChanges {
  const next = new Map(byMetric);
  const changed = keys.includes('') ? [...new Set([...keys, ...byMetric.keys()])] : keys;
  for (const key of changed) {
    next.set(key, (next.get(key) ?? 0) + 1);
  }
  return { byMetric: next, metrics: metrics + 1 };
}
