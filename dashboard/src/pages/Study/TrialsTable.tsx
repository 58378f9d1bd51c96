import { type CSSProperties, useMemo, useRef } from 'react';
import type { Study, Worker } from '../../api/types';
import { Name } from '../../components/Name';
import { NARROW, useMedia } from '../../components/useMedia';
import { useVirtualRows } from '../../components/useVirtualRows';
import type { Column } from '../../domain/columns';
import type { Sort, SortKey } from '../../domain/sorting';
import { progressByAttempt, progressOf, withLast } from '../../domain/trials';
import type { StudyDetail } from '../../domain/view';
import { TrialRow } from './TrialRow';
import type { Selection } from './useSelection';
import type { TrialList } from './useTrialList';

interface Props {
  study: Study;
  detail: StudyDetail;
  workers: readonly Worker[];
  list: TrialList;
  best: number | undefined;
  selection: Selection;
}

const ROW_PX = 46;
const NARROW_ROW_PX = 112;
const CHOICE_PX = 40;

/**
 * Only the rows in sight are drawn, and those that leave it are used again for those that come: another order changes their
 * words, not their elements. Their order may be a moment old; what they say is as the stream brought it.
 */
export function TrialsTable({ study, detail, workers, list, best, selection }: Props) {
  const { shown: columns, sort, setSort, table, rows } = list;
  const box = useRef<HTMLElement>(null);
  const rowHeight = useMedia(NARROW) ? NARROW_ROW_PX : ROW_PX;
  const { from, to, above, below } = useVirtualRows(box, rows.length, rowHeight);
  const running = useMemo(() => progressByAttempt(workers), [workers]);
  const shown = table
    .at(rows.subarray(from, to))
    .map((trial) => withLast(detail, detail.trials.get(trial.number) ?? trial));
  const widths = columns.map(widthOf);
  const width = widths.reduce((sum, each) => sum + each, CHOICE_PX);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section ref={box} className="table-box trials-box" aria-label="Trials, scrollable" tabIndex={0}>
      <table
        className="trials"
        aria-rowcount={rows.length + 1}
        style={{ '--row': `${rowHeight}px`, '--width': `${width}px` } as CSSProperties}
      >
        <colgroup>
          <col style={{ width: CHOICE_PX }} />
          {columns.map(({ key }, at) => (
            <col key={key} style={{ width: widths[at] }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">
              <span className="visually-hidden">Compare</span>
            </th>
            {columns.map((column) => (
              <Heading key={column.key} column={column} sort={sort} onSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={above} />
          {shown.map((trial, at) => (
            <TrialRow
              key={slotOf(from + at, shown.length)}
              trial={trial}
              row={from + at + 2}
              columns={columns}
              sorted={sort.key}
              progress={progressOf(trial, running)}
              objective={study.spec.objective.metric}
              best={best === trial.number}
              chosen={selection.numbers.has(trial.number)}
              choosable={!selection.full || selection.numbers.has(trial.number)}
              onChoose={selection.toggle}
            />
          ))}
          <Space height={below} />
        </tbody>
      </table>
    </section>
  );
}

/** Which of the drawn rows is the one of a place in the list: the same while it stays in sight. */
const slotOf = (place: number, drawn: number): number => place % drawn;

/** In the place of the rows that are out of sight. */
function Space({ height }: { height: number }) {
  return height === 0 ? null : (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can be focused
    <tr className="space" aria-hidden="true">
      <td style={{ height }} />
    </tr>
  );
}

const WIDTHS: Record<string, number> = {
  number: 96,
  state: 136,
  value: 156,
  progress: 300,
  attempts: 92,
  worker: 140,
  duration: 110,
};

/** In CSS pixels; wide enough for the longest piece of the name, which breaks after underscores. */
function widthOf({ key, title, numeric }: Column): number {
  const piece = Math.max(
    ...title
      .slice(0, 60)
      .split(/(?<=_)/)
      .map((part) => part.length),
  );
  return WIDTHS[key] ?? Math.min(260, Math.max(numeric ? 112 : 150, piece * 7.5 + 30));
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
