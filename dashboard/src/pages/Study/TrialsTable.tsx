import { Fragment, useMemo } from 'react';
import type { Study, Worker } from '../../api/types';
import { useQuery } from '../../components/router';
import { progressByAttempt, type Sort, type SortKey, sortTrials, withLastMetrics } from '../../domain/trials';
import type { StudyDetail } from '../../domain/view';
import { type Column, columnsOf } from './columns';
import { TrialRow } from './TrialRow';

interface Props {
  study: Study;
  detail: StudyDetail;
  workers: readonly Worker[];
  selected: number | undefined;
  onSelect: (trial: number | undefined) => void;
}

export function TrialsTable({ study, detail, workers, selected, onSelect }: Props) {
  const [sort, setSort] = useSort();
  const columns = columnsOf(study, detail);
  const trials = useMemo(() => sortTrials(withLastMetrics(detail), sort), [detail, sort]);
  const running = useMemo(() => progressByAttempt(workers), [workers]);
  return (
    <section aria-labelledby="trials-title" className="card">
      <h2 id="trials-title" className="card-title">
        Trials
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="table-box" aria-label="Trials, scrollable" tabIndex={0}>
        <table className="trials">
          <thead>
            <tr>
              {columns.map((column) => (
                <Heading key={column.key} column={column} sort={sort} onSort={setSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {trials.map((trial) => (
              <TrialRow
                key={trial.number}
                trial={trial}
                columns={columns}
                running={running}
                objective={study.spec.objective.metric}
                best={study.best?.trial === trial.number}
                open={selected === trial.number}
                onToggle={() => onSelect(selected === trial.number ? undefined : trial.number)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** The sort, kept in the address as `key` or `-key`. */
function useSort(): [Sort, (key: SortKey) => void] {
  const [text = 'number', setText] = useQuery('sort');
  const sort = useMemo<Sort>(
    () => ({ key: text.replace(/^-/, '') as SortKey, descending: text.startsWith('-') }),
    [text],
  );
  const choose = (key: SortKey): void => {
    const first = key === 'value' ? `-${key}` : key;
    setText(sort.key !== key ? first : sort.descending ? key : `-${key}`);
  };
  return [sort, choose];
}

function Heading({ column, sort, onSort }: { column: Column; sort: Sort; onSort: (key: SortKey) => void }) {
  const sorted = sort.key === column.key;
  const order = sort.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={column.numeric ? 'right' : undefined} aria-sort={sorted ? order : undefined}>
      <button type="button" className="sort" onClick={() => onSort(column.key)}>
        <Name name={column.title} />
        <span aria-hidden="true" className="sort-mark">
          {sorted ? (sort.descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}

/** A parameter's or metric's name, which may break after its underscores. */
function Name({ name }: { name: string }) {
  const parts = name.split(/(?<=_)/);
  return parts.map((part, index) => (
    <Fragment key={parts.slice(0, index + 1).join('')}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
