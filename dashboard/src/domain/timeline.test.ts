import { describe, expect, it } from 'vitest';
import type { Attempt } from '../api/types';
import { AT, trial } from './testing';
import { interruptions, timelineOf } from './timeline';
import { barAt, layOut, timelineHeight, timeTicks } from './timelineLayout';

const T0 = Date.parse(AT);

function at(seconds: number): string {
  return new Date(T0 + seconds * 1000).toISOString();
}

function attempt(
  number: number,
  worker: string,
  from: number,
  to: number | undefined,
  change: Partial<Attempt> = {},
): Attempt {
  const ended = to === undefined ? {} : { ended_at: at(to) };
  return { number, state: 'COMPLETED', reason: 'x', queued_at: AT, worker, granted_at: at(from), ...ended, ...change };
}

const TRIALS = [
  trial({
    number: 0,
    attempts: [
      attempt(1, 'w10', 0, 50, { state: 'EXPIRED', end: 'no heartbeat for 10 s' }),
      attempt(2, 'w2', 60, undefined, { state: 'RUNNING', resumed_from_step: 160 }),
    ],
  }),
  trial({ number: 1, attempts: [attempt(1, 'w10', 20, 80)] }),
  trial({ number: 2, attempts: [attempt(1, 'w10', 50, 90)] }),
  trial({ number: 3, attempts: [{ number: 1, state: 'QUEUED', reason: 'first', queued_at: AT }] }),
];

const PAUSED = 'rank 3 of 3, not among the best 1';
const LEAVING = 'the worker was asked to end';

describe('attempts that were given back', () => {
  const { lanes } = timelineOf([
    trial({
      number: 0,
      attempts: [
        attempt(1, 'w1', 0, 10, { state: 'YIELDED', end: PAUSED }),
        attempt(2, 'w1', 20, 30, {
          state: 'YIELDED',
          reason: 'promoted: rank 1 of 4',
          end: LEAVING,
          resumed_from_step: 4,
        }),
        attempt(3, 'w1', 40, 50, { reason: LEAVING, resumed_from_step: 6 }),
      ],
    }),
    trial({ number: 1, state: 'PRUNED', attempts: [attempt(1, 'w1', 60, 70, { state: 'YIELDED', end: PAUSED })] }),
  ]);

  it('were preempted if the trial was queued for that reason, not if the pruner had paused or ended it', () => {
    expect(lanes[0]?.spans.map(({ preempted, resumed, interrupted }) => [preempted, resumed, interrupted])).toEqual([
      [false, false, false],
      [true, true, false],
      [false, true, true],
      [false, false, false],
    ]);
  });

  it('are told as interruptions only then', () => {
    expect(
      interruptions({ lanes, from: 0, to: 0 }).map(({ attempt: number, preempted }) => [number, preempted]),
    ).toEqual([
      [3, false],
      [2, true],
    ]);
  });
});

describe('an attempt that was given back', () => {
  const first = attempt(1, 'w1', 0, 10, { state: 'YIELDED', end: LEAVING });
  const preempted = (attempts: Attempt[]): boolean[] =>
    timelineOf([trial({ number: 0, attempts })]).lanes.flatMap(({ spans }) => spans.map((span) => span.preempted));

  it('is told as preempted as soon as its trial is queued again, though it was read before', () => {
    expect(preempted([first])).toEqual([false]);
    expect(preempted([first, { number: 2, state: 'QUEUED', reason: LEAVING, queued_at: AT }])).toEqual([true]);
  });

  it('was not preempted where it failed, or where only a later attempt was queued for its reason', () => {
    const failed = attempt(1, 'w1', 0, 10, { state: 'FAILED', end: 'out of memory' });
    expect(preempted([failed, attempt(2, 'w1', 20, 30, { reason: 'out of memory' })])).toEqual([false, false]);
    const second = attempt(2, 'w1', 20, 30, { reason: 'promoted: rank 1 of 4' });
    expect(preempted([first, second, attempt(3, 'w1', 40, 50, { reason: LEAVING })])).toEqual([false, false, false]);
  });

  it('does not interrupt attempts beyond the next', () => {
    const [second, third] = [attempt(2, 'w1', 20, 30, { reason: LEAVING }), attempt(3, 'w1', 40, 50)];
    const { lanes } = timelineOf([trial({ number: 0, attempts: [first, second, third] })]);
    expect(lanes[0]?.spans.map(({ interrupted }) => interrupted)).toEqual([false, true, false]);
  });
});

describe('the timeline', () => {
  const timeline = timelineOf(TRIALS);

  it('has a lane for each worker that got an attempt, in the order of their numbers', () => {
    expect(timeline.lanes.map(({ worker, spans }) => [worker, spans.length])).toEqual([
      ['w2', 1],
      ['w10', 3],
    ]);
    expect([timeline.from, timeline.to]).toEqual([T0, T0 + 90_000]);
  });

  it('puts attempts of the same time on lines of their own, and later ones on the first free line', () => {
    expect(timeline.lanes[1]?.lines).toBe(2);
    expect(timeline.lanes[1]?.spans.map(({ trial: number, line }) => [number, line])).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
  });

  it('tells where an attempt was cut off and where its trial went on, newest first', () => {
    expect(
      interruptions(timeline).map(({ worker, resumed, preempted, fromStep }) => ({
        worker,
        resumed,
        preempted,
        fromStep,
      })),
    ).toEqual([
      { worker: 'w2', resumed: true, preempted: false, fromStep: 160 },
      { worker: 'w10', resumed: false, preempted: true, fromStep: undefined },
    ]);
  });

  it('is laid out to now while something runs, and finds the bar under the pointer', () => {
    const layout = layOut(timeline, 300, 100, T0 + 100_000);
    expect(layout.height).toBe(timelineHeight(timeline) + 5);
    const open = layout.bars.find(({ worker }) => worker === 'w2');
    expect(open).toMatchObject({ left: 220, right: 300 });
    expect(barAt(layout, 250, (open?.top ?? 0) + 5)?.span).toMatchObject({ trial: 0, attempt: 2 });
    expect(barAt(layout, 110, (open?.top ?? 0) + 5)).toBeUndefined();
  });
});

describe('timeTicks', () => {
  it.each([10, 3600, 86_400, 40_000_000])('are round and few over %i s', (seconds) => {
    const ticks = timeTicks(T0 + 1, T0 + seconds * 1000, 6);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks.every((tick) => tick >= T0 && tick <= T0 + seconds * 1000)).toBe(true);
  });

  it('are the ends where a narrow place has no room for two round times', () => {
    expect(timeTicks(T0 + 61_000, T0 + 299_000, 1)).toEqual([T0 + 61_000, T0 + 299_000]);
    expect(timeTicks(T0 + 1000, T0 + 130_000, 3)).toEqual([T0 + 60_000, T0 + 120_000]);
  });
});
