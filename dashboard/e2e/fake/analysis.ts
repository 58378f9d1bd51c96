import type { Contour, Edf, History, Importance, Parallel, Pareto, Rungs, Slice } from '../../src/api/analysis';
import type { Objective, ParameterAxis, Trial } from '../../src/api/types';

/** Answers to the analyses, from the trials as the server would compute them where that is short. */

const OBJECTIVE: Objective = { metric: 'validation_linear_accuracy', direction: 'MAXIMIZE' };
const RATE: ParameterAxis = { name: 'learning_rate', low: 0.001, high: 0.1, log: true, choices: [] };
const METHOD: ParameterAxis = {
  name: 'method',
  low: 0,
  high: 2,
  log: false,
  choices: ['random-init', 'deepcluster-v2', 'deepcluster-kd'],
};
const TEMPERATURE: ParameterAxis = { name: 'temperature', low: 0.1, high: 0.5, log: false, choices: [] };
const CELLS = 16;

export function analysisOf(kind: string, all: readonly Trial[], query: URLSearchParams): unknown {
  const trials = all.filter(({ state }) => state === 'COMPLETED');
  switch (kind) {
    case 'history':
      return history(trials);
    case 'parallel':
      return parallel(trials);
    case 'importance':
      return importance(query.get('method') === 'FANOVA' ? 'FANOVA' : 'PED_ANOVA', trials.length);
    case 'slice':
      return slice(trials, query.get('parameter') ?? '');
    case 'contour':
      return contour(trials);
    case 'edf':
      return edf(trials);
    case 'pareto':
      return pareto(trials);
    case 'rungs':
      return RUNGS;
    default:
      return undefined;
  }
}

function history(trials: readonly Trial[]): History {
  let best = 0;
  const points = trials.map((trial) => {
    best = Math.max(best, reached(trial));
    return { trial: trial.number, value: reached(trial), best };
  });
  return { objective: OBJECTIVE, trials: trials.length, points };
}

function reached(trial: Trial): number {
  return Number(trial.value);
}

function ratePlace(trial: Trial): number {
  return Math.log10(Number(trial.parameters.learning_rate) / 0.001) / 2;
}

function parallel(trials: readonly Trial[]): Parallel {
  const lines = trials.map((trial) => ({
    trial: trial.number,
    places: [
      ratePlace(trial),
      METHOD.choices.indexOf(trial.parameters.method as string) / 2,
      (Number(trial.parameters.temperature) - 0.1) / 0.4,
    ],
    value: reached(trial),
  }));
  return { objective: OBJECTIVE, trials: trials.length, axes: [RATE, METHOD, TEMPERATURE], lines };
}

function importance(method: Importance['method'], trials: number): Importance {
  const shares = method === 'FANOVA' ? [0.7, 0.2, 0.1] : [0.55, 0.3, 0.15];
  const parameters = ['learning_rate', 'method', 'temperature'].map((parameter, at) => ({
    parameter,
    importance: shares[at] ?? 0,
  }));
  return { objective: OBJECTIVE, method, trials, parameters };
}

function slice(trials: readonly Trial[], parameter: string): Slice {
  const axis = [RATE, METHOD, TEMPERATURE].find(({ name }) => name === parameter) ?? RATE;
  const points = trials.map((trial) => ({
    trial: trial.number,
    x: trial.parameters[axis.name] as string | number,
    value: reached(trial),
  }));
  return { objective: OBJECTIVE, trials: trials.length, axis, points };
}

function contour(trials: readonly Trial[]): Contour {
  const places = Array.from({ length: CELLS }, (_, at) => at / (CELLS - 1));
  const values = places.map((y) => places.map((x) => 0.5 - (x - 0.4) ** 2 - 0.3 * (y - 0.6) ** 2));
  const surface = { x: places.map((x) => 0.001 * 100 ** x), y: places.map((y) => 0.1 + 0.4 * y), values };
  const points = trials.map((trial) => ({
    trial: trial.number,
    x: trial.parameters.learning_rate as number,
    y: trial.parameters.temperature as number,
    value: reached(trial),
  }));
  return { objective: OBJECTIVE, trials: trials.length, x: RATE, y: TEMPERATURE, surface, points };
}

function edf(trials: readonly Trial[]): Edf {
  const values = trials.map(reached).sort((a, b) => a - b);
  const steps = values.map((value, at) => ({ value, share: (at + 1) / values.length }));
  return { objective: OBJECTIVE, trials: trials.length, steps };
}

function pareto(trials: readonly Trial[]): Pareto {
  const points = trials.map((trial) => ({ trial: trial.number, values: [reached(trial), 10 + trial.number] }));
  const objectives: Objective[] = [OBJECTIVE, { metric: 'seconds', direction: 'MINIMIZE' }];
  const [front, others] = [points.slice(0, 2), points.slice(2)];
  return { objectives, trials: trials.length, front, others, reference: [0, 20], hypervolume: 3.2 };
}

const RUNGS: Rungs = {
  watch: OBJECTIVE,
  pruner: 'asha',
  rungs: [
    { bracket: 0, rung: 0, step: 1, reached: 8, waiting: 3, going_on: 3, best: 0.41, cut: 0.35 },
    { bracket: 0, rung: 1, step: 3, reached: 3, waiting: 1, going_on: 1, best: 0.48, cut: 0.44 },
  ],
};
