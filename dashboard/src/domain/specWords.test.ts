import { describe, expect, it } from 'vitest';
import { rangeWords, runPairs, searchPairs, workWords } from './specWords';
import { study } from './testing';

const SPEC = study().spec;

describe('what a study was asked for', () => {
  it('names every objective and constraint', () => {
    const pairs = searchPairs({
      ...SPEC,
      objectives: [...SPEC.objectives, { metric: 'latency_ms', direction: 'MINIMIZE' }],
      constraints: ['memory_over'],
    });
    expect(pairs.slice(0, 3)).toEqual([
      ['objective', 'maximize accuracy'],
      ['objective 2', 'minimize latency_ms'],
      ['constraints', 'memory_over ≤ 0'],
    ]);
  });

  it('names the settings of sampler and pruner, and what the pruner judges by', () => {
    const pairs = searchPairs({
      ...SPEC,
      sampler: { type: 'tpe', options: { startup_trials: 10 } },
      pruner: { type: 'asha', mode: 'PROMOTION', min_resource: 1, reduction_factor: 3 },
    });
    expect(pairs).toEqual(
      expect.arrayContaining([
        ['sampler.startup_trials', '10'],
        ['pruner', 'asha'],
        ['pruner.mode', 'promotion'],
        ['pruner.reduction_factor', '3'],
        ['watched', 'maximize validation_linear_accuracy'],
      ]),
    );
    expect(searchPairs(SPEC).map(([name]) => name)).not.toContain('watched');
  });

  it('names bounds, placement and checkpoints where there are some', () => {
    expect(runPairs(SPEC)).toEqual([['tried again after', 'infrastructure, out of memory']]);
    expect(
      runPairs({
        ...SPEC,
        budget: { cost: 50, price_per_device_hour: 2.5 },
        placement: { owner: 'vision', pool: 'spot', labels: { gpu: 'h100' }, priority: 5 },
        checkpoints: { last: 2, best: 5, rungs: true },
        retry_on: [],
        enqueue: [{ method: 'random-init' }],
        warm_start: ['earlier'],
      }),
    ).toEqual([
      ['budget.cost', '50'],
      ['budget.price_per_device_hour', '2.5'],
      ['owner', 'vision'],
      ['pool', 'spot'],
      ['labels', 'gpu=h100'],
      ['priority', '5'],
      ['tried again after', 'nothing'],
      ['checkpoints.last', '2'],
      ['checkpoints.best', '5'],
      ['checkpoints.rungs', 'true'],
      ['enqueued first', '1 trial'],
      ['begun with the results of', 'earlier'],
    ]);
  });
});

describe('a range in words', () => {
  it('tells whole numbers, logarithms, steps and choices', () => {
    expect(rangeWords({ type: 'float', low: 0.001, high: 0.1, log: true })).toBe('0.001 to 0.1, log');
    expect(rangeWords({ type: 'int', low: 2, high: 12, step: 2 })).toBe('2 to 12, whole, step 2');
    expect(rangeWords({ type: 'categorical', choices: ['a', 2, true] })).toBe('a, 2, true');
  });
});

describe('what the trials of a study do', () => {
  it('is told by their data, or by the program that carries them out', () => {
    expect(workWords({ ...SPEC, dataset: { name: 'cifar10', limit: 600, downsample: 2, options: {} } })).toEqual({
      name: 'Data',
      value: 'cifar10',
      note: '600 samples, down-sampled 2×',
    });
    const program = workWords({ ...SPEC, workload: { type: 'exec', command: ['python3', 'train.py'] } });
    expect(program).toEqual({ name: 'Trials', value: 'a program', note: 'python3 train.py' });
    expect(workWords({ ...SPEC, workload: { type: 'external' } }).note).toBe('asked for and told over REST');
  });
});
