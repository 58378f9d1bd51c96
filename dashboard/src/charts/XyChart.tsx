import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../components/theme';
import { type Aligned, align } from '../domain/align';
import { fitToWidth } from './fitToWidth';
import type { Tone } from './look';
import { nearest, xyOptions } from './xyOptions';

export interface XySeries {
  label: string;
  x: readonly number[];
  y: readonly (number | null)[];
  kind: 'points' | 'line' | 'steps';
  tone: Tone;
  /** Drawn in the line style of this number instead of the tone's colour. */
  style?: number;
}

export interface XyLook {
  xLabel: string;
  yLabel: string;
  xLog?: boolean;
  yLog?: boolean;
  /** Names of the places 0, 1, … on x, where it is no number. */
  xNames?: readonly string[];
  /** Only whole numbers are marked on x. */
  xWhole?: boolean;
}

interface Props extends XyLook {
  /** What the chart shows, for those who do not see it. */
  label: string;
  series: readonly XySeries[];
  /** The point under the pointer, by its series and index. */
  onHover?: (point: { series: number; index: number } | undefined) => void;
  onPick?: (point: { series: number; index: number }) => void;
  /** As high as its place, where the style sheet gives it one; else of its usual height. */
  fill?: boolean;
}

const WIDTH_BEFORE_LAYOUT = 600;

/** Points, lines and steps over numbers or names. Made anew only when its look changes. */
export default function XyChart({ label, series, onHover, onPick, fill = false, ...look }: Props) {
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const aligned = useMemo(() => align(series), [series]);
  const latest = useRef({ aligned, onHover, onPick });
  latest.current = { aligned, onHover, onPick };
  const drawn = useRef<Aligned>(undefined);
  const shape = JSON.stringify({
    look,
    series: series.map(({ label: name, kind, tone, style }) => ({ label: name, kind, tone, style })),
  });

  useEffect(() => {
    const place = box.current;
    if (!place) {
      return;
    }
    const parsed = JSON.parse(shape) as { look: XyLook; series: Omit<XySeries, 'x' | 'y'>[] };
    const width = place.clientWidth || WIDTH_BEFORE_LAYOUT;
    const plot = new uPlot(xyOptions({ ...parsed, theme, width }), dataOf(latest.current.aligned), place);
    chart.current = plot;
    const under = (event: MouseEvent) => nearest(plot, latest.current.aligned, event.offsetX, event.offsetY);
    plot.over.addEventListener('mousemove', (event) => latest.current.onHover?.(under(event)));
    plot.over.addEventListener('mouseleave', () => latest.current.onHover?.(undefined));
    plot.over.addEventListener('click', (event) => {
      const point = under(event);
      if (point) {
        latest.current.onPick?.(point);
      }
    });
    drawn.current = latest.current.aligned;
    const stop = fitToWidth(plot, place, fill);
    return () => {
      stop();
      plot.destroy();
      chart.current = undefined;
    };
  }, [shape, theme, fill]);

  useEffect(() => {
    if (drawn.current !== aligned) {
      drawn.current = aligned;
      chart.current?.setData(dataOf(aligned));
    }
  }, [aligned]);

  return <div className="chart" data-fill={fill || undefined} ref={box} role="img" aria-label={label} />;
}

function dataOf({ x, y }: Aligned): uPlot.AlignedData {
  return [x, ...y];
}
