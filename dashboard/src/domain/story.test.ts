import { describe, expect, it } from 'vitest';
import type { Trial } from '../api/types';
import type { TrialEvent } from './events';
import { storyOf, whyOf } from './story';
import { AT, PREEMPTED_LIFE, trial } from './testing';
import { foldTrial, suggested } from './trialFold';

function lived(events: TrialEvent[]): Trial {
  const [first, ...rest] = events as [Extract<TrialEvent, { type: 'TrialSuggested' }>, ...TrialEvent[]];
  return rest.reduce((next, event) => foldTrial(next, event, AT), suggested(first, AT));
}

describe('a trial’s story', () => {
  it('tells the preemption and the resume from the events', () => {
    expect(storyOf(lived(PREEMPTED_LIFE), 'tpe').map(({ text }) => text)).toEqual([
      'Trial suggested by the sampler tpe',
      'Attempt 1 queued: first',
      'Attempt 1 taken by w1, from the start',
      'Attempt 1 lost its worker: no heartbeat for 10 s',
      'Attempt 2 queued: no heartbeat for 10 s',
      'Attempt 2 taken by w2, from the checkpoint at step 40',
      'Attempt 2 completed: completed',
      'It completed with 0.5000.',
    ]);
  });

  it('says why the pruner ended it', () => {
    const life: TrialEvent[] = [
      ...PREEMPTED_LIFE.slice(0, 4),
      { type: 'TrialJudged', trial: 'demo/0', verdict: 'PRUNE', reason: 'rung 1: 0.2 is below the best third' },
    ];
    expect(whyOf(lived(life))).toBe('It is to end after its next step: rung 1: 0.2 is below the best third.');
    const pruned = lived([
      ...life,
      { type: 'TrialPruned', trial: 'demo/0', reason: 'rung 1: 0.2 is below the best third' },
    ]);
    expect(whyOf(pruned)).toBe('The pruner ended it: rung 1: 0.2 is below the best third.');
  });

  it('says where it came from', () => {
    const [first] = storyOf(trial({ source: 'SAMPLED', started_from: 7 }), 'pbt');
    expect(first?.text).toBe('Trial suggested by the sampler pbt, to go on from the checkpoint of trial 7');
    expect(storyOf(trial({ source: 'ENQUEUED' }), 'tpe')[0]?.text).toBe('Trial asked for by the study file or by hand');
  });

  it('says once why it failed', () => {
    const end = 'the program ended with exit code 3';
    const failed = { number: 1, state: 'FAILED', reason: 'suggested', queued_at: AT, ended_at: AT, end } as const;
    const told = storyOf(trial({ state: 'FAILED', message: end, ended_at: AT, attempts: [failed] }), 'tpe');
    expect(told.slice(-2).map(({ text }) => text)).toEqual([`Attempt 1 failed: ${end}`, 'The trial failed.']);
  });

  it('needs no reason while the trial waits or runs', () => {
    expect(whyOf(trial())).toBeUndefined();
    expect(whyOf(trial({ state: 'STOPPED' }))).toBe('It was stopped: no reason was given.');
  });
});
