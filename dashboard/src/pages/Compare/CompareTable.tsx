import type { ParameterValue } from '../../api/types';
import { LineSwatch } from '../../components/LineSwatch';
import { Link } from '../../components/Link';
import { Name } from '../../components/Name';
import { trialPath } from '../../components/paths';
import { useQuery } from '../../components/router';
import { StateBadge } from '../../components/StateBadge';
import { type CompareRow, compareRows, type TrialRef } from '../../domain/compare';
import { formatNumber, formatParameter, toNumber } from '../../domain/numbers';
import type { Compared } from './ComparePage';

/** Parameters and metrics, a column a trial; rows in which the trials differ stand out and come first. */
export function CompareTable({ compared, onRemove }: { compared: Compared[]; onRemove: (ref: TrialRef) => void }) {
  const [only, setOnly] = useQuery('only');
  const differing = only === 'differing';
  const parameters = compareRows(compared.map(({ trial }) => trial.parameters));
  const metrics = compareRows(compared.map(({ trial, reports }) => ({ ...reports.at(-1)?.metrics, ...trial.metrics })));
  return (
    <section className="card" aria-labelledby="compare-title">
      <div className="card-head">
        <h2 id="compare-title" className="card-title">
          Side by side
        </h2>
        <div className="controls">
          <label className="check">
            <input
              type="checkbox"
              checked={differing}
              onChange={(event) => setOnly(event.target.checked ? 'differing' : undefined)}
            />
            Only what differs
          </label>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="table-box" aria-label="Trials side by side, scrollable" tabIndex={0}>
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">Name</th>
              {compared.map(({ ref, name, style, trial }) => (
                <th key={name} scope="col">
                  <Link className="trial-link" to={trialPath(ref)}>
                    <LineSwatch trial={style} />
                    {name}
                  </Link>
                  <StateBadge state={trial.state} />
                  <button
                    type="button"
                    className="button quiet"
                    aria-label={`Remove ${name} from the comparison`}
                    onClick={() => onRemove(ref)}
                  >
                    Remove
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <Rows title="Parameters" rows={parameters} differing={differing} compared={compared} show={formatParameter} />
          <Rows title="Metrics" rows={metrics} differing={differing} compared={compared} show={showMetric} />
        </table>
      </section>
    </section>
  );
}

function showMetric(value: ParameterValue | undefined): string {
  return formatNumber(value === undefined ? undefined : toNumber(value as number));
}

interface RowsProps {
  title: string;
  rows: CompareRow[];
  differing: boolean;
  compared: Compared[];
  show: (value: ParameterValue | undefined) => string;
}

function Rows({ title, rows, differing, compared, show }: RowsProps) {
  const shown = differing ? rows.filter(({ differs }) => differs) : rows;
  return (
    <tbody>
      <tr className="compare-part">
        <th scope="rowgroup" colSpan={compared.length + 1}>
          {title}
          <span className="muted small"> {rows.filter(({ differs }) => differs).length} differ</span>
        </th>
      </tr>
      {shown.map(({ name, values, differs }) => (
        <tr key={name} data-differs={differs && compared.length > 1}>
          <th scope="row">
            <Name name={name} />
            {differs && <span className="visually-hidden"> (differs)</span>}
          </th>
          {compared.map((each, at) => (
            <td key={each.name} className="num">
              <span className="compare-of">
                <LineSwatch trial={each.style} />
                {each.name}
              </span>
              {show(values[at])}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
