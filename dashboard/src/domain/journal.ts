import type { Budget, JournalEntry, Parameters } from '../api/types';
import { formatParameter } from './numbers';

/** Something that was asked of a study or that it came to. */
export interface Asked {
  what: string;
  /** In the words of whoever asked, or of the coordinator. */
  why?: string;
  tone: 'good' | 'running' | 'waiting' | 'warning' | 'ended';
}

/** An entry about a study as a whole, in words; one of a type that is not known here by its type's name. */
export function askedOf({ event }: JournalEntry): Asked {
  const given = event as Record<string, unknown>;
  const why = typeof given.reason === 'string' ? { why: given.reason } : {};
  switch (event.type) {
    case 'StudyCreated':
      return { what: 'Created', tone: 'running' };
    case 'StudyPaused':
      return { what: 'Paused', ...why, tone: 'waiting' };
    case 'StudyResumed':
      return { what: 'Resumed', tone: 'running' };
    case 'StudyExtended':
      return { what: extendedWords(Number(given.trials), (given.budget ?? {}) as Budget), tone: 'running' };
    case 'PointEnqueued':
      return { what: 'Trial enqueued', why: parameterWords((given.parameters ?? {}) as Parameters), tone: 'waiting' };
    case 'StudyStopRequested':
      return { what: 'Asked to stop', ...why, tone: 'warning' };
    case 'StudyBudgetReached':
      return { what: 'A bound was reached', ...why, tone: 'warning' };
    case 'StudyEnded':
      return given.outcome === 'STOPPED' ? { what: 'Stopped', tone: 'ended' } : { what: 'Completed', tone: 'good' };
    case 'StudyArchived':
      return { what: 'Archived', tone: 'ended' };
    case 'StudyRestored':
      return { what: 'Restored', tone: 'running' };
    default:
      return { what: event.type, ...why, tone: 'waiting' };
  }
}

const BOUNDS: Record<keyof Budget, string> = {
  wall_hours: 'hours of wall time',
  device_hours: 'hours of devices',
  target: 'as target',
  no_improvement: 'completed trials without improvement',
  cost: 'of cost',
  price_per_device_hour: 'for an hour of a device',
};

function extendedWords(trials: number, budget: Budget): string {
  const bounds = (Object.keys(BOUNDS) as (keyof Budget)[]).flatMap((bound) =>
    budget[bound] === undefined ? [] : [`${formatParameter(budget[bound])} ${BOUNDS[bound]}`],
  );
  return `Extended to ${[`${trials} trials`, ...bounds].join(', ')}`;
}

export function parameterWords(parameters: Parameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${formatParameter(value)}`)
    .join(', ');
}
