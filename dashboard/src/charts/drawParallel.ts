import type { Theme } from '../domain/colours';
import type { Axis, Brushes } from '../domain/parallel';
import { byShade, linesWithin, type ParallelLines, SHADES, someOf } from '../domain/parallelLines';
import { lineShare, rampColour } from '../domain/ramp';
import type { Brush } from './CanvasChart';
import { marksOf } from './drawContour';
import { FONT, INK } from './look';

export interface ParallelPicture {
  axes: readonly Axis[];
  lines: ParallelLines;
  brushes: Brushes;
  /** While a range is drawn: some lines stand for all. */
  quick: boolean;
}

const TOP = 34;
const BOTTOM = 12;
const SIDE = 64;
const GRIP_PX = 22;
const SNAP = 0.03;
const MOST_QUICK_LINES = 300;
/** Of more lines each is thin: they are drawn several times as fast, and hide less of one another. */
const MANY_LINES = 200;
const MOST_DIMMED = 1000;

/** All lines in grey, which every frame of a brush begins with. */
interface Dimmed {
  of: readonly unknown[];
  canvas: HTMLCanvasElement;
}

/** Draws lines through one axis for each parameter; those that miss a brush are grey and behind. */
export class ParallelPainter {
  private dimmed: Dimmed | undefined;

  paint(brush: Brush, { axes, lines, brushes, quick }: ParallelPicture, theme: Theme): void {
    const { context, width, height } = brush;
    context.clearRect(0, 0, width, height);
    const xs = axes.map((_, at) => axisX(at, axes.length, width));
    const within = linesWithin(lines, axes, brushes);
    if (within.length < lines.count) {
      context.drawImage(this.allDimmed(brush, lines, xs, theme), 0, 0, width, height);
    }
    const shown = quick ? someOf(within, MOST_QUICK_LINES) : within;
    context.lineWidth = lines.count > MANY_LINES ? 1 : 1.5;
    for (const [shade, own] of byShade(lines, shown).entries()) {
      context.strokeStyle = rampColour(lineShare(shade / (SHADES - 1), theme), 0.8);
      for (const line of own) {
        drawLine(context, lines, line, xs, height);
      }
    }
    drawAxes(context, axes, xs, height, brushes, theme);
  }

  private allDimmed({ context, width, height }: Brush, lines: ParallelLines, xs: number[], theme: Theme) {
    const { width: wide, height: tall } = context.canvas;
    const of = [lines, theme, wide, tall];
    if (this.dimmed?.of.every((each, at) => each === of[at])) {
      return this.dimmed.canvas;
    }
    const canvas = document.createElement('canvas');
    canvas.width = wide;
    canvas.height = tall;
    const layer = canvas.getContext('2d');
    if (layer) {
      layer.scale(wide / width, tall / height);
      layer.lineWidth = 1;
      layer.strokeStyle = INK[theme].faint;
      layer.globalAlpha = 0.45;
      const all = Uint32Array.from({ length: lines.count }, (_, line) => line);
      for (const line of someOf(all, MOST_DIMMED)) {
        drawLine(layer, lines, line, xs, height);
      }
    }
    this.dimmed = { of, canvas };
    return canvas;
  }
}

function drawLine(
  context: CanvasRenderingContext2D,
  { places, axes }: ParallelLines,
  line: number,
  xs: readonly number[],
  height: number,
): void {
  context.beginPath();
  let open = false;
  for (let axis = 0; axis < axes; axis++) {
    const place = places[line * axes + axis] as number;
    if (Number.isNaN(place)) {
      open = false;
    } else {
      const [x, y] = [xs[axis] as number, yOf(place, height)];
      if (open) {
        context.lineTo(x, y);
      } else {
        context.moveTo(x, y);
      }
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
