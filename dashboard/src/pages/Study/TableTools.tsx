import { useId } from 'react';
import { Link } from '../../components/Link';
import { comparePath } from '../../components/paths';
import { saveFile } from '../../components/saveFile';
import { NARROW, useMedia } from '../../components/useMedia';
import { toCsv } from '../../domain/csv';
import type { FieldKey } from '../../domain/trialFields';
import { SortBy } from './SortBy';
import type { Selection } from './useSelection';
import type { TrialList } from './useTrialList';

interface Props {
  study: string;
  list: TrialList;
  selection: Selection;
}

/** Above the table: filter, columns, export, and what to do with the chosen trials. */
export function TableTools({ study, list, selection }: Props) {
  const { table, rows, total, shown } = list;
  const narrow = useMedia(NARROW);
  const refs = [...selection.numbers].sort((a, b) => a - b).map((trial) => ({ study, trial }));
  return (
    <div className="table-tools">
      <FilterField list={list} />
      {narrow && <SortBy list={list} />}
      <div className="table-buttons">
        <span className="muted small num" role="status">
          {rows.length === total ? `${total} trials` : `${rows.length} of ${total} trials`}
          {list.loading && ', loading more …'}
        </span>
        {refs.length > 0 && (
          <>
            <Link className="button primary" to={comparePath(refs)}>
              Compare {refs.length}
            </Link>
            <button type="button" className="button" onClick={selection.clear}>
              Clear choice
            </button>
          </>
        )}
        <ColumnChooser list={list} />
        <button
          type="button"
          className="button"
          onClick={() => saveFile(`${study}-trials.csv`, 'text/csv', toCsv(shown, table.at(rows)))}
        >
          Export CSV
        </button>
      </div>
    </div>
  );
}

function FilterField({ list: { filter, setFilter, error, columns } }: { list: TrialList }) {
  const id = useId();
  const example = columns.all.find(({ key, numeric }) => key.startsWith('p:') && numeric)?.title ?? 'value';
  return (
    <div className="filter">
      <label htmlFor={id}>Filter</label>
      <input
        id={id}
        type="text"
        spellCheck={false}
        autoComplete="off"
        placeholder={`${example} < 0.2 and state = completed`}
        value={filter}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => setFilter(event.target.value)}
      />
      <p id={`${id}-note`} className="small" role={error ? 'alert' : undefined}>
        {error && `At character ${error.at + 1}: ${error.message}`}
      </p>
    </div>
  );
}

function ColumnChooser({ list: { columns, shown, setShown } }: { list: TrialList }) {
  const keys = new Set(shown.map(({ key }) => key));
  const toggle = (key: FieldKey): void => {
    const next = columns.all.filter((column) => (column.key === key) !== keys.has(column.key));
    setShown(next.map((column) => column.key).join(','));
  };
  return (
    <details className="menu">
      <summary className="button">Columns</summary>
      <fieldset className="menu-box">
        <legend className="visually-hidden">Columns</legend>
        {columns.all.slice(1).map(({ key, title }) => (
          <label key={key}>
            <input type="checkbox" checked={keys.has(key)} onChange={() => toggle(key)} />
            <span>{title}</span>
            <span className="muted small">
              {key.startsWith('p:') ? 'parameter' : key.startsWith('m:') ? 'metric' : ''}
            </span>
          </label>
        ))}
        <button type="button" className="button quiet" onClick={() => setShown(undefined)}>
          The usual columns
        </button>
      </fieldset>
    </details>
  );
}
