import uPlot from 'uplot';
import { lineStyle, type Theme } from '../domain/colours';
import { type Curves, rangeOf, valueAt } from '../domain/curves';
import { formatParameter } from '../domain/numbers';
import { drawManyLines } from './drawManyLines';
import { axis, INK } from './look';
import { logAxis, valueRange } from './scales';

export interface ChartLook {
  metric: string;
  log: boolean;
  /** The highlighted trial. */
  selected: number | undefined;
  theme: Theme;
  /** In CSS pixels. */
  width: number;
  height?: number | undefined;
}

interface ChartInput extends ChartLook {
  trials: readonly number[];
  /** The lines as they are when the chart is drawn. */
  lines: () => Curves['lines'];
  onHover: (index: number | undefined) => void;
}

const HEIGHT = 300;
const MOST_UP = 7;
/** Of more lines no colour and dash is one trial's alone. */
const MOST_STYLED = 32;
const UNSEEN: uPlot.Series = { paths: () => null, points: { show: false } };

/** What the library is given: each line, or of many only their range, for those it does not draw. */
export function alignedData({ epochs, lines }: Curves): uPlot.AlignedData {
  if (lines.length <= MOST_STYLED) {
    return [epochs, ...lines.map(({ values }) => Array.from(values, (value) => (Number.isNaN(value) ? null : value)))];
  }
  const { low = null, high = null } = rangeOf(lines) ?? {};
  return [epochs, epochs.map(() => low), epochs.map(() => high)];
}

export function chartOptions(input: ChartInput): uPlot.Options {
  const { log, width, height = HEIGHT, theme, trials } = input;
  const many = trials.length > MOST_STYLED;
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: many ? { show: false } : { size: 7 } },
    scales: {
      x: { time: false, range: epochRange },
      y: log ? { distr: 3 } : { range: valueRange as uPlot.Range.Function },
    },
    axes: [
      axis(theme, { label: 'epoch', incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], size: 30 }),
      axis(theme, {
        size: 64,
        ...(log ? logAxis(MOST_UP) : {}),
        values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : formatParameter(tick))),
      }),
    ],
    series: [{}, ...(many ? [UNSEEN, { ...UNSEEN }] : trials.map((trial) => series(trial, input)))],
    hooks: {
      setCursor: [(plot) => input.onHover(plot.cursor.idx ?? undefined)],
      draw: [
        (plot) => {
          if (many) {
            drawManyLines(plot, { ...input, lines: input.lines() });
          }
          drawResumed(plot, input);
        },
      ],
    },
  };
}

/** A whole epoch at either side of a single point, so that it does not sit on the axis. */
function epochRange(_: uPlot, low: number, high: number): uPlot.Range.MinMax {
  return low === high ? [low - 1, high + 1] : [low, high];
}

function series(trial: number, { theme, selected }: ChartInput): uPlot.Series {
  const { colour, dash } = lineStyle(trial, theme);
  const chosen = selected === trial;
  return {
    label: `Trial ${trial}`,
    stroke: colour,
    dash: [...dash],
    width: chosen ? 3.5 : 2,
    alpha: selected === undefined || chosen ? 1 : 0.3,
    spanGaps: true,
    points: { show: (plot, at) => needsPoints(plot.data[at] ?? []), size: 6, fill: colour },
  };
}

/** A line of one value is none to see, and one of two may lie on another. */
export function needsPoints(values: ArrayLike<number | null | undefined>): boolean {
  let count = 0;
  for (let at = 0; at < values.length && count <= 2; at++) {
    count += Number(values[at] !== null && values[at] !== undefined);
  }
  return count <= 2;
}

/** A ring at each point where a trial went on under a new attempt. */
function drawResumed(plot: uPlot, { theme, selected, lines }: ChartInput): void {
  const { ctx } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.setLineDash([]); // the library leaves that of the last line
  for (const { trial, values, resumed } of lines()) {
    ctx.globalAlpha = selected === undefined || selected === trial ? 1 : 0.3;
    ctx.strokeStyle = lineStyle(trial, theme).colour;
    ctx.fillStyle = INK[theme].page;
    ctx.lineWidth = 2 * ratio;
    for (const epoch of resumed) {
      const value = valueAt(values, plot.data[0].indexOf(epoch));
      if (value !== undefined) {
        ctx.beginPath();
        ctx.arc(plot.valToPos(epoch, 'x', true), plot.valToPos(value, 'y', true), 5 * ratio, 0, 2 * Math.PI);
        ctx.fill();
        ctx.stroke();
      }
    }
  }
  ctx.restore();
}
