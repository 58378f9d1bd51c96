import { formatNumber, toNumber } from '../../domain/numbers';
import { pathOf } from '../../domain/points';
import { useAnalysis } from '../Analysis/useAnalysis';

const WIDTH = 96;
const HEIGHT = 24;

/** The best value so far, trial by trial; read again when a further trial has completed. */
export function SparkLine({ study, completed }: { study: string; completed: number }) {
  const { value } = useAnalysis(study, 'history', completed);
  const points = (value?.points ?? []).filter(({ best }) => Number.isFinite(toNumber(best)));
  const values = points.map(({ best }) => toNumber(best));
  if (values.length < 2) {
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
