import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../api/types';
import { askedOf } from './journal';
import { AT } from './testing';

const told = (event: object): ReturnType<typeof askedOf> =>
  askedOf({ position: 1, at: AT, event: event as JournalEntry['event'] });

describe('what was asked of a study', () => {
  it('is told with the reason that was given', () => {
    expect(told({ type: 'StudyPaused', study: 'demo', reason: 'for the night' })).toEqual({
      what: 'Paused',
      why: 'for the night',
      tone: 'waiting',
    });
    expect(told({ type: 'StudyStopRequested', study: 'demo', reason: '<b>enough</b>' }).why).toBe('<b>enough</b>');
    expect(told({ type: 'StudyResumed', study: 'demo' })).toEqual({ what: 'Resumed', tone: 'running' });
  });

  it('names every bound of an extension, and no other', () => {
    expect(told({ type: 'StudyExtended', study: 'demo', trials: 40, budget: { wall_hours: 2, cost: 50 } }).what).toBe(
      'Extended to 40 trials, 2 hours of wall time, 50 of cost',
    );
    expect(told({ type: 'StudyExtended', study: 'demo', trials: 40 }).what).toBe('Extended to 40 trials');
  });

  it('names the parameters of a trial that was enqueued', () => {
    const parameters = { method: 'idfd', learning_rate: 0.00012345 };
    expect(told({ type: 'PointEnqueued', study: 'demo', parameters }).why).toBe('method idfd, learning_rate 1.23e−4');
  });

  it('says how the study ended', () => {
    expect(told({ type: 'StudyEnded', study: 'demo', outcome: 'STOPPED' }).what).toBe('Stopped');
    expect(told({ type: 'StudyEnded', study: 'demo', outcome: 'COMPLETED' }).what).toBe('Completed');
  });

  it('stands by its type where a newer server tells more', () => {
    expect(told({ type: 'StudyRenamed', study: 'demo' }).what).toBe('StudyRenamed');
  });
});
