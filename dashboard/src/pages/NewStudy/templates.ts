const files = import.meta.glob<string>('../../../../deploy/studies/*.yaml', { query: '?raw', import: 'default' });

/** The example studies by name; each is loaded when it is chosen. */
export const TEMPLATES: ReadonlyMap<string, () => Promise<string>> = new Map(
  Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.yaml$/g, ''), load]),
);

/** What an empty page begins with. */
export const FIRST_FILE = `name: first
trials: 20
concurrency: 2
objective: {metric: validation_linear_accuracy, direction: maximize}
dataset: {name: generated, limit: 2000, test_limit: 1000, downsample: 2}
parameters:
  learning_rate: {type: float, low: 0.003, high: 0.1, log: true}
  temperature: {type: float, low: 0.07, high: 0.5, log: true}
fixed: {method: deepcluster-v2, preset: small, epochs: 6}
enqueue:
  - {method: random-init}
`;
