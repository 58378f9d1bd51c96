import type { Attempt, Trial } from '../api/types';
import { groupBy } from './grouping';

/** An attempt as a bar: who ran it, when (milliseconds), and what happened at its ends. */
export interface Span {
  trial: number;
  attempt: number;
  state: Attempt['state'];
  from: number;
  /** Absent while it runs. */
  to?: number;
  /** It goes on with an earlier attempt's trial. */
  resumed: boolean;
  /** The step it went on from; absent where it began anew. */
  fromStep?: number;
  /** It was taken from its worker, or given back for no decision's sake. */
  preempted: boolean;
  /** It goes on with an attempt that was. */
  interrupted: boolean;
  end?: string;
  /** The line among those of its worker: attempts at the same time are drawn beneath each other. */
  line: number;
}

export interface Lane {
  worker: string;
  spans: Span[];
  lines: number;
}

export interface Timeline {
  lanes: Lane[];
  from: number;
  /** The last end; attempts that run go on beyond it. */
  to: number;
}

/** Of one worker; more would be drawn on top of each other. */
const MOST_SPANS = 5000;
/** The attempts that got a worker, by worker in the order of their names. */
export function timelineOf(trials: Iterable<Trial>): Timeline {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const all: { worker: string; span: Span }[] = [];
  for (const trial of trials) {
    for (const attempt of trial.attempts) {
      const span = knownSpan(trial, attempt);
      if (span) {
        all.push({ worker: attempt.worker ?? '', span });
        from = Math.min(from, span.from);
        to = Math.max(to, span.to ?? span.from);
      }
    }
  }
  const lanes = [...groupBy(all, ({ worker }) => worker)].map(([worker, own]) =>
    laneOf(
      worker,
      own.slice(-MOST_SPANS).map(({ span }) => span),
    ),
  );
  return { lanes: lanes.sort((a, b) => a.worker.localeCompare(b.worker, undefined, { numeric: true })), from, to };
}

/** A trial that was given back is queued for the same reason; one that the pruner paused waits, and is promoted for another. */
export function wasPreempted({ attempts }: Trial, { number, state, end }: Attempt): boolean {
  return (
    state === 'EXPIRED' ||
    (state === 'YIELDED' && attempts.some((next) => next.number === number + 1 && next.reason === end))
  );
}

/** Attempts never change in place, and reading the times of 50,000 takes long: each is read once, but for what follows. */
const KNOWN = new WeakMap<Attempt, Span>();

function knownSpan(trial: Trial, attempt: Attempt): Span | undefined {
  const known = KNOWN.get(attempt);
  const span = known ?? spanOf(trial, attempt);
  if (span && !known && attempt.state !== 'YIELDED') {
    KNOWN.set(attempt, span);
  }
  return span;
}

function spanOf(trial: Trial, attempt: Attempt): Span | undefined {
  const { number, state, granted_at, ended_at, resumed_from_step, end } = attempt;
  if (granted_at === undefined) {
    return undefined;
  }
  return {
    trial: trial.number,
    attempt: number,
    state,
    from: Date.parse(granted_at),
    ...(ended_at === undefined ? {} : { to: Date.parse(ended_at) }),
    resumed: number > 1,
    ...(resumed_from_step === undefined ? {} : { fromStep: resumed_from_step }),
    preempted: wasPreempted(trial, attempt),
    interrupted: trial.attempts.some((before) => before.number === number - 1 && wasPreempted(trial, before)),
    ...(end === undefined ? {} : { end }),
    line: 0,
  };
}

/** Each attempt on the first line that is free when it begins. */
function laneOf(worker: string, spans: Span[]): Lane {
  const ends: number[] = [];
  const placed = spans
    .sort((a, b) => a.from - b.from)
    .map((span) => {
      const free = ends.findIndex((end) => end <= span.from);
      const line = free < 0 ? ends.length : free;
      ends[line] = span.to ?? Number.POSITIVE_INFINITY;
      return { ...span, line };
    });
  return { worker, spans: placed, lines: ends.length };
}

/** The attempts that were cut off, or went on after one that was, newest first. */
export function interruptions({ lanes }: Timeline): (Span & { worker: string; at: number })[] {
  return lanes
    .flatMap(({ worker, spans }) =>
      spans.flatMap((span) => [
        ...(span.interrupted ? [{ ...span, preempted: false, worker, at: span.from }] : []),
        ...(span.preempted ? [{ ...span, interrupted: false, worker, at: span.to ?? span.from }] : []),
      ]),
    )
    .sort((a, b) => b.at - a.at);
}
