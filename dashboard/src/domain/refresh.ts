const MANY_TRIALS = 2000;

/** How seldom what goes through all of a study's trials is computed anew while they change, in milliseconds. */
export function refreshMillis(trials: number): number {
  return trials > MANY_TRIALS ? 1000 : 0;
}
