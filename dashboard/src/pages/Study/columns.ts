import type { Study } from '../../api/types';
import { metricNames } from '../../domain/curves';
import { type SortKey, varyingParameters } from '../../domain/trials';
import type { StudyDetail } from '../../domain/view';

export interface Column {
  key: SortKey;
  title: string;
  numeric?: boolean;
}

const METRIC_COLUMNS = 2;

/** The table's columns: what varies between the trials, what they reach, and how far they are. */
export function columnsOf(study: Study, detail: StudyDetail): Column[] {
  const trials = [...detail.trials.values()];
  const parameters = varyingParameters(study, trials).map((name) => ({
    key: `p:${name}` as const,
    title: name,
    numeric: trials.every((trial) => typeof trial.parameters[name] !== 'string'),
  }));
  const metrics = lastMetrics(study, detail).map((name) => ({
    key: `m:${name}` as const,
    title: name,
    numeric: true,
  }));
  return [
    { key: 'number', title: 'Trial' },
    { key: 'state', title: 'State' },
    ...parameters,
    { key: 'value', title: study.spec.objective.metric, numeric: true },
    ...metrics,
    { key: 'progress', title: 'Progress' },
    { key: 'attempts', title: 'Attempts', numeric: true },
    { key: 'worker', title: 'Worker' },
  ];
}

/** The metrics of each epoch worth a column: losses, then accuracies; the objective has one already. */
function lastMetrics(study: Study, detail: StudyDetail): string[] {
  const names = metricNames(detail).filter(
    (name) => name !== study.spec.objective.metric && !/learning_rate|seconds|_ms$/.test(name),
  );
  return names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)).slice(0, METRIC_COLUMNS);
}

function rank(name: string): number {
  return name === 'loss' ? 0 : name.includes('loss') ? 1 : name.includes('accuracy') ? 2 : 3;
}
