import { useId } from 'react';
import type { SortKey } from '../../domain/sorting';
import type { TrialList } from './useTrialList';

/** In the place of the headings, where the trials are cards and have none. */
export function SortBy({ list: { shown, sort, setSort } }: { list: TrialList }) {
  const id = useId();
  const known = shown.some(({ key }) => key === sort.key);
  return (
    <div className="sort-by">
      <label htmlFor={id}>Sort by</label>
      <select id={id} value={sort.key} onChange={(event) => setSort(event.target.value as SortKey)}>
        {!known && <option value={sort.key}>{sort.key.replace(/^[pm]:/, '')}</option>}
        {shown.map(({ key, title }) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </select>
      <button type="button" className="button" onClick={() => setSort(sort.key)}>
        {sort.descending ? 'Descending' : 'Ascending'}
        <span aria-hidden="true"> {sort.descending ? '↓' : '↑'}</span>
      </button>
    </div>
  );
}
