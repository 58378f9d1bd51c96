import { useEffect, useState } from 'react';
import { analysis, type History } from '../../api/analysis';
import type { Study } from '../../api/types';
import { Crumbs } from '../../components/Crumbs';
import { XyChart } from '../../components/charts';
import { LineSwatch } from '../../components/LineSwatch';
import { Link } from '../../components/Link';
import { useLive } from '../../components/live';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { studyPath } from '../../components/paths';
import { useNow } from '../../components/useNow';
import { groupBy } from '../../domain/grouping';
import { parameterWords } from '../../domain/journal';
import { formatNumber, toNumber } from '../../domain/numbers';
import { workWords } from '../../domain/specWords';
import { endedTrials } from '../../domain/summary';
import { formatDuration, secondsBetween } from '../../domain/time';

/** Whole studies side by side: the best so far of each in one chart, and what it took. */
export function CompareStudies({ names }: { names: readonly string[] }) {
  const { view, errors } = useLive();
  const error = errors.get('');
  const studies = names.flatMap((name) => view.studies.get(name) ?? []);
  const missing = names.filter((name) => !view.studies.has(name));
  const style = new Map(names.map((name, at) => [name, at]));
  return (
    <>
      <Crumbs steps={[{ to: '/studies', name: 'Studies' }]} here="Compare" />
      <div className="page-head">
        <h1>Compare studies</h1>
        <p className="muted num">{studies.length} studies</p>
      </div>
      {error && <ErrorMessage error={error} />}
      {!view.listed && !error && <Loading label="Loading the studies" />}
      {view.listed && missing.length > 0 && (
        <Message title="Some studies do not exist">There is no study {missing.join(', ')}.</Message>
      )}
      {[...groupBy(studies, ({ spec }) => `${spec.objective.metric} ${spec.objective.direction}`).values()].map(
        (group) => (
          <BestSoFar key={group.map(({ study }) => study).join()} studies={group} style={style} />
        ),
      )}
      {studies.length > 0 && <StudiesTable studies={studies} style={style} />}
    </>
  );
}

interface GroupProps {
  /** Of one objective: values of others do not compare. */
  studies: readonly Study[];
  /** The number by which each is drawn. */
  style: ReadonlyMap<string, number>;
}

function BestSoFar({ studies, style }: GroupProps) {
  const histories = useHistories(studies);
  const metric = studies[0]?.spec.objective.metric ?? '';
  const drawn = studies.filter(({ study }) => (histories.get(study)?.points.length ?? 0) > 0);
  return (
    <section className="card" aria-label={`Best ${metric} so far`}>
      <h2 className="card-title">Best {metric} so far</h2>
      {drawn.length === 0 ? (
        <p className="muted chart-empty">No trial of these studies has completed yet.</p>
      ) : (
        <div className="card-body">
          <XyChart
            label={drawn.map(({ study, best }) => `${study}: best ${formatNumber(best?.value)}`).join('; ')}
            series={drawn.map(({ study }) => ({
              label: study,
              x: histories.get(study)?.points.map(({ trial }) => trial) ?? [],
              y: histories.get(study)?.points.map(({ best }) => finite(toNumber(best))) ?? [],
              kind: 'steps' as const,
              tone: 'accent' as const,
              style: style.get(study) ?? 0,
            }))}
            xLabel="trial"
            xWhole
            yLabel={metric}
          />
          <ul className="trials-legend">
            {drawn.map(({ study }) => (
              <li key={study}>
                <LineSwatch trial={style.get(study) ?? 0} /> {study}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Each study's history, read again when further trials of it have completed. */
function useHistories(studies: readonly Study[]): ReadonlyMap<string, History> {
  const [histories, setHistories] = useState<ReadonlyMap<string, History>>(new Map());
  const key = JSON.stringify(studies.map(({ study, trials }) => [study, trials.completed]));
  useEffect(() => {
    let current = true;
    for (const [study] of JSON.parse(key) as [string, number][]) {
      analysis(study, 'history').then(
        (history) => current && setHistories((before) => new Map(before).set(study, history)),
        () => undefined, // the table below stands without it; the next change asks again
      );
    }
    return () => {
      current = false;
    };
  }, [key]);
  return histories;
}

function StudiesTable({ studies, style }: GroupProps) {
  const now = useNow();
  const rows: [string, (study: Study) => string][] = [
    ['State', ({ state }) => state.charAt(0) + state.slice(1).toLowerCase()],
    [
      'Objective',
      ({ spec }) => spec.objectives.map(({ metric, direction }) => `${direction.toLowerCase()} ${metric}`).join(', '),
    ],
    ['Best', ({ best }) => formatNumber(best?.value)],
    ['Best trial', ({ best }) => (best ? String(best.trial) : '–')],
    ['Trials ended', ({ trials }) => `${endedTrials(trials)} of ${trials.budget}`],
    ['Failed', ({ trials }) => String(trials.failed)],
    ['Pruned', ({ trials }) => String(trials.pruned)],
    ['Device time', ({ device_seconds }) => formatDuration(device_seconds)],
    ['Took', ({ created_at, ended_at }) => formatDuration(secondsBetween(created_at, ended_at, now))],
    ['Sampler', ({ spec }) => spec.sampler.type],
    ['Pruner', ({ spec }) => spec.pruner.type],
    ['Trials are', ({ spec }) => (spec.workload.type === 'train' ? `on ${spec.dataset.name}` : workWords(spec).value)],
    ['Seed', ({ spec }) => String(spec.seed)],
    ['Parameters', ({ spec }) => Object.keys(spec.parameters).join(', ')],
    ['Fixed', ({ spec }) => parameterWords(spec.fixed) || '–'],
  ];
  return (
    <section className="card" aria-labelledby="studies-title">
      <h2 id="studies-title" className="card-title">
        Side by side
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="table-box" aria-label="Studies side by side, scrollable" tabIndex={0}>
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">Name</th>
              {studies.map(({ study }) => (
                <th key={study} scope="col">
                  <Link className="trial-link" to={studyPath(study)}>
                    <LineSwatch trial={style.get(study) ?? 0} />
                    {study}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, show]) => {
              const values = studies.map(show);
              const differs = new Set(values).size > 1;
              return (
                <tr key={name} data-differs={differs}>
                  <th scope="row">
                    {name}
                    {differs && <span className="visually-hidden"> (differs)</span>}
                  </th>
                  {studies.map(({ study }, at) => (
                    <td key={study} className="num">
                      <span className="compare-of">
                        <LineSwatch trial={style.get(study) ?? 0} />
                        {study}
                      </span>
                      {values[at]}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}
