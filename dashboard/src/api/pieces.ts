import { api } from './client';
import type { Report, Trial } from './types';

/** So many trials are shown while the others are on their way. */
const FIRST_TRIALS = 300;
const TRIALS_A_PAGE = 5000;
const CURVES_A_PIECE = 32;

/** A study's trials page by page, the first small so that it is there soon. */
export async function* trialPages(study: string): AsyncGenerator<Trial[], void> {
  let from = 0;
  for (let limit = FIRST_TRIALS; ; limit = TRIALS_A_PAGE) {
    const page = await api.trials(study, from, limit);
    yield page;
    if (page.length < limit) {
      return;
    }
    from += page.length;
  }
}

/** The reports of these trials, some trials at a time; while a piece is taken in, the server makes the next. */
export async function* curvePieces(study: string, trials: readonly number[]): AsyncGenerator<Report[], void> {
  const ask = (from: number): Promise<Report[]> | undefined =>
    from < trials.length ? api.reports(study, trials.slice(from, from + CURVES_A_PIECE)) : undefined;
  let next = ask(0);
  for (let from = CURVES_A_PIECE; next; from += CURVES_A_PIECE) {
    const piece = await next;
    next = ask(from);
    next?.catch(() => undefined); // told when it is awaited
    yield piece;
  }
}
