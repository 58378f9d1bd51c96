import { useMemo } from 'react';
import type { Report, Trial } from '../../api/types';
import { Crumbs } from '../../components/Crumbs';
import { useLive, useWatchedAll } from '../../components/live';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { studyPath } from '../../components/paths';
import { useQuery } from '../../components/router';
import { useTitle } from '../../components/useTitle';
import { parseRefs, parseStudies, refText, styleNumbers, type TrialRef } from '../../domain/compare';
import { CompareStudies } from './CompareStudies';
import { CompareTable } from './CompareTable';
import { OverlaidCurves } from './OverlaidCurves';

/** A trial of the comparison: its name among the others, and the number its line is drawn by. */
export interface Compared {
  ref: TrialRef;
  name: string;
  style: number;
  trial: Trial;
  reports: readonly Report[];
}

export default function ComparePage() {
  useTitle('Compare');
  const [text] = useQuery('studies');
  const studies = parseStudies(text);
  return studies.length > 0 ? <CompareStudies names={studies} /> : <CompareTrials />;
}

function CompareTrials() {
  const [text, setText] = useQuery('trials');
  const refs = useMemo(() => parseRefs(text), [text]);
  const studies = useMemo(() => [...new Set(refs.map(({ study }) => study))].sort(), [refs]);
  useWatchedAll(refs);
  const { view, errors } = useLive();
  const compared = useCompared(refs, view.details, studies.length > 1);
  const loading = studies.some((study) => !view.details.has(study) && !errors.has(study));
  const remove = (ref: TrialRef): void =>
    setText(
      refs
        .filter((other) => other !== ref)
        .map(refText)
        .join(',') || undefined,
    );
  const only = studies.length === 1 ? studies[0] : undefined;
  return (
    <>
      <Crumbs
        steps={[{ to: '/studies', name: 'Studies' }, ...(only ? [{ to: studyPath(only, 'trials'), name: only }] : [])]}
        here="Compare"
      />
      <div className="page-head">
        <h1>Compare</h1>
        <p className="muted num">
          {compared.length} {compared.length === 1 ? 'trial' : 'trials'}
          {studies.length > 1 && ` of ${studies.length} studies`}
        </p>
      </div>
      {studies.map((study) => {
        const error = errors.get(study);
        return error && <ErrorMessage key={study} error={error} />;
      })}
      {refs.length === 0 && (
        <Message title="No trial is chosen">Choose trials in a study’s table, then compare them.</Message>
      )}
      {loading && <Loading label="Loading the trials" lines={8} />}
      {refs.length > compared.length && !loading && (
        <p className="muted">{refs.length - compared.length} of the chosen trials do not exist.</p>
      )}
      {compared.length > 0 && (
        <>
          <OverlaidCurves compared={compared} objective={objectiveOf(view.studies.get(compared[0]?.ref.study ?? ''))} />
          <CompareTable compared={compared} onRemove={remove} />
        </>
      )}
    </>
  );
}

function objectiveOf(study: { spec: { objective: { metric: string } } } | undefined): string | undefined {
  return study?.spec.objective.metric;
}

type Details = ReturnType<typeof useLive>['view']['details'];

function useCompared(refs: readonly TrialRef[], details: Details, several: boolean): Compared[] {
  return useMemo(() => {
    const found = refs.flatMap((ref) => {
      const detail = details.get(ref.study);
      const trial = detail?.trials.get(ref.trial);
      return trial ? [{ ref, trial, reports: detail?.reports.get(ref.trial) ?? [] }] : [];
    });
    const styles = styleNumbers(found.map(({ trial }) => trial));
    return found.map((each, at) => ({
      ...each,
      style: styles[at] as number,
      name: several ? `${each.ref.study} · ${each.ref.trial}` : `Trial ${each.ref.trial}`,
    }));
  }, [refs, details, several]);
}
