import type { Study, Trial } from '../api/types';
import type { Resolve } from './filter';
import type { FieldKey, FieldValue } from './trialFields';
import { varyingParameters } from './trials';

export interface Column {
  key: FieldKey;
  title: string;
  numeric?: boolean;
}

const METRIC_COLUMNS = 2;
const FACTS: readonly Column[] = [
  { key: 'progress', title: 'Progress' },
  { key: 'attempts', title: 'Attempts', numeric: true },
  { key: 'worker', title: 'Worker' },
];
const MORE_FACTS: readonly Column[] = [
  { key: 'duration', title: 'Duration', numeric: true },
  { key: 'source', title: 'Source' },
];

/** Every column that the table could have, and the keys of those it has unless the reader chooses. */
export interface Columns {
  all: readonly Column[];
  usual: ReadonlySet<FieldKey>;
}

/** The usual columns are what varies between the trials, what they reach, and how far they are. */
export function columnsOf(study: Study, trials: readonly Trial[]): Columns {
  const varying = varyingParameters(study, trials);
  const others = namesIn(trials, 'parameters').filter((name) => !varying.includes(name));
  const metrics = metricsByRank(study, trials);
  const parameter = (name: string): Column => ({ key: `p:${name}`, title: name, numeric: isNumeric(name, trials) });
  const metric = (name: string): Column => ({ key: `m:${name}`, title: name, numeric: true });
  const facts: Column[] = [
    { key: 'number', title: 'Trial' },
    { key: 'state', title: 'State' },
  ];
  const value: Column = { key: 'value', title: study.spec.objective.metric, numeric: true };
  const objectives = study.spec.objectives.length - 1;
  const shownMetrics = metrics
    .filter((name, at) => at < objectives || !/learning_rate|seconds|_ms$|^final_/.test(name))
    .slice(0, Math.max(METRIC_COLUMNS, objectives));
  const usual = [...facts, ...varying.map(parameter), value, ...shownMetrics.map(metric), ...FACTS];
  const more = [...others.map(parameter), ...metrics.filter((name) => !shownMetrics.includes(name)).map(metric)];
  return { all: [...usual, ...more, ...MORE_FACTS], usual: new Set(usual.map(({ key }) => key)) };
}

/** The columns that `chosen` names (keys with commas between), else the usual ones; the trial's number always. */
export function chosenColumns({ all, usual }: Columns, chosen: string | undefined): Column[] {
  const keys: ReadonlySet<string> = chosen === undefined ? usual : new Set(chosen.split(','));
  return all.filter(({ key }) => key === 'number' || keys.has(key));
}

/** Names as a reader writes them: a column's title or key, a parameter before a metric of the same name. */
export function resolverOf<T>(
  columns: readonly Column[],
  readerOf: (key: FieldKey) => (item: T) => FieldValue,
): Resolve<T> {
  return (name) => {
    const low = name.toLowerCase();
    const found =
      columns.find(({ key, title }) => key === name || title === name) ??
      columns.find(({ key, title }) => key.toLowerCase() === low || title.toLowerCase() === low);
    return found && readerOf(found.key);
  };
}

function isNumeric(name: string, trials: readonly Trial[]): boolean {
  return trials.every((trial) => typeof trial.parameters[name] !== 'string');
}

function namesIn(trials: readonly Trial[], part: 'parameters' | 'metrics'): string[] {
  const names = new Set<string>();
  for (const trial of trials) {
    for (const name in trial[part]) {
      names.add(name);
    }
  }
  return [...names].sort();
}

/** Further objectives, then losses, then accuracies, then the rest; the objective has a column already. */
function metricsByRank(study: Study, trials: readonly Trial[]): string[] {
  const names = namesIn(trials, 'metrics').filter((name) => name !== study.spec.objective.metric);
  const further = new Set(study.spec.objectives.map(({ metric }) => metric));
  const rankOf = (name: string): number => (further.has(name) ? -1 : rank(name));
  return names.sort((a, b) => rankOf(a) - rankOf(b) || a.localeCompare(b));
}

function rank(name: string): number {
  return name === 'loss' ? 0 : name.includes('loss') ? 1 : name.includes('accuracy') ? 2 : 3;
}
