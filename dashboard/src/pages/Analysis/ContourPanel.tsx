import { useCallback, useMemo } from 'react';
import type { Contour } from '../../api/analysis';
import { type Brush, CanvasChart } from '../../charts/CanvasChart';
import { type ContourPicture, drawContour } from '../../charts/drawContour';
import { useTheme } from '../../components/theme';
import { formatNumber, toNumber } from '../../domain/numbers';
import { axisOf, placeOn } from '../../domain/parallel';
import { rampColour } from '../../domain/ramp';
import { AnalysisCard } from './AnalysisCard';
import { ParameterSelect } from './ParameterSelect';
import type { PanelProps } from './panel';
import { useAnalysis } from './useAnalysis';
import { useChoice } from './useChoice';

const HEIGHT = 300;

/** The objective over two parameters. */
export function ContourPanel({ study, objective, ended, parameters }: PanelProps & { parameters: readonly string[] }) {
  const [x, setX] = useChoice('x', parameters);
  const [y, setY] = useChoice('y', parameters, (names) => names.find((name) => name !== x));
  const query = x === undefined || y === undefined ? null : { objective, x, y };
  const loaded = useAnalysis(study, 'contour', ended, query);
  return (
    <AnalysisCard
      title="Contour"
      loaded={loaded}
      empty={({ surface }) => (surface ? undefined : 'More completed trials are needed.')}
      controls={
        <>
          <ParameterSelect label="Across" value={x} among={parameters} onChange={setX} />
          <ParameterSelect label="Up" value={y} among={parameters} onChange={setY} />
        </>
      }
    >
      {(contour) => <ContourChart contour={contour} />}
    </AnalysisCard>
  );
}

function ContourChart({ contour }: { contour: Contour }) {
  const theme = useTheme();
  const { picture, low, high } = useMemo(() => pictureOf(contour), [contour]);
  const draw = useCallback((brush: Brush) => drawContour(brush, picture, theme), [picture, theme]);
  return (
    <>
      <CanvasChart
        label={`${contour.objective.metric} over ${contour.x.name} and ${contour.y.name}, from ${formatNumber(low)} to ${formatNumber(high)}`}
        height={HEIGHT}
        draw={draw}
      />
      <p className="muted small ramp num">
        {formatNumber(low)}
        <span aria-hidden="true" style={{ background: `linear-gradient(to right, ${RAMP})` }} />
        {formatNumber(high)}
      </p>
    </>
  );
}

const RAMP = [0, 0.25, 0.5, 0.75, 1].map((share) => rampColour(share)).join(', ');

function pictureOf({ x, y, surface, points }: Contour): { picture: ContourPicture; low: number; high: number } {
  const rows = (surface?.values ?? []).map((row) => row.map(toNumber));
  const all = [...rows.flat(), ...points.map(({ value }) => toNumber(value))].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const share = (value: number): number => (high > low ? (value - low) / (high - low) : 0.5);
  const [across, up] = [axisOf(x), axisOf(y)];
  return {
    low,
    high,
    picture: {
      x: across,
      y: up,
      cells: rows.map((row) => row.map((value) => (Number.isFinite(value) ? share(value) : null))),
      points: points.map((point) => ({
        x: placeOn(across, String(point.x)) ?? 0,
        y: placeOn(up, String(point.y)) ?? 0,
        share: share(toNumber(point.value)),
      })),
    },
  };
}
