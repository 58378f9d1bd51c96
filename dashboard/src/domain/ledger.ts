import type { Ledger, Spending } from '../api/types';

export type SpendingKind = 'useful' | 'repeated' | 'wasted';

export interface SpendingPart {
  kind: SpendingKind;
  seconds: number;
  /** Of all three together; 0 where nothing was spent. */
  share: number;
}

/** Time of devices by what came of it. */
export function spendingParts(spending: Spending): SpendingPart[] {
  const all: [SpendingKind, number][] = [
    ['useful', spending.useful_seconds],
    ['repeated', spending.repeated_seconds],
    ['wasted', spending.wasted_seconds],
  ];
  const total = all.reduce((sum, [, seconds]) => sum + seconds, 0);
  return all.map(([kind, seconds]) => ({ kind, seconds, share: total > 0 ? seconds / total : 0 }));
}

export function totalSeconds(spending: Spending): number {
  return spending.useful_seconds + spending.repeated_seconds + spending.wasted_seconds;
}

export type Preemption = Ledger['preemptions'][number];

/** What a preemption lost: time after the last checkpoint, steps made again, and the way to the next first step. */
export function lostSeconds({ wasted_seconds, repeated_seconds, restart_seconds }: Preemption): number {
  return wasted_seconds + repeated_seconds + restart_seconds;
}

/** The preemptions that lost most, the worst first. */
export function worstPreemptions(ledger: Ledger, most: number): Preemption[] {
  return [...ledger.preemptions].sort((a, b) => lostSeconds(b) - lostSeconds(a)).slice(0, most);
}

/** A price as it was typed; absent if it is none. */
export function parsePrice(text: string | undefined): number | undefined {
  const price = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(price) && price >= 0 && price <= 1e9 ? price : undefined;
}
