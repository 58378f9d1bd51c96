import { api } from '../../api/client';
import type { Study, StudyState } from '../../api/types';
import { ActionDialog } from '../../components/ActionDialog';
import { Link } from '../../components/Link';
import { useStore } from '../../components/live';
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
  chosen: readonly Study[];
  onClear: () => void;
}

export function StudyTools({ query, setSearch, setState, setArchived, chosen, onClear }: Props) {
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
        <Link className="button" to={compareStudiesPath(chosen.map(({ study }) => study))}>
          Compare {chosen.length}
        </Link>
      )}
      {chosen.length > 0 && <ArchiveChosen chosen={chosen} onDone={onClear} />}
    </search>
  );
}

/** Takes ended studies out of the list, or brings archived ones back into it. */
function ArchiveChosen({ chosen, onDone }: { chosen: readonly Study[]; onDone: () => void }) {
  const store = useStore();
  const back = chosen.every(({ archived }) => archived);
  const fit = back ? chosen : chosen.filter(({ archived, ended_at }) => !archived && ended_at !== undefined);
  const act = async (): Promise<undefined> => {
    for (const { study } of fit) {
      store.put(await (back ? api.restore(study) : api.archive(study)));
    }
    onDone();
    return undefined;
  };
  const names = fit.map(({ study }) => study).join(', ');
  const name = back ? 'Restore' : 'Archive';
  const what = `${name} ${fit.length} ${fit.length === 1 ? 'study' : 'studies'}`;
  return (
    <ActionDialog
      name={`${name} ${fit.length}`}
      title={`${what}?`}
      text={
        back
          ? `In the list of studies again: ${names}.`
          : `No longer in the list of studies unless archived ones are asked for: ${names}. They can be restored.`
      }
      confirm={what}
      disabled={fit.length === 0}
      act={act}
    />
  );
}
