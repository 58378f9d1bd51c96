import { tracking } from '../../api/tracking';
import { Name } from '../../components/Name';
import { formatNumber } from '../../domain/numbers';
import { curveOf, extent, pathOf } from '../../domain/points';
import { useLoaded } from './useLoaded';

const WIDTH = 240;
const HEIGHT = 64;

interface Props {
  run: string;
  metric: string;
  last: string;
  /** Grows when points were logged. */
  change: number;
}

/** One metric: its last value and its curve, which is read anew when points come. */
export function MetricCard({ run, metric, last, change }: Props) {
  const { value: points } = useLoaded(`${metric} ${change}`, () => tracking.curve(run, metric));
  const curve = curveOf(points ?? []);
  const range = extent(curve.values);
  return (
    <figure className="card run-metric">
      <figcaption>
        <span className="run-metric-name">
          <Name name={metric} />
        </span>
        <span className="num strong">{last}</span>
      </figcaption>
      {curve.steps.length > 1 && range && (
        <>
          <svg
            viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`${metric} over ${curve.steps.length} points, from ${formatNumber(range.low)} to ${formatNumber(range.high)}`}
          >
            <path d={pathOf(curve, WIDTH, HEIGHT)} vectorEffect="non-scaling-stroke" />
          </svg>
          <p className="muted small num">
            {formatNumber(range.low)} to {formatNumber(range.high)}, steps {curve.steps[0]} to {curve.steps.at(-1)}
          </p>
        </>
      )}
    </figure>
  );
}
