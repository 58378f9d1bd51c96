import type { Parameters, Progress, Study, Trial, Worker } from '../api/types';
import { attemptId } from './ids';
import { hasEnded } from './trialFold';
import type { StudyDetail } from './view';

/** How far each running attempt is, by its id, as its worker last said. */
export function progressByAttempt(workers: readonly Worker[]): Map<string, Progress> {
  return new Map(
    workers.flatMap(({ attempt, progress }) => (attempt && progress ? [[attempt, progress] as const] : [])),
  );
}

export function progressOf(trial: Trial, running: ReadonlyMap<string, Progress>): Progress | undefined {
  const current = trial.attempts.at(-1);
  return current?.state === 'RUNNING' && !hasEnded(trial.state)
    ? (running.get(attemptId(trial.study, trial.number, current.number)) ?? trial.progress)
    : undefined;
}

/** Share of the attempt's steps that are done, 0 to 1; preparing has none of its own, evaluating all. */
export function fractionOf(progress: Progress): number {
  if (progress.phase === 'evaluating') {
    return 1;
  }
  return progress.steps > 0 ? Math.min(1, progress.step / progress.steps) : 0;
}

/** Names of the parameters that differ between trials or that the study searches; of those that train `method` always, and first. */
export function varyingParameters(study: Study, trials: readonly Trial[]): string[] {
  const names = new Set(Object.keys(study.spec.parameters));
  const first = trials[0];
  if (study.spec.workload.type === 'train' && first?.parameters.method !== undefined) {
    names.add('method');
  }
  for (const trial of trials) {
    addDiffering(names, trial.parameters, first?.parameters ?? {});
    addDiffering(names, first?.parameters ?? {}, trial.parameters);
  }
  names.delete('seed');
  return [...names].sort((a, b) => Number(b === 'method') - Number(a === 'method') || a.localeCompare(b));
}

function addDiffering(names: Set<string>, a: Parameters, b: Parameters): void {
  for (const name in a) {
    if (a[name] !== b[name]) {
      names.add(name);
    }
  }
}

/** The trials with the metrics of their last epoch beside those of their evaluation. */
export function withLastMetrics(detail: StudyDetail): Trial[] {
  const trials = [...detail.trials.values()];
  return detail.reports.size === 0 ? trials : trials.map((trial) => withLast(detail, trial));
}

export function withLast({ reports }: StudyDetail, trial: Trial): Trial {
  const last = reports.get(trial.number)?.at(-1);
  return last ? { ...trial, metrics: { ...last.metrics, ...trial.metrics } } : trial;
}
