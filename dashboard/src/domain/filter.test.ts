import { describe, expect, it } from 'vitest';
import { columnsOf, resolverOf } from './columns';
import { parseFilter } from './filter';
import { FilterError } from './filterTokens';
import { AT, study, trial } from './testing';
import { fieldOf } from './trialFields';

const ATTEMPT = { number: 1, state: 'RUNNING', reason: 'first', queued_at: AT, worker: 'node-a' } as const;
const TRIALS = [
  trial({
    number: 0,
    state: 'COMPLETED',
    value: 0.5,
    parameters: { method: 'Deep', temperature: 0.1, 'odd name': 'x' },
  }),
  trial({ number: 1, state: 'COMPLETED', value: 'NaN', parameters: { method: 'deep', temperature: 0.5, flag: true } }),
  trial({ number: 2, state: 'RUNNING', metrics: { loss: 2 }, parameters: { method: 'plain' }, attempts: [ATTEMPT] }),
];
const RESOLVE = resolverOf(columnsOf(study(), TRIALS).all, fieldOf);

function matching(filter: string): number[] {
  return TRIALS.filter(parseFilter(filter, RESOLVE)).map(({ number }) => number);
}

describe('a filter', () => {
  it.each<[string, number[]]>([
    ['', [0, 1, 2]],
    ['temperature < 0.2 and state = completed', [0]],
    ['temperature >= 1e-1', [0, 1]],
    ['temperature > -1', [0, 1]],
    ['accuracy = 0.5', [0]],
    ['value <= 0.5', [0]],
    ['value != 0.5', [1, 2]],
    ['state = RUNNING or value > 0.4', [0, 2]],
    ['not (state = completed)', [2]],
    ['method = deep and not temperature = 0.1', [1]],
    ['method in (plain, "Deep")', [0, 1, 2]],
    ['method ~ EE', [0, 1]],
    ['flag = true', [1]],
    ["'odd name' = x", [0]],
    ['m:loss = 2', [2]],
    ['p:temperature=.5', [1]],
    ['worker ~ node', [2]],
    ['trial in (0, 2) and attempts = 1', [2]],
    ['state = completed and temperature = 0.5 or loss < 3', [1, 2]],
  ])('%s', (filter, numbers) => {
    expect(matching(filter)).toEqual(numbers);
  });

  it.each<[string, number, RegExp]>([
    ['temprature < 1', 0, /no trial has a parameter or metric named temprature/],
    ['constructor = 1', 0, /named constructor/],
    ['temperature < and', 14, /and is there, must be a value/],
    ['temperature <', 13, /the end is there, must be a value/],
    ['temperature 3', 12, /3 is there, must be one of/],
    ['(temperature < 1', 16, /must be \)/],
    ['temperature < 1 state = x', 16, /must be and, or, or the end/],
    ['method = "deep', 9, /not closed/],
    ['value > 1 & state = x', 10, /& is not understood/],
  ])('%s says what is wrong and where', (filter, at, message) => {
    const error = caught(() => parseFilter(filter, RESOLVE));
    expect(error).toBeInstanceOf(FilterError);
    expect((error as FilterError).message).toMatch(message);
    expect((error as FilterError).at).toBe(at);
  });

  it('ends for any text, with a filter or an error that says where', () => {
    const seed = 20_261;
    let state = seed;
    const random = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state % below;
    };
    const pieces = [
      'temperature',
      '<',
      '=',
      '(',
      ')',
      'and',
      'or',
      'not',
      '"',
      "'",
      '1',
      '-',
      '.5',
      'in',
      ',',
      ' ',
      '<img>',
    ];
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: random(9) }, () => pieces[random(pieces.length)]).join(' ');
      const error = caught(() => TRIALS.filter(parseFilter(text, RESOLVE)));
      expect(error === undefined || error instanceof FilterError, `seed ${seed}: ${text}`).toBe(true);
    }
  });
});

function caught(action: () => void): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}
