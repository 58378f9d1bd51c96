import type { Axis, Brushes } from './parallel';

/** So many colours tell how good the lines are. */
export const SHADES = 24;

/** Trials as lines through axes, in bare numbers: every frame of a brush goes through all of them. */
export interface ParallelLines {
  count: number;
  axes: number;
  /** Of each line the places on the axes, in their order, 0 to 1; NaN where it has none. */
  places: Float32Array;
  /** How good each line is: 0 to `SHADES` − 1. */
  shades: Uint8Array;
}

/** A trial's places on the axes, null where it has none, and how good it is, 0 to 1. */
export interface ParallelPlaces {
  places: readonly (number | null)[];
  share: number;
}

export function parallelLines(axes: number, lines: readonly ParallelPlaces[]): ParallelLines {
  const places = new Float32Array(lines.length * axes).fill(Number.NaN);
  const shades = new Uint8Array(lines.length);
  for (const [line, { places: own, share }] of lines.entries()) {
    shades[line] = Math.round(Math.min(1, Math.max(0, share)) * (SHADES - 1));
    for (let axis = 0; axis < axes; axis++) {
      places[line * axes + axis] = own[axis] ?? Number.NaN;
    }
  }
  return { count: lines.length, axes, places, shades };
}

/** The lines that pass through every brush, by their index. */
export function linesWithin(lines: ParallelLines, axes: readonly Axis[], brushes: Brushes): Uint32Array {
  const ranges = axes.flatMap(({ key }, axis) => {
    const range = brushes.get(key);
    return range ? [{ axis, from: Math.fround(range[0]), to: Math.fround(range[1]) }] : [];
  });
  const within = new Uint32Array(lines.count);
  let count = 0;
  for (let line = 0; line < lines.count; line++) {
    let passes = true;
    for (const { axis, from, to } of ranges) {
      const place = lines.places[line * lines.axes + axis] as number;
      passes = passes && place >= from && place <= to;
    }
    if (passes) {
      within[count++] = line;
    }
  }
  return within.subarray(0, count);
}

/** So many of them, at even distances. */
export function someOf(lines: Uint32Array, most: number): Uint32Array {
  return lines.length <= most
    ? lines
    : Uint32Array.from({ length: most }, (_, at) => lines[Math.floor((at * lines.length) / most)] as number);
}

/** Lines by their shade, the least good first; those of one shade are drawn as one. */
export function byShade(lines: ParallelLines, some: Uint32Array): number[][] {
  const groups: number[][] = Array.from({ length: SHADES }, () => []);
  for (const line of some) {
    groups[lines.shades[line] as number]?.push(line);
  }
  return groups;
}
