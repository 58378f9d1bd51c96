import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../components/theme';
import type { Curves } from '../domain/curves';
import { alignedData, type ChartLook, chartOptions } from './chartOptions';
import { fitToWidth } from './fitToWidth';

interface Props extends Omit<ChartLook, 'theme' | 'width' | 'lines'> {
  data: Curves;
  /** The index of the epoch under the cursor. */
  onHover: (index: number | undefined) => void;
}

const WIDTH_BEFORE_LAYOUT = 600;

/** The curves on a canvas. Data flow into the standing chart; it is made anew only when its lines or look change. */
export default function CurveChart({ data, metric, log, selected, height, onHover }: Props) {
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const latest = useRef(data);
  latest.current = data;
  const drawn = useRef<Curves>(undefined);
  const trials = data.lines.map((line) => line.trial).join();

  useEffect(() => {
    const place = box.current;
    if (!place) {
      return;
    }
    const numbers = trials.split(',').map(Number);
    const lines = (): Curves['lines'] => latest.current.lines;
    const width = place.clientWidth || WIDTH_BEFORE_LAYOUT;
    const plot = new uPlot(
      chartOptions({ metric, log, selected, height, theme, width, trials: numbers, lines, onHover }),
      alignedData(latest.current),
      place,
    );
    chart.current = plot;
    drawn.current = latest.current;
    const stop = fitToWidth(plot, place);
    return () => {
      stop();
      plot.destroy();
      chart.current = undefined;
    };
  }, [trials, metric, log, selected, height, theme, onHover]);

  useEffect(() => {
    if (drawn.current !== data) {
      drawn.current = data;
      chart.current?.setData(alignedData(data));
    }
  }, [data]);

  const label = `${metric} by epoch, ${data.lines.length} ${data.lines.length === 1 ? 'trial' : 'trials'}; values in the list below`;
  return <div className="curves" style={{ minHeight: height }} ref={box} role="img" aria-label={label} />;
}
