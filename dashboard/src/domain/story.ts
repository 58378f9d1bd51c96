import type { Attempt, Trial } from '../api/types';
import { formatNumber } from './numbers';

/** Something that happened to a trial. */
export interface Happening {
  at: string;
  text: string;
  tone: 'waiting' | 'running' | 'good' | 'warning' | 'bad' | 'ended';
}

/** Why the trial is where it is, in a sentence; absent while nothing has happened that needs one. */
export function whyOf(trial: Trial): string | undefined {
  const { state, value, message } = trial;
  const why = message ?? trial.attempts.at(-1)?.end;
  switch (state) {
    case 'COMPLETED':
      return value === undefined ? 'It completed.' : `It completed with ${formatNumber(value)}.`;
    case 'PRUNED':
      return `The pruner ended it: ${why ?? 'no reason was given'}.`;
    case 'PAUSED':
      return `It waits at a rung: ${why ?? 'no reason was given'}.`;
    case 'FAILED':
      return `It failed: ${why ?? 'no reason was given'}.`;
    case 'STOPPED':
      return `It was stopped: ${why ?? 'no reason was given'}.`;
    case 'STOPPING':
      return `It is to end after its next step: ${why ?? 'no reason was given'}.`;
    default:
      return undefined;
  }
}

/** The trial's life in order, as the journal's events made it. */
export function storyOf(trial: Trial, sampler: string): Happening[] {
  const by =
    trial.source === 'ENQUEUED' ? 'asked for by the study file or by hand' : `suggested by the sampler ${sampler}`;
  const source =
    trial.started_from === undefined ? by : `${by}, to go on from the checkpoint of trial ${trial.started_from}`;
  const begin: Happening = { at: trial.suggested_at, text: `Trial ${source}`, tone: 'waiting' };
  const end = trial.ended_at === undefined ? [] : [ending(trial, trial.ended_at)];
  return [begin, ...trial.attempts.flatMap(happenings), ...end];
}

function happenings(attempt: Attempt): Happening[] {
  const { number, worker, queued_at, granted_at, ended_at, resumed_from_step, reason, state, end } = attempt;
  const name = `Attempt ${number}`;
  const from = resumed_from_step === undefined ? 'from the start' : `from the checkpoint at step ${resumed_from_step}`;
  return [
    { at: queued_at, text: `${name} queued: ${reason}`, tone: 'waiting' },
    ...(granted_at
      ? [{ at: granted_at, text: `${name} taken by ${worker ?? '?'}, ${from}`, tone: 'running' } as const]
      : []),
    ...(ended_at
      ? [{ at: ended_at, text: `${name} ${END_WORDS[state]}${end ? `: ${end}` : ''}`, tone: TONES[state] }]
      : []),
  ];
}

const END_WORDS: Record<Attempt['state'], string> = {
  QUEUED: 'ended',
  RUNNING: 'ended',
  COMPLETED: 'completed',
  YIELDED: 'given back by its worker',
  EXPIRED: 'lost its worker',
  FAILED: 'failed',
  STOPPED: 'stopped',
};

const TONES: Record<Attempt['state'], Happening['tone']> = {
  QUEUED: 'waiting',
  RUNNING: 'running',
  COMPLETED: 'good',
  YIELDED: 'warning',
  EXPIRED: 'warning',
  FAILED: 'bad',
  STOPPED: 'ended',
};

function ending(trial: Trial, at: string): Happening {
  const tone = trial.state === 'COMPLETED' ? 'good' : trial.state === 'FAILED' ? 'bad' : 'ended';
  const told = trial.message !== undefined && trial.message === trial.attempts.at(-1)?.end;
  return { at, text: told && trial.state === 'FAILED' ? 'The trial failed.' : (whyOf(trial) ?? 'It ended.'), tone };
}
