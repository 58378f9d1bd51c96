import { describe, expect, it } from 'vitest';
import { columnsOf, resolverOf } from './columns';
import { parseFilter } from './filter';
import {
  type Axis,
  brushText,
  filterOf,
  parseBrushes,
  passes,
  placeOn,
  rangeWords,
  valueAt,
  valueAxis,
} from './parallel';
import { lineShare, rampColour } from './ramp';
import { study, trial } from './testing';
import { TrialTable } from './trialTable';

const RATE: Axis = { key: 'p:learning_rate', name: 'learning_rate', low: 0.001, high: 0.1, log: true, choices: [] };
const METHOD: Axis = { key: 'p:method', name: 'method', low: 0, high: 2, log: false, choices: ['a', 'b', 'c d'] };
const TRIALS = [0.001, 0.003, 0.01, 0.05, 0.1].map((rate, number) =>
  trial({
    number,
    value: number / 10,
    parameters: { learning_rate: rate, method: METHOD.choices[number % 3] as string },
  }),
);

const TABLE = new TrialTable(TRIALS);
const ROWS = [...TRIALS.keys()];

describe('an axis', () => {
  it('places numbers by their scale and choices by their order, and nothing else', () => {
    expect(placeOn(RATE, 0.01)).toBeCloseTo(0.5);
    expect(placeOn(RATE, 5)).toBe(1);
    expect(placeOn(RATE, 0)).toBeUndefined();
    expect(placeOn(RATE, 'x')).toBeUndefined();
    expect(placeOn(METHOD, 'c d')).toBe(1);
    expect(placeOn(METHOD, 'z')).toBeUndefined();
    expect(placeOn(METHOD, undefined)).toBeUndefined();
  });

  it('finds the number at each place again', () => {
    for (const value of [0.001, 0.0042, 0.1]) {
      expect(valueAt(RATE, placeOn(RATE, value) ?? -1)).toBeCloseTo(value, 10);
    }
  });

  it('of values is as wide as the finite ones', () => {
    expect(valueAxis('loss', [3, Number.NaN, 1])).toMatchObject({ low: 1, high: 3 });
    expect(placeOn(valueAxis('loss', [2, 2]), 2)).toBe(0.5);
    expect(valueAxis('loss', [])).toMatchObject({ low: 0, high: 1 });
  });
});

describe('brushes', () => {
  const axes = [RATE, METHOD, valueAxis('accuracy', [0, 0.4])];
  const brushes = new Map([
    ['p:learning_rate', [0.2, 0.9]],
    ['p:method', [0.4, 1]],
  ] as const);

  it('keep the trials that pass through all of them', () => {
    expect(ROWS.filter(passes(TABLE, axes, brushes))).toEqual([1, 2]);
    expect(ROWS.filter(passes(TABLE, axes, new Map()))).toHaveLength(5);
  });

  it('are the same trials as the filter they turn into', () => {
    const columns = columnsOf(study(), TRIALS).all;
    const filter = parseFilter(filterOf(axes, brushes), resolverOf(columns, TABLE.readerOf));
    expect(ROWS.filter(filter)).toEqual(ROWS.filter(passes(TABLE, axes, brushes)));
  });

  it('go into an address and back; what is none is left out', () => {
    expect(parseBrushes(brushText(brushes))).toEqual(brushes);
    expect(brushText(new Map())).toBeUndefined();
    expect(parseBrushes('p:x~0.5~0.1!~0~1!y~a~b!%E0~0~1!z')).toEqual(new Map([['%E0', [0, 1]]]));
  });

  it('are said in the parameter’s own values', () => {
    expect(rangeWords(RATE, [0, 0.5])).toBe('0.001 to 0.01');
    expect(rangeWords(METHOD, [0.4, 1])).toBe('b, c d');
    expect(rangeWords(METHOD, [0.1, 0.2])).toBe('none');
  });
});

describe('the colour ramp', () => {
  it('grows steadily lighter, so that it reads without colour', () => {
    const light = Array.from({ length: 21 }, (_, at) => {
      const [red = 0, green = 0, blue = 0] = (rampColour(at / 20).match(/\d+/g) ?? []).map(Number);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    expect(light).toEqual([...light].sort((a, b) => a - b));
  });

  it('leaves out what a page would swallow', () => {
    expect(lineShare(1, 'light')).toBeLessThan(0.8);
    expect(lineShare(0, 'dark')).toBeGreaterThan(0.2);
  });
});
