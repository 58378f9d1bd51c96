import type uPlot from 'uplot';
import { lineStyle, type Theme } from '../domain/colours';
import type { Curves } from '../domain/curves';

interface ManyLines {
  lines: Curves['lines'];
  theme: Theme;
  /** The highlighted trial. */
  selected: number | undefined;
  log: boolean;
}

/**
 * Hundreds of lines straight onto the canvas, thin and solid. The library's own way, a path object for each line with
 * dashes and two pixels wide, takes some twenty times as long.
 */
export function drawManyLines(plot: uPlot, { lines, theme, selected, log }: ManyLines): void {
  const { ctx, bbox } = plot;
  const xs = Float64Array.from(plot.data[0], (epoch) => plot.valToPos(epoch, 'x', true));
  const yOf = heightOf(plot, log);
  const last = lines.filter(({ trial }) => trial === selected);
  const others = last.length === 0 ? lines : lines.filter(({ trial }) => trial !== selected);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = 1;
  ctx.globalAlpha = last.length === 0 ? 1 : 0.3;
  for (const { trial, values } of others) {
    ctx.strokeStyle = lineStyle(trial, theme).colour;
    drawLine(ctx, xs, values, yOf);
  }
  ctx.globalAlpha = 1;
  ctx.lineWidth = 3;
  for (const { trial, values } of last) {
    ctx.strokeStyle = lineStyle(trial, theme).colour;
    drawLine(ctx, xs, values, yOf);
  }
  ctx.restore();
}

/** Gaps are drawn over, as in a chart of few lines. */
function drawLine(
  ctx: CanvasRenderingContext2D,
  xs: Float64Array,
  values: Float64Array,
  yOf: (value: number) => number,
): void {
  ctx.beginPath();
  for (let at = 0; at < xs.length; at++) {
    const value = values[at] as number;
    if (!Number.isNaN(value)) {
      ctx.lineTo(xs[at] as number, yOf(value));
    }
  }
  ctx.stroke();
}

/** The height of a value on the canvas; the scale is asked for its ends only. */
function heightOf(plot: uPlot, log: boolean): (value: number) => number {
  const { min = 0, max = 1 } = plot.scales.y ?? {};
  const scaled = log ? Math.log : (value: number): number => value;
  const [low, high] = [Number(min), Number(max)];
  const [bottom, top] = [plot.valToPos(low, 'y', true), plot.valToPos(high, 'y', true)];
  const slope = (top - bottom) / (scaled(high) - scaled(low));
  return (value) => bottom + (scaled(value) - scaled(low)) * slope;
}
