import type { Theme } from '../domain/colours';
import type { Span } from '../domain/timeline';
import { BAR_PX, type TimelineLayout } from '../domain/timelineLayout';
import type { Brush } from './CanvasChart';
import { FONT, INK, type Tone } from './look';

const TONES: Record<Span['state'], Tone> = {
  QUEUED: 'faint',
  RUNNING: 'accent',
  COMPLETED: 'good',
  YIELDED: 'warning',
  EXPIRED: 'warning',
  FAILED: 'bad',
  STOPPED: 'ended',
};
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const SECONDS = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Bars by worker; a ring where an attempt went on with a trial, a cross where it was cut off. */
export function drawTimeline(
  { context, width, height }: Brush,
  layout: TimelineLayout,
  theme: Theme,
  names: number,
): void {
  const ink = INK[theme];
  context.clearRect(0, 0, width, height);
  context.font = FONT;
  context.textBaseline = 'middle';
  drawTicks({ context, width, height }, layout, theme);
  for (const { worker, top, height: tall } of layout.lanes) {
    context.fillStyle = ink.text;
    context.textAlign = 'left';
    context.fillText(shortened(context, worker, names - 10), 0, top + tall / 2);
  }
  for (const { span, left, right, top } of layout.bars) {
    context.fillStyle = ink[span.state === 'YIELDED' && !span.preempted ? 'ended' : TONES[span.state]];
    context.fillRect(left, top, Math.max(1, right - left - 1), BAR_PX);
  }
  for (const { span, left, right, top } of layout.bars) {
    if (span.resumed) {
      ring(context, left, top + BAR_PX / 2, ink);
    }
    if (span.preempted) {
      cross(context, right, top + BAR_PX / 2, ink);
    }
  }
}

function drawTicks({ context, width, height }: Brush, { ticks }: TimelineLayout, theme: Theme): void {
  const span = (ticks.at(-1)?.at ?? 0) - (ticks[0]?.at ?? 0);
  const minutes = ticks.every(({ at }) => at % MINUTE_MS === 0);
  const format = span > 2 * DAY_MS ? DAY : minutes ? TIME : SECONDS;
  context.textAlign = 'center';
  for (const { at, x } of ticks) {
    context.fillStyle = INK[theme].grid;
    context.fillRect(x, 0, 1, height - 20);
    context.fillStyle = INK[theme].text;
    const text = format.format(at);
    const half = context.measureText(text).width / 2;
    context.fillText(text, Math.max(half, Math.min(x, width - half)), height - 9);
  }
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, ink: Record<'page' | 'text', string>): void {
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fillStyle = ink.page;
  context.strokeStyle = ink.text;
  context.lineWidth = 2;
  context.fill();
  context.stroke();
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, ink: Record<'page' | 'bad', string>): void {
  for (const [colour, width] of [
    [ink.page, 5],
    [ink.bad, 2.5],
  ] as const) {
    context.beginPath();
    context.moveTo(x - 4.5, y - 4.5);
    context.lineTo(x + 4.5, y + 4.5);
    context.moveTo(x + 4.5, y - 4.5);
    context.lineTo(x - 4.5, y + 4.5);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}

/** The text, cut to fit so many pixels. */
function shortened(context: CanvasRenderingContext2D, text: string, most: number): string {
  let cut = text.slice(0, 64);
  while (cut.length > 1 && context.measureText(cut).width > most) {
    cut = `${cut.slice(0, -2)}…`;
  }
  return cut;
}
