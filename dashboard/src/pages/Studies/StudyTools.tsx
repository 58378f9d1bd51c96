import type { StudyState } from '../../api/types';
import { Link } from '../../components/Link';
import { compareStudiesPath } from '../../components/paths';
import { useQuery } from '../../components/router';

const STATES: readonly StudyState[] = ['RUNNING', 'PAUSED', 'STOPPING', 'COMPLETED', 'STOPPED'];

/** What the list of studies is narrowed by; kept in the address. */
export function useStudyQuery() {
  const [search, setSearch] = useQuery('search');
  const [state, setState] = useQuery('state');
  const [archived, setArchived] = useQuery('archived');
  const known = STATES.find((each) => each === state);
  return {
    query: { search: search ?? '', state: known, archived: archived === 'true' },
    setSearch,
    setState,
    setArchived,
  };
}

interface Props extends ReturnType<typeof useStudyQuery> {
  chosen: readonly string[];
}

export function StudyTools({ query, setSearch, setState, setArchived, chosen }: Props) {
  return (
    <search className="study-tools">
      <label>
        <span className="visually-hidden">Search studies</span>
        <input
          type="search"
          placeholder="Search studies"
          value={query.search}
          onChange={(event) => setSearch(event.target.value || undefined)}
        />
      </label>
      <label>
        State{' '}
        <select value={query.state ?? ''} onChange={(event) => setState(event.target.value || undefined)}>
          <option value="">Any</option>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {state.charAt(0) + state.slice(1).toLowerCase()}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={query.archived}
          onChange={(event) => setArchived(event.target.checked ? 'true' : undefined)}
        />
        Archived
      </label>
      {chosen.length > 1 && (
        <Link className="button" to={compareStudiesPath(chosen)}>
          Compare {chosen.length}
        </Link>
      )}
    </search>
  );
}
