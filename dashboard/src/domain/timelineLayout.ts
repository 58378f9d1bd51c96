import type { Span, Timeline } from './timeline';

/** Where a timeline is drawn, in CSS pixels. */
export interface TimelineLayout {
  bars: { span: Span; worker: string; left: number; right: number; top: number }[];
  /** The lanes' names and their upper edges. */
  lanes: { worker: string; top: number; height: number }[];
  height: number;
  ticks: { at: number; x: number }[];
}

export const BAR_PX = 12;
const LINE_PX = 16;
const LANE_GAP_PX = 10;
const AXIS_PX = 26;
const SMALLEST_PX = 2;
const TICK_PX = 110;
const STEPS_S = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 604_800,
];

export function timelineHeight({ lanes }: Timeline): number {
  return lanes.reduce((height, { lines }) => height + lines * LINE_PX + LANE_GAP_PX, AXIS_PX);
}

/** @param names pixels at the left for the lanes' names */
export function layOut(timeline: Timeline, width: number, names: number, nowMillis: number): TimelineLayout {
  const to = hasOpen(timeline) ? Math.max(nowMillis, timeline.to) : timeline.to;
  const scale = (width - names) / Math.max(1, to - timeline.from);
  const x = (at: number): number => names + (at - timeline.from) * scale;
  const layout: TimelineLayout = { bars: [], lanes: [], height: 0, ticks: [] };
  let top = LANE_GAP_PX / 2;
  for (const { worker, spans, lines } of timeline.lanes) {
    layout.lanes.push({ worker, top, height: lines * LINE_PX });
    for (const span of spans) {
      const left = x(span.from);
      const right = Math.max(left + SMALLEST_PX, x(span.to ?? to));
      layout.bars.push({ span, worker, left, right, top: top + span.line * LINE_PX + (LINE_PX - BAR_PX) / 2 });
    }
    top += lines * LINE_PX + LANE_GAP_PX;
  }
  const ticks = timeTicks(timeline.from, to, Math.max(2, Math.floor((width - names) / TICK_PX)));
  return { ...layout, height: top + AXIS_PX, ticks: ticks.map((at) => ({ at, x: x(at) })) };
}

function hasOpen({ lanes }: Timeline): boolean {
  return lanes.some(({ spans }) => spans.some((span) => span.to === undefined));
}

/** Round times from one to another, at most `most` of them and one; the two ends where no two round ones lie between. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const seconds = STEPS_S.find((step) => (to - from) / 1000 / step <= most) ?? Math.ceil((to - from) / 1000 / most);
  const ticks = roundTimes(from, to, seconds * 1000);
  return ticks.length < 2 && to > from ? [from, to] : ticks;
}

function roundTimes(from: number, to: number, step: number): number[] {
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    ticks.push(at);
  }
  return ticks;
}

/** The bar under a place. */
export function barAt({ bars }: TimelineLayout, x: number, y: number): TimelineLayout['bars'][number] | undefined {
  return bars.findLast(
    ({ left, right, top }) => x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= top + BAR_PX + 2,
  );
}
