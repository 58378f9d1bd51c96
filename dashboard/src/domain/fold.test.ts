import { describe, expect, it } from 'vitest';
import type { Trial } from '../api/types';
import { fold } from './fold';
import { AT, header, journal, PREEMPTED_LIFE, study, trial } from './testing';
import { detailOf, type View } from './view';

function viewOf(trials: Trial[]): View {
  return {
    studies: new Map([['demo', study()]]),
    listed: true,
    details: new Map([['demo', detailOf(trials, [])]]),
  };
}

const WHOLE = fold(viewOf([]), journal(...PREEMPTED_LIFE)).view;

function trialOf(view: View, number = 0): Trial {
  return view.details.get('demo')?.trials.get(number) as Trial;
}

describe('fold', () => {
  it('follows a trial from its suggestion over a lost worker to its end', () => {
    expect(trialOf(WHOLE)).toMatchObject({
      state: 'COMPLETED',
      value: 0.5,
      epoch: 2,
      step: 80,
      metrics: { accuracy: 0.5 },
      weights_sha256: 'cafe',
      mlflow_run: 'run',
      ended_at: AT,
      attempts: [
        { number: 1, state: 'EXPIRED', worker: 'w1', end: 'no heartbeat for 10 s' },
        { number: 2, state: 'COMPLETED', worker: 'w2', resumed_from_step: 40, reason: 'no heartbeat for 10 s' },
      ],
    });
    expect(
      WHOLE.details
        .get('demo')
        ?.reports.get(0)
        ?.map((report) => report.epoch),
    ).toEqual([1, 2]);
  });

  it('counts the trials and names the best', () => {
    expect(WHOLE.studies.get('demo')).toMatchObject({
      trials: { budget: 4, queued: 0, running: 0, completed: 1 },
      best: { trial: 0, value: 0.5 },
    });
  });

  it.each(PREEMPTED_LIFE.map((event, index) => [index, event.type] as const))(
    'comes to the same after a repeat from event %i (%s) on',
    (from) => {
      const again = fold(WHOLE, journal(...PREEMPTED_LIFE.slice(from)));
      expect(again.view).toBe(WHOLE);
    },
  );

  it('comes to the same from any snapshot with the journal begun before it', () => {
    for (let cut = 1; cut <= PREEMPTED_LIFE.length; cut++) {
      const snapshot = fold(viewOf([]), journal(...PREEMPTED_LIFE.slice(0, cut))).view;
      expect(fold(snapshot, journal(...PREEMPTED_LIFE)).view, `snapshot after ${cut}`).toEqual(WHOLE);
    }
  });

  it('never takes a trial back while it folds what a snapshot held', () => {
    for (const event of PREEMPTED_LIFE) {
      expect(trialOf(fold(WHOLE, journal(event)).view).state).toBe('COMPLETED');
    }
  });

  it('asks for the study again where an event tells of an unknown trial', () => {
    const { view, stale } = fold(viewOf([]), journal({ type: 'TrialCompleted', trial: 'demo/7', value: 1 }));
    expect([...stale]).toEqual(['demo']);
    expect(view.details.get('demo')?.trials.size).toBe(0);
  });

  it('asks for a study whose trials are not loaded only where its counts change', () => {
    const listed: View = { ...viewOf([]), details: new Map() };
    const epoch = journal({ type: 'EpochReported', header: header('demo/0/1', 3), epoch: 1, step: 1, metrics: {} });
    expect(fold(listed, epoch).stale.size).toBe(0);
    expect([...fold(listed, journal({ type: 'TrialCompleted', trial: 'demo/0', value: 1 })).stale]).toEqual(['demo']);
    expect([...fold(listed, journal({ type: 'StudyCreated', study: 'new' })).stale]).toEqual(['new']);
  });

  it('leaves the view it was given unchanged', () => {
    const before = viewOf([trial()]);
    fold(before, journal({ type: 'TrialStopped', trial: 'demo/0', reason: 'study stopped' }));
    expect(trialOf(before).state).toBe('QUEUED');
  });

  it('ends the open attempt of a stopped trial', () => {
    const events = [
      ...PREEMPTED_LIFE.slice(0, 4),
      { type: 'TrialStopRequested', trial: 'demo/0', reason: 'x' } as const,
    ];
    const stopping = fold(viewOf([]), journal(...events)).view;
    expect(trialOf(stopping).state).toBe('STOPPING');
    const { view } = fold(stopping, journal({ type: 'TrialStopped', trial: 'demo/0', reason: 'study stopped' }));
    expect(trialOf(view)).toMatchObject({
      state: 'STOPPED',
      message: 'study stopped',
      attempts: [{ state: 'STOPPED', end: 'study stopped' }],
    });
  });
});
