import type { Ledger, Trial } from '../../src/api/types';
import { secondsBetween } from '../../src/domain/time';

/** What was made again, and what was on the way to it, of each attempt that lost its worker. */
const REPEATED_S = 12;
const RESTART_S = 4;

/** The account of these trials: all that their attempts took, of which those that lost their worker wasted the rest. */
export function ledgerOf(study: string, trials: readonly Trial[]): Ledger {
  const preemptions: Ledger['preemptions'] = [];
  const total = { useful_seconds: 0, repeated_seconds: 0, wasted_seconds: 0 };
  for (const { number: trial, attempts } of trials) {
    for (const { number: attempt, state, worker = '', granted_at, ended_at, end = '' } of attempts) {
      const took = granted_at === undefined ? 0 : secondsBetween(granted_at, ended_at, Date.now());
      if (state === 'EXPIRED') {
        const lost = { wasted_seconds: took / 2, repeated_seconds: REPEATED_S, restart_seconds: RESTART_S };
        preemptions.push({ trial, attempt, worker, end: 'EXPIRED', reason: end, ...lost });
        total.wasted_seconds += took / 2;
        total.repeated_seconds += REPEATED_S;
        total.useful_seconds += took / 2 - REPEATED_S;
      } else {
        total[state === 'FAILED' ? 'wasted_seconds' : 'useful_seconds'] += took;
      }
    }
  }
  return { study, at: new Date().toISOString(), total, trials: [], preemptions };
}
