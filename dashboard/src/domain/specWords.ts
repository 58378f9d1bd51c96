import type { Range, StudySpec } from '../api/types';
import { formatParameter } from './numbers';

type Pairs = readonly (readonly [string, string])[];

/** What a study was asked for, by name: effective values, those of defaults among them. */
export function searchPairs(spec: StudySpec): Pairs {
  const { objectives, constraints, sampler, pruner, watch, seed, trials, concurrency, retries, workload, dataset } =
    spec;
  return [
    ...objectives.map(
      ({ metric, direction }, at) =>
        [at === 0 ? 'objective' : `objective ${at + 1}`, `${direction.toLowerCase()} ${metric}`] as const,
    ),
    ...(constraints.length > 0 ? [['constraints', constraints.map((name) => `${name} ≤ 0`).join(', ')] as const] : []),
    ['sampler', sampler.type],
    ...optionPairs('sampler', sampler.options),
    ['pruner', pruner.type],
    ...optionPairs('pruner', { ...pruner, type: undefined }),
    ...(pruner.type === 'none' ? [] : [['watched', `${watch.direction.toLowerCase()} ${watch.metric}`] as const]),
    ['seed', String(seed)],
    ['trials', String(trials)],
    ['concurrency', String(concurrency)],
    ['retries', String(retries)],
    ['workload', workload.type],
    ...(workload.type === 'train' ? [['data', dataset.name] as const] : []),
  ];
}

/** What bounds a study, where its trials may run, and which of their checkpoints stay. */
export function runPairs({ budget, placement, checkpoints, retry_on, enqueue, warm_start }: StudySpec): Pairs {
  const labels = Object.entries(placement?.labels ?? {}).map(([name, value]) => `${name}=${value}`);
  return [
    ...optionPairs('budget', budget),
    ...(placement?.owner === undefined ? [] : [['owner', placement.owner] as const]),
    ...(placement?.pool === undefined ? [] : [['pool', placement.pool] as const]),
    ...(labels.length > 0 ? [['labels', labels.join(', ')] as const] : []),
    ...(placement?.priority ? [['priority', String(placement.priority)] as const] : []),
    ['tried again after', retry_on.map((kind) => kind.toLowerCase().replaceAll('_', ' ')).join(', ') || 'nothing'],
    ...optionPairs('checkpoints', checkpoints ?? {}),
    ...(enqueue.length > 0
      ? [['enqueued first', `${enqueue.length} ${enqueue.length === 1 ? 'trial' : 'trials'}`] as const]
      : []),
    ...(warm_start.length > 0 ? [['begun with the results of', warm_start.join(', ')] as const] : []),
  ];
}

/** A searched range in words: "0.001 to 0.1, log". */
export function rangeWords({ type, low, high, log, step, choices }: Range): string {
  if (choices) {
    return choices.map(formatParameter).join(', ');
  }
  const parts = [`${formatParameter(low)} to ${formatParameter(high)}`, type === 'int' ? 'whole' : ''];
  return [...parts, log ? 'log' : '', step ? `step ${formatParameter(step)}` : ''].filter((part) => part).join(', ');
}

function optionPairs(of: string, options: object): Pairs {
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[`${of}.${name}`, optionWords(value)] as const],
  );
}

function optionWords(value: unknown): string {
  return typeof value === 'number'
    ? formatParameter(value)
    : typeof value === 'string'
      ? value.toLowerCase()
      : typeof value === 'boolean'
        ? String(value)
        : JSON.stringify(value);
}

/** What a study's trials do: train on data, run a program, or wait for one. */
export function workWords({ workload, dataset }: StudySpec): { name: string; value: string; note: string } {
  switch (workload.type) {
    case 'exec':
      return { name: 'Trials', value: 'a program', note: shortened((workload.command ?? []).join(' ')) };
    case 'external':
      return { name: 'Trials', value: 'external', note: 'asked for and told over REST' };
    default:
      return { name: 'Data', value: dataset.name, note: datasetNote(dataset) };
  }
}

const LONGEST_NOTE = 48;

function shortened(text: string): string {
  return text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE)}…` : text;
}

function datasetNote({ limit, downsample }: StudySpec['dataset']): string {
  const samples = limit === undefined ? 'all samples' : `${limit} samples`;
  return downsample > 1 ? `${samples}, down-sampled ${downsample}×` : samples;
}
