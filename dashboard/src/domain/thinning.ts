import type { Report } from '../api/types';
import { toNumber } from './numbers';

/** A curve that grows beyond so many reports is thinned out to about half of them. */
export const MOST_REPORTS = 4000;

/**
 * Fewer reports that draw the same curves, as the server thins them: of each piece those with the smallest and the largest
 * value of some metric, and always the first, the last and the first of each attempt.
 */
export function thinned(reports: readonly Report[], most: number): Report[] {
  if (reports.length <= most) {
    return [...reports];
  }
  const names = [...new Set(reports.flatMap(({ metrics }) => Object.keys(metrics)))];
  const kept = new Set([0, reports.length - 1]);
  for (let at = 1; at < reports.length; at++) {
    if (reports[at]?.attempt !== reports[at - 1]?.attempt) {
      kept.add(at);
    }
  }
  const pieces = Math.max(1, Math.floor(most / Math.max(1, 2 * names.length)));
  for (let piece = 0; piece < pieces; piece++) {
    const from = Math.floor((reports.length * piece) / pieces);
    const to = Math.floor((reports.length * (piece + 1)) / pieces);
    for (const name of names) {
      keepExtremes(reports, name, from, to, kept);
    }
  }
  return [...kept].sort((a, b) => a - b).map((at) => reports[at] as Report);
}

function keepExtremes(reports: readonly Report[], name: string, from: number, to: number, kept: Set<number>): void {
  let smallest: { at: number; value: number } | undefined;
  let largest: { at: number; value: number } | undefined;
  for (let at = from; at < to; at++) {
    const found = reports[at]?.metrics[name];
    const value = found === undefined ? Number.NaN : toNumber(found);
    if (!Number.isNaN(value)) {
      smallest = smallest && smallest.value <= value ? smallest : { at, value };
      largest = largest && largest.value >= value ? largest : { at, value };
    }
  }
  for (const found of [smallest, largest]) {
    if (found) {
      kept.add(found.at);
    }
  }
}
