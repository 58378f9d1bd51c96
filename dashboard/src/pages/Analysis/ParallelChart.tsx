import { useCallback, useMemo, useRef, useState } from 'react';
import { type Brush, CanvasChart, type Place } from '../../charts/CanvasChart';
import { gripAt, ParallelPainter } from '../../charts/drawParallel';
import { Link } from '../../components/Link';
import { studyPath } from '../../components/paths';
import { useTheme } from '../../components/theme';
import { type Axis, type Brushes, filterOf, rangeWords } from '../../domain/parallel';
import type { ParallelLines } from '../../domain/parallelLines';

const HEIGHT = 340;
const LEAST_BRUSH = 0.02;

interface Props {
  study: string;
  axes: readonly Axis[];
  lines: ParallelLines;
  brushes: Brushes;
  /** A range is being drawn: it has to be quick. */
  drawn: boolean;
  /** `done`: the reader let go. */
  onBrush: (brushes: Brushes, done: boolean) => void;
}

/** Trials as lines; dragging along an axis keeps those that pass there. The same by sliders, for the keyboard. */
export function ParallelChart({ study, axes, lines, brushes, drawn, onBrush }: Props) {
  const theme = useTheme();
  const held = useRef<{ key: string; at: number; from: number }>(undefined);
  const [painter] = useState(() => new ParallelPainter());
  const draw = useCallback(
    (brush: Brush) => painter.paint(brush, { axes, lines, brushes, quick: drawn }, theme),
    [painter, axes, lines, brushes, drawn, theme],
  );
  const drag = (phase: 'start' | 'move' | 'end', { x, y, width }: Place): void => {
    if (phase === 'start') {
      const grip = gripAt(axes.length, { width, height: HEIGHT }, x, y);
      const axis = grip && axes[grip.at];
      held.current = axis && { key: axis.key, at: grip.at, from: grip.place };
      return;
    }
    if (!held.current) {
      return;
    }
    const { key, from } = held.current;
    const place = placeOf(y);
    const range = [Math.min(from, place), Math.max(from, place)] as const;
    const done = phase === 'end';
    onBrush(done && range[1] - range[0] < LEAST_BRUSH ? without(brushes, key) : new Map(brushes).set(key, range), done);
    held.current = done ? undefined : held.current;
  };
  return (
    <>
      <CanvasChart
        label={`${lines.count} trials over ${axes.map(({ name }) => name).join(', ')}; the sliders below choose among them`}
        height={HEIGHT}
        draw={draw}
        onDrag={drag}
      />
      <Chosen axes={axes} brushes={brushes} study={study} onBrush={onBrush} />
      <details className="sliders">
        <summary>Choose ranges by sliders</summary>
        <div className="sliders-box">
          {axes.map((axis) => (
            <RangeSliders
              key={axis.key}
              axis={axis}
              range={brushes.get(axis.key) ?? [0, 1]}
              onChange={(range) => onBrush(new Map(brushes).set(axis.key, range), true)}
            />
          ))}
        </div>
      </details>
    </>
  );
}

/** The place on any axis at a height of the canvas. */
function placeOf(y: number): number {
  return gripAt(1, { width: 0, height: HEIGHT }, 0, y)?.place ?? 0;
}

function without(brushes: Brushes, key: string): Brushes {
  return new Map([...brushes].filter(([other]) => other !== key));
}

type ChosenProps = Pick<Props, 'study' | 'axes' | 'brushes' | 'onBrush'>;

function Chosen({ study, axes, brushes, onBrush }: ChosenProps) {
  const brushed = useMemo(() => axes.filter(({ key }) => brushes.has(key)), [axes, brushes]);
  if (brushed.length === 0) {
    return <p className="muted small">Drag along an axis to keep the trials that pass there.</p>;
  }
  const filter = new URLSearchParams({ filter: filterOf(axes, brushes) }).toString();
  return (
    <ul className="brushes">
      {brushed.map((axis) => (
        <li key={axis.key}>
          <button type="button" className="legend-item" onClick={() => onBrush(without(brushes, axis.key), true)}>
            <span className="visually-hidden">Take away </span>
            {axis.name}: {rangeWords(axis, brushes.get(axis.key) ?? [0, 1])} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <Link to={`${studyPath(study, 'trials')}?${filter}`}>As a filter of the table</Link>
      </li>
    </ul>
  );
}

interface SlidersProps {
  axis: Axis;
  range: readonly [number, number];
  onChange: (range: readonly [number, number]) => void;
}

function RangeSliders({ axis, range: [low, high], onChange }: SlidersProps) {
  return (
    <fieldset>
      <legend>{axis.name}</legend>
      <input
        type="range"
        min="0"
        max="1"
        step="0.02"
        aria-label={`Lower end for ${axis.name}`}
        value={low}
        onChange={(event) => onChange([Math.min(high, Number(event.target.value)), high])}
      />
      <input
        type="range"
        min="0"
        max="1"
        step="0.02"
        aria-label={`Upper end for ${axis.name}`}
        value={high}
        onChange={(event) => onChange([low, Math.max(low, Number(event.target.value))])}
      />
      <span className="muted small num">{rangeWords(axis, [low, high])}</span>
    </fieldset>
  );
}
