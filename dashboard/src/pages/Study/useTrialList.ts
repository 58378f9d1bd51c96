import { useCallback, useDeferredValue, useMemo, useRef } from 'react';
import type { Objective, Study } from '../../api/types';
import { useQuery } from '../../components/router';
import { useThrottled } from '../../components/useThrottled';
import { type Column, type Columns, chosenColumns, columnsOf, resolverOf } from '../../domain/columns';
import { parseFilter } from '../../domain/filter';
import type { FilterError } from '../../domain/filterTokens';
import { refreshMillis } from '../../domain/refresh';
import { nextSort, type Sort, type SortKey, sortedRows } from '../../domain/sorting';
import { withLastMetrics } from '../../domain/trials';
import { type RowTest, TrialTable } from '../../domain/trialTable';
import type { StudyDetail } from '../../domain/view';

/** The trials as the table shows them: which, in what order, with which columns. All of it is kept in the address. */
export interface TrialList {
  columns: Columns;
  shown: Column[];
  setShown: (keys: string | undefined) => void;
  filter: string;
  setFilter: (text: string) => void;
  error: FilterError | undefined;
  sort: Sort;
  setSort: (key: SortKey) => void;
  table: TrialTable;
  /** Rows of the table whose trials meet the filter, in order. */
  rows: Uint32Array;
  total: number;
  /** Further trials are on their way. */
  loading: boolean;
}

const COLUMNS_MS_FACTOR = 5;

export function useTrialList(study: Study, detail: StudyDetail, also?: (table: TrialTable) => RowTest): TrialList {
  const millis = refreshMillis(detail.trials.size);
  const calm = useThrottled(detail, millis);
  const loading = detail.loading === true || calm.loading === true;
  const table = useMemo(() => new TrialTable(withLastMetrics(calm)), [calm]);
  const described = useThrottled(table.trials, millis * COLUMNS_MS_FACTOR);
  const columns = useMemo(() => columnsOf(study, described), [study, described]);
  const [chosen, setShown] = useQuery('columns');
  const [filter = '', setFilterText] = useQuery('filter');
  const setFilter = useCallback((text: string) => setFilterText(text === '' ? undefined : text), [setFilterText]);
  const { test, error } = useFilter(useDeferredValue(filter), columns, table);
  const [sort, setSort] = useSort(study.spec.objective);
  // Sorted first, then filtered: what is typed or brushed does not sort fifty thousand trials again.
  const sorted = useMemo(() => sortedRows(table, sort), [table, sort]);
  const meeting = useMemo(() => (test ? sorted.filter(test) : sorted), [sorted, test]);
  const rows = useMemo(() => (also ? meeting.filter(also(table)) : meeting), [table, meeting, also]);
  const shown = useMemo(() => chosenColumns(columns, chosen), [columns, chosen]);
  return {
    columns,
    shown,
    setShown,
    filter,
    setFilter,
    error,
    sort,
    setSort,
    table,
    rows,
    total: table.trials.length,
    loading,
  };
}

interface FilterOutcome {
  /** Absent: all rows meet it. */
  test: RowTest | undefined;
  error: FilterError | undefined;
}

/** While a filter cannot be read, the last one that could holds. */
function useFilter(text: string, { all }: Columns, table: TrialTable): FilterOutcome {
  const last = useRef('');
  return useMemo(() => {
    const outcome = outcomeOf(text, all, table);
    if (outcome.error) {
      return { test: outcomeOf(last.current, all, table).test, error: outcome.error };
    }
    last.current = text;
    return outcome;
  }, [text, all, table]);
}

/** No filter, and one that cannot be read, is met by all. */
function outcomeOf(text: string, columns: readonly Column[], table: TrialTable): FilterOutcome {
  if (text.trim() === '') {
    return { test: undefined, error: undefined };
  }
  try {
    return { test: parseFilter(text, resolverOf(columns, table.readerOf)), error: undefined };
  } catch (error) {
    return { test: undefined, error: error as FilterError };
  }
}

/** The sort, kept in the address as `key` or `-key`. */
function useSort(objective: Objective): [Sort, (key: SortKey) => void] {
  const [text = 'number', setText] = useQuery('sort');
  const sort = useMemo<Sort>(
    () => ({ key: text.replace(/^-/, '') as SortKey, descending: text.startsWith('-') }),
    [text],
  );
  const choose = (key: SortKey): void => {
    const next = nextSort(sort, key, objective);
    setText(next.descending ? `-${next.key}` : next.key);
  };
  return [sort, choose];
}
