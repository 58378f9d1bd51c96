import { paletteOf, type Theme } from '../domain/colours';
import type { EmbeddedPoint, Embedding, Grouping } from '../domain/inspection';
import type { Brush } from './CanvasChart';
import { FONT, INK } from './look';

export interface EmbeddingPicture {
  embedding: Embedding;
  by: Grouping;
  /** The groups there are, ascending: a group's place says its mark. */
  groups: readonly number[];
  /** The one group that is told from all others; absent: all are. */
  only: number | undefined;
}

const MARGIN = 16;
const NEAR_PX = 12;

/** Where a point is on a canvas, in CSS pixels. */
export function placing({ points, prototypes }: Embedding, { width, height }: { width: number; height: number }) {
  const xs = [...points, ...prototypes].map(({ x }) => x);
  const ys = [...points, ...prototypes].map(({ y }) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(1e-9, right - left),
    (height - 2 * MARGIN) / Math.max(1e-9, high - low),
  );
  return ({ x, y }: { x: number; y: number }): [number, number] => [
    width / 2 + (x - (left + right) / 2) * scale,
    height / 2 - (y - (low + high) / 2) * scale,
  ];
}

/** Points in the colour and shape of their group, prototypes as rings with their cluster's number. */
export function drawEmbedding(brush: Brush, { embedding, by, groups, only }: EmbeddingPicture, theme: Theme): void {
  const { context, width, height } = brush;
  const ink = INK[theme];
  const place = placing(embedding, brush);
  const order = new Map(groups.map((group, at) => [group, at]));
  context.clearRect(0, 0, width, height);
  const told = ({ [by]: group }: EmbeddedPoint): boolean =>
    group !== undefined && (only === undefined || group === only);
  for (const point of embedding.points.filter((each) => !told(each))) {
    mark(context, place(point), 0, ink.faint);
  }
  for (const point of embedding.points.filter(told)) {
    const at = order.get(point[by] as number) ?? 0;
    mark(context, place(point), at, paletteOf(theme)[at % paletteOf(theme).length] as string);
  }
  context.font = FONT;
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  for (const prototype of embedding.prototypes) {
    if (by === 'cluster' && only !== undefined && prototype.cluster !== only) {
      continue;
    }
    const [x, y] = place(prototype);
    context.beginPath();
    context.arc(x, y, 5, 0, 2 * Math.PI);
    context.lineWidth = 3.5;
    context.strokeStyle = ink.page;
    context.stroke();
    context.lineWidth = 1.75;
    context.strokeStyle = ink.text;
    context.stroke();
    context.lineWidth = 3;
    context.strokeStyle = ink.page;
    context.strokeText(String(prototype.cluster), x, y - 6);
    context.fillStyle = ink.text;
    context.fillText(String(prototype.cluster), x, y - 6);
  }
}

/** The point nearest to a place, if one is near. */
export function pointAt(
  embedding: Embedding,
  { x, y, width }: { x: number; y: number; width: number },
  height: number,
): EmbeddedPoint | undefined {
  const place = placing(embedding, { width, height });
  let least = NEAR_PX ** 2;
  let nearest: EmbeddedPoint | undefined;
  for (const point of embedding.points) {
    const [left, top] = place(point);
    const distance = (left - x) ** 2 + (top - y) ** 2;
    if (distance < least) {
      [least, nearest] = [distance, point];
    }
  }
  return nearest;
}

/** Around the origin: a disc, a square, a triangle, a cross. */
const SHAPES = [
  'M-2.75 0a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0 -5.5 0',
  'M-2.5 -2.5h5v5h-5z',
  'M0 -3.5L3.5 2.75h-7z',
  'M-2.75 -2.75l5.5 5.5M2.75 -2.75l-5.5 5.5',
];

/** The shape of a group's mark: beyond the palette's colours it tells groups apart. */
export function shapeOf(group: number): string {
  return SHAPES[Math.floor(group / paletteOf('light').length) % SHAPES.length] as string;
}

function mark(context: CanvasRenderingContext2D, [x, y]: [number, number], group: number, colour: string): void {
  const shape = new Path2D(shapeOf(group));
  context.save();
  context.translate(x, y);
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.fill(shape);
  context.stroke(shape);
  context.restore();
}
