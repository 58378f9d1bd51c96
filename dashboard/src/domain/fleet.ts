import type { Study, Worker } from '../api/types';
import { groupBy } from './grouping';

/** The workers of a pool, counted. */
export interface Pool {
  pool: string;
  alive: number;
  busy: number;
  /** Alive, but cordoned or draining. */
  closed: number;
  /** Fell silent without a goodbye. */
  lost: number;
  /** The mean of those alive, 0 to 1; NaN where none is. */
  utilization: number;
}

/** By the pools' names. */
export function poolsOf(workers: readonly Worker[]): Pool[] {
  return [...groupBy(workers, ({ pool }) => pool)]
    .map(([pool, own]) => {
      const alive = own.filter((worker) => worker.alive);
      return {
        pool,
        alive: alive.length,
        busy: alive.filter(({ attempt }) => attempt !== undefined).length,
        closed: alive.filter(({ state }) => state === 'CORDONED' || state === 'DRAINING').length,
        lost: own.filter((worker) => !worker.alive && worker.state !== 'STOPPED').length,
        utilization: alive.reduce((sum, worker) => sum + worker.utilization, 0) / alive.length,
      };
    })
    .sort((a, b) => a.pool.localeCompare(b.pool));
}

/** Studies with trials that wait for a worker, those with most first; those of outside programs wait for none. */
export function queueOf(studies: readonly Study[]): Study[] {
  return studies
    .filter(({ trials, archived, spec }) => trials.queued > 0 && !archived && spec.workload.type !== 'external')
    .sort((a, b) => b.trials.queued - a.trials.queued || a.study.localeCompare(b.study));
}

/** A share of 0 to 1 as whole percents. */
export function formatShare(share: number): string {
  return Number.isNaN(share) ? '–' : `${Math.round(share * 100)} %`;
}
