import { useEffect } from 'react';
import { Link } from '../../components/Link';
import { useLive, useWatched } from '../../components/live';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { useQuery } from '../../components/router';
import { CurvesPanel } from './CurvesPanel';
import { StudyHeader } from './StudyHeader';
import { TrialsTable } from './TrialsTable';

export function StudyPage({ name }: { name: string }) {
  useWatched(name);
  useEffect(() => {
    document.title = `${name} · Regatta`;
  }, [name]);
  const { view, errors } = useLive();
  const [chosen, setChosen] = useQuery('trial');
  const study = view.studies.get(name);
  const detail = view.details.get(name);
  const error = errors.get(name);
  const selected = chosen !== undefined && /^\d+$/.test(chosen) ? Number(chosen) : undefined;
  const select = (trial: number | undefined): void => setChosen(trial?.toString());
  return (
    <>
      <nav aria-label="Breadcrumb" className="crumbs">
        <Link to="/studies">Studies</Link>
        <span aria-hidden="true">/</span>
        <span>{name}</span>
      </nav>
      {study && <StudyHeader study={study} />}
      {error && <ErrorMessage error={error} />}
      {!detail && !error && <Loading label={`Loading ${name}`} lines={8} />}
      {study && detail?.trials.size === 0 && (
        <Message title="No trial yet">The first trials appear here as soon as the sampler suggests them.</Message>
      )}
      {study && detail && detail.trials.size > 0 && (
        <>
          <CurvesPanel study={study} detail={detail} selected={selected} onSelect={select} />
          <TrialsTable
            study={study}
            detail={detail}
            workers={view.workers ?? []}
            selected={selected}
            onSelect={select}
          />
        </>
      )}
    </>
  );
}
