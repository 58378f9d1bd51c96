import type { Theme } from '../domain/colours';
import type { Axis, Brushes } from '../domain/parallel';
import { isWithin } from '../domain/parallel';
import { lineShare, rampColour } from '../domain/ramp';
import type { Brush } from './CanvasChart';
import { marksOf } from './drawContour';
import { FONT, INK } from './look';

export interface ParallelPicture {
  axes: readonly Axis[];
  lines: readonly ParallelPlaces[];
  brushes: Brushes;
  /** While a range is drawn: some lines stand for all. */
  quick: boolean;
}

/** A trial's places on the axes, in their order; null where it has none. */
export interface ParallelPlaces {
  places: readonly (number | null)[];
  /** How good it is, 0 to 1. */
  share: number;
}

const TOP = 34;
const BOTTOM = 12;
const SIDE = 64;
const GRIP_PX = 22;
const SNAP = 0.03;
const MOST_QUICK_LINES = 400;

/** Lines through one axis for each parameter; those that miss a brush are grey and behind. */
export function drawParallel({ context, width, height }: Brush, picture: ParallelPicture, theme: Theme): void {
  context.clearRect(0, 0, width, height);
  const { axes, brushes, quick } = picture;
  const lines = quick ? someOf(picture.lines, MOST_QUICK_LINES) : picture.lines;
  const xs = axes.map((_, at) => axisX(at, axes.length, width));
  const ranges = axes.map(({ key }) => brushes.get(key));
  const within = ({ places }: ParallelPlaces): boolean =>
    ranges.every((range, at) => !range || isWithin(places[at], range));
  context.lineWidth = 1;
  context.strokeStyle = INK[theme].faint;
  context.globalAlpha = 0.45;
  for (const line of lines.filter((each) => !within(each))) {
    drawLine(context, line.places, xs, height);
  }
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  for (const line of lines.filter(within)) {
    context.strokeStyle = rampColour(lineShare(line.share, theme), 0.8);
    drawLine(context, line.places, xs, height);
  }
  drawAxes(context, axes, xs, height, brushes, theme);
}

/** So many at even distances. */
function someOf(lines: readonly ParallelPlaces[], most: number): readonly ParallelPlaces[] {
  const step = Math.max(1, Math.ceil(lines.length / most));
  return step === 1 ? lines : lines.filter((_, at) => at % step === 0);
}

function drawLine(
  context: CanvasRenderingContext2D,
  places: readonly (number | null)[],
  xs: number[],
  height: number,
): void {
  context.beginPath();
  let open = false;
  for (const [at, place] of places.entries()) {
    if (place === null) {
      open = false;
    } else {
      context[open ? 'lineTo' : 'moveTo'](xs[at] as number, yOf(place, height));
      open = true;
    }
  }
  context.stroke();
}

function drawAxes(
  context: CanvasRenderingContext2D,
  axes: readonly Axis[],
  xs: number[],
  height: number,
  brushes: Brushes,
  theme: Theme,
): void {
  const ink = INK[theme];
  const room = (xs[1] ?? SIDE * 3) - (xs[0] ?? 0) - 10;
  context.font = FONT;
  context.textAlign = 'center';
  for (const [at, axis] of axes.entries()) {
    const x = xs[at] as number;
    context.fillStyle = ink.text;
    context.fillRect(x - 0.5, TOP, 1, height - TOP - BOTTOM);
    context.textBaseline = 'alphabetic';
    const edge = at === 0 || at === axes.length - 1;
    context.fillText(fitted(context, axis.name, edge ? Math.min(room, 2 * SIDE - 4) : room), x, 16);
    context.textBaseline = 'middle';
    for (const { place, text } of marksOf(axis)) {
      const y = yOf(place, height);
      const label = fitted(context, text, room);
      context.fillStyle = ink.page;
      context.globalAlpha = 0.75;
      context.fillRect(x - context.measureText(label).width / 2 - 2, y - 7, context.measureText(label).width + 4, 14);
      context.globalAlpha = 1;
      context.fillStyle = ink.text;
      context.fillText(label, x, y);
    }
    const range = brushes.get(axis.key);
    if (range) {
      const [low, high] = [yOf(range[0], height), yOf(range[1], height)];
      context.fillStyle = ink.accent;
      context.globalAlpha = 0.25;
      context.fillRect(x - 9, high, 18, Math.max(2, low - high));
      context.globalAlpha = 1;
      context.strokeStyle = ink.accent;
      context.lineWidth = 1.5;
      context.strokeRect(x - 9, high, 18, Math.max(2, low - high));
    }
  }
}

function axisX(at: number, count: number, width: number): number {
  return count === 1 ? width / 2 : SIDE + (at * (width - 2 * SIDE)) / (count - 1);
}

function yOf(place: number, height: number): number {
  return TOP + (1 - place) * (height - TOP - BOTTOM);
}

/** The axis under the pointer, by its index, and the place on it. */
export function gripAt(count: number, size: { width: number; height: number }, x: number, y: number) {
  const place = snapped(1 - (y - TOP) / (size.height - TOP - BOTTOM));
  for (let at = 0; at < count; at++) {
    if (Math.abs(axisX(at, count, size.width) - x) <= GRIP_PX) {
      return { at, place };
    }
  }
  return undefined;
}

/** Near an end, the end: a hand does not hit it exactly. */
function snapped(place: number): number {
  return place < SNAP ? 0 : place > 1 - SNAP ? 1 : place;
}

function fitted(context: CanvasRenderingContext2D, text: string, most: number): string {
  let cut = text.slice(0, 40);
  while (cut.length > 1 && context.measureText(cut).width > most) {
    cut = `${cut.slice(0, -2)}…`;
  }
  return cut;
}
