import { useRef } from 'react';
import { useSeen } from '../../components/useSeen';
import { formatNumber, toNumber } from '../../domain/numbers';
import { pathOf } from '../../domain/points';
import { useAnalysis } from '../Analysis/useAnalysis';

const WIDTH = 96;
const HEIGHT = 24;

const FEWEST = 2;

/**
 * The best value so far, trial by trial; read once it is in sight, so that a long list asks only for what is looked at,
 * and again when a further trial has completed.
 */
export function SparkLine({ study, completed }: { study: string; completed: number }) {
  const place = useRef<HTMLSpanElement>(null);
  const seen = useSeen(place);
  return (
    <span ref={place} className="spark-place">
      {seen && completed >= FEWEST && <Line study={study} completed={completed} />}
    </span>
  );
}

function Line({ study, completed }: { study: string; completed: number }) {
  const { value } = useAnalysis(study, 'history', completed);
  const points = (value?.points ?? []).filter(({ best }) => Number.isFinite(toNumber(best)));
  const values = points.map(({ best }) => toNumber(best));
  if (values.length < FEWEST) {
    return null;
  }
  const path = pathOf({ steps: points.map(({ trial }) => trial), values }, WIDTH, HEIGHT);
  return (
    <svg
      className="spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`}
      role="img"
      aria-label={`The best value went from ${formatNumber(values[0])} to ${formatNumber(values.at(-1))}`}
    >
      <path d={path} />
    </svg>
  );
}
