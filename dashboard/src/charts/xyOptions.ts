import uPlot from 'uplot';
import type { Aligned } from '../domain/align';
import { lineStyle, type Theme } from '../domain/colours';
import { formatParameter } from '../domain/numbers';
import { namesThatFit } from './axisNames';
import { axis, INK } from './look';
import { logAxis, valueRange } from './scales';
import type { XyLook, XySeries } from './XyChart';

const HEIGHT = 280;
const NEAR_PX = 16;
const TICK_PX = 70;
const MOST_UP = 7;
const WHOLE = [1, 2, 5].flatMap((step) => [0, 1, 2, 3, 4, 5].map((power) => step * 10 ** power)).sort((a, b) => a - b);

interface XyInput {
  look: XyLook;
  series: readonly Omit<XySeries, 'x' | 'y'>[];
  theme: Theme;
  /** In CSS pixels. */
  width: number;
}

export function xyOptions({ look, series, theme, width }: XyInput): uPlot.Options {
  const { xNames, xWhole = false, xLog = false, yLog = false } = look;
  const numbers: uPlot.Axis.DynamicValues = (_, ticks) =>
    ticks.map((tick) => (tick === null ? '' : formatParameter(tick)));
  const names: uPlot.Axis = {
    splits: (xNames ?? []).map((_, at) => at),
    values: namesThatFit(xNames ?? [], (width - 60) / Math.max(1, xNames?.length ?? 1)),
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: xNames ? [-0.5, xNames.length - 0.5] : xRange(xLog), ...(xLog ? { distr: 3 } : {}) },
      y: yLog ? { distr: 3 } : { range: valueRange as uPlot.Range.Function },
    },
    axes: [
      axis(theme, {
        label: look.xLabel,
        size: 30,
        ...(xNames ? names : { values: numbers }),
        ...(xWhole ? { incrs: WHOLE } : {}),
        ...(xLog ? logAxis(Math.max(2, Math.floor(width / TICK_PX))) : {}),
      }),
      axis(theme, { label: look.yLabel, size: 60, values: numbers, ...(yLog ? logAxis(MOST_UP) : {}) }),
    ],
    series: [{}, ...series.map((each) => seriesOf(each, theme))],
  };
}

/** Some room at either side, so that no point sits on the axis. */
function xRange(log: boolean): uPlot.Range.Function {
  return (_, low, high) => {
    if (log) {
      return low === high ? [low / 2, high * 2] : [low / 1.1, high * 1.1];
    }
    const room = low === high ? 1 : (high - low) * 0.02;
    return [low - room, high + room];
  };
}

function seriesOf({ label, kind, tone, style }: Omit<XySeries, 'x' | 'y'>, theme: Theme): uPlot.Series {
  const { colour, dash } = style === undefined ? { colour: INK[theme][tone], dash: [] } : lineStyle(style, theme);
  if (kind === 'points') {
    const points = { show: true, size: 7, fill: colour, stroke: INK[theme].page, width: 1 };
    return { label, paths: () => null, stroke: colour, points };
  }
  const steps =
    kind === 'steps'
      ? { paths: (uPlot.paths.stepped as (at: { align: 1 }) => uPlot.Series.PathBuilder)({ align: 1 }) }
      : {};
  return { label, stroke: colour, dash: [...dash], width: 2, spanGaps: true, points: { show: false }, ...steps };
}

/** The point nearest to a place in the plot (CSS pixels), if one is near. */
export function nearest(
  plot: uPlot,
  { x, y, origin }: Aligned,
  left: number,
  top: number,
): Aligned['origin'][number] | undefined {
  let best: number | undefined;
  let least = NEAR_PX ** 2;
  for (const [place, { series }] of origin.entries()) {
    const value = y[series]?.[place];
    if (value !== null && value !== undefined) {
      const distance = (plot.valToPos(x[place] as number, 'x') - left) ** 2 + (plot.valToPos(value, 'y') - top) ** 2;
      if (distance < least) {
        [best, least] = [place, distance];
      }
    }
  }
  return best === undefined ? undefined : origin[best];
}
