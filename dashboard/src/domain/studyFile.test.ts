import { expect, test } from 'vitest';
import type { StudySpec } from '../api/types';
import { fileOf, lineOf, parsePath, syntaxErrors, valueAt, withValue } from './studyFile';
import { study } from './testing';

const FILE = `# The first
name: first
trials: 20 # many
parameters:
  learning_rate: {type: float, low: 0.003, high: 0.1, log: true}
enqueue:
  - {method: random-init}
  - {method: raw-pixels}
`;

test('a value is read at its place', () => {
  expect(valueAt(FILE, ['parameters', 'learning_rate', 'low'])).toBe(0.003);
  expect(valueAt(FILE, ['parameters', 'learning_rate'])).toMatchObject({ type: 'float', log: true });
  expect(valueAt(FILE, ['nothing', 'here'])).toBeUndefined();
});

test('a changed value leaves comments and order as they are', () => {
  const changed = withValue(FILE, ['trials'], 30);

  expect(changed).toBe(FILE.replace('20', '30'));
});

test('a value is put where nothing was', () => {
  expect(withValue('name: a\n', ['sampler', 'type'], 'sobol')).toBe('name: a\nsampler:\n  type: sobol\n');
  expect(withValue('', ['name'], 'a')).toBe('name: a\n');
  expect(withValue('name: a\n', ['parameters', 'x'], { type: 'float', low: 0, high: 1 })).toBe(
    'name: a\nparameters:\n  x: {type: float, low: 0, high: 1}\n',
  );
});

test('a removed value is gone', () => {
  expect(withValue(FILE, ['enqueue'], undefined)).not.toContain('enqueue');
});

test('a text that is no YAML stays as it is', () => {
  expect(withValue('a: [1', ['a'], 2)).toBe('a: [1');
  expect(valueAt('a: [1', ['a'])).toBeUndefined();
});

test.each([
  ['parameters.learning_rate.low', 5],
  ['trials', 3],
  ['enqueue[1].method', 8],
  ['enqueue[1]', 8],
  ['parameters.learning_rate.step', 5],
  ['parameters.temperature', 4],
  ['', 1],
])('%s is at line %i', (path, line) => {
  expect(lineOf(FILE, parsePath(path))).toBe(line);
});

test('a syntax error has its line', () => {
  expect(syntaxErrors('name: a\ntrials: [1\n')).toMatchObject([{ line: expect.any(Number), path: '' }]);
  expect(syntaxErrors(FILE)).toEqual([]);
});

test("a study's settings become a file for another one", () => {
  const spec = {
    name: 'first',
    seed: 0,
    trials: 3,
    concurrency: 2,
    retries: 2,
    objective: { metric: 'loss', direction: 'MINIMIZE' },
    objectives: [{ metric: 'loss', direction: 'MINIMIZE' }],
    parameters: { x: { type: 'float', low: 0, high: 1 } },
    fixed: {},
    enqueue: [],
    sampler: { type: 'tpe', options: { candidates: 12 } },
    workload: { type: 'train' },
    dataset: { name: 'csv', downsample: 1, options: { train: 'a.csv' } },
    pruner: { type: 'asha', mode: 'PROMOTION' },
    watch: { metric: 'loss', direction: 'MINIMIZE' },
    budget: {},
  } as unknown as StudySpec;

  expect(fileOf(spec, 'second')).toBe(`name: second
seed: 0
trials: 3
concurrency: 2
retries: 2
parameters:
  x: {type: float, low: 0, high: 1}
objective: {metric: loss, direction: minimize}
sampler: {type: tpe, candidates: 12}
dataset: {name: csv, downsample: 1, train: a.csv}
pruner: {type: asha, mode: promotion}
watch: {metric: loss, direction: minimize}
`);
});

test('a clone has every objective, and says where its trials may run as a file does', () => {
  const { spec } = study();
  const file = fileOf(
    {
      ...spec,
      objectives: [...spec.objectives, { metric: 'latency_ms', direction: 'MINIMIZE' }],
      workload: { type: 'exec', command: ['python3', 'train.py'], time_limit_seconds: 60 },
      placement: { owner: 'vision', pool: 'spot', labels: { gpu: 'h100' }, priority: 5 },
    },
    'second',
  );
  expect(valueAt(file, ['objectives'])).toEqual([
    { metric: 'accuracy', direction: 'maximize' },
    { metric: 'latency_ms', direction: 'minimize' },
  ]);
  expect(valueAt(file, ['objective'])).toBeUndefined();
  expect(valueAt(file, ['placement'])).toBeUndefined();
  expect(file).toContain('owner: vision\npriority: 5\nrequires: {pool: spot, labels: {gpu: h100}}\n');
  expect(fileOf({ ...spec, placement: { labels: {}, priority: 0 } }, 'second')).not.toMatch(
    /objectives|placement|owner|priority|requires/,
  );
});
