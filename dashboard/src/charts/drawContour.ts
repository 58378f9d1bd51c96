import type { Theme } from '../domain/colours';
import { formatParameter } from '../domain/numbers';
import { type Axis, valueAt } from '../domain/parallel';
import { rampColour } from '../domain/ramp';
import { shortened } from './axisNames';
import type { Brush } from './CanvasChart';
import { FONT, INK } from './look';

export interface ContourPicture {
  x: Axis;
  y: Axis;
  /** Shares from 0 to 1 by row (y) and column (x), evenly spaced along the axes; null: not known. */
  cells: readonly (readonly (number | null)[])[];
  points: readonly { x: number; y: number; share: number }[];
}

const LEFT = 70;
const BOTTOM = 34;
const TOP = 8;
const RIGHT = 12;
const NAME_GAP = 8;
const NAME_HEIGHT = 14;
const LETTER_PX = 7;

/** A surface as coloured cells, the lowest row at the bottom, with the trials on it. */
export function drawContour(
  { context, width, height }: Brush,
  { x, y, cells, points }: ContourPicture,
  theme: Theme,
): void {
  const [wide, tall] = [width - LEFT - RIGHT, height - TOP - BOTTOM];
  const ink = INK[theme];
  context.clearRect(0, 0, width, height);
  for (const [row, shares] of cells.entries()) {
    const [w, h] = [wide / shares.length, tall / cells.length];
    for (const [column, share] of shares.entries()) {
      context.fillStyle = share === null ? ink.grid : rampColour(share);
      context.fillRect(LEFT + column * w, TOP + tall - (row + 1) * h, w + 0.5, h + 0.5);
    }
  }
  for (const point of points) {
    context.beginPath();
    context.arc(LEFT + spot(x, point.x) * wide, TOP + (1 - spot(y, point.y)) * tall, 4, 0, 2 * Math.PI);
    context.fillStyle = rampColour(point.share);
    context.strokeStyle = '#ffffff';
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
  }
  context.font = FONT;
  context.fillStyle = ink.text;
  context.textBaseline = 'middle';
  drawMarks(context, x, y, wide, tall);
}

function drawMarks(context: CanvasRenderingContext2D, x: Axis, y: Axis, wide: number, tall: number): void {
  const bottom = TOP + tall;
  let free = Number.NEGATIVE_INFINITY;
  for (const { place: given, text } of marksOf(x)) {
    const place = spot(x, given);
    const across = context.measureText(text).width;
    const begin = LEFT + place * wide - (place === 0 ? 0 : place === 1 ? across : across / 2);
    if (begin >= free) {
      context.textAlign = 'left';
      context.fillText(text, begin, bottom + 12);
      free = begin + across + NAME_GAP;
    }
  }
  context.textAlign = 'center';
  context.fillText(shortened(x.name, Math.floor(wide / LETTER_PX)), LEFT + wide / 2, bottom + 27);
  context.textAlign = 'right';
  let above = Number.POSITIVE_INFINITY;
  for (const { place, text } of marksOf(y)) {
    const at = Math.min(bottom - 6, Math.max(TOP + 6, TOP + (1 - spot(y, place)) * tall));
    if (at <= above) {
      context.fillText(shortened(text, 7), LEFT - 6, at);
      above = at - NAME_HEIGHT;
    }
  }
  context.save();
  context.translate(8, TOP + tall / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'center';
  context.fillText(shortened(y.name, Math.floor(tall / LETTER_PX)), 0, 0);
  context.restore();
}

/** Where a place of an axis is on the surface: a choice in the middle of its cells, which begin and end between choices. */
export function spot({ choices }: Axis, place: number): number {
  return choices.length > 1 ? (place * (choices.length - 1) + 0.5) / choices.length : place;
}

const MARKS = [0, 0.5, 1];

/** What is written at an axis: its choices, or a few of its numbers. */
export function marksOf(axis: Axis): { place: number; text: string }[] {
  const last = Math.max(1, axis.choices.length - 1);
  return axis.choices.length > 0
    ? axis.choices.map((choice, at) => ({ place: axis.choices.length === 1 ? 0.5 : at / last, text: String(choice) }))
    : MARKS.map((place) => ({ place, text: formatParameter(Number(valueAt(axis, place).toPrecision(3))) }));
}
