import { describe, expect, it } from 'vitest';
import { formatNumber, formatParameter } from './numbers';

describe('formatNumber', () => {
  it.each([
    [undefined, '–'],
    ['NaN', 'NaN'],
    ['Infinity', '∞'],
    ['-Infinity', '−∞'],
    [0, '0'],
    [-3, '−3'],
    [0.51236, '0.5124'],
    [0.00123456, '0.001235'],
    [0.0000123, '1.23e−5'],
    [12.3456, '12.35'],
    [123456.789, '123456.8'],
    [2.5e9, '2.50e9'],
  ] as const)('writes %s as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe('formatParameter', () => {
  it.each([
    [undefined, '–'],
    [true, 'true'],
    ['deepcluster-kd', 'deepcluster-kd'],
    [128, '128'],
    [0.0123456, '0.01235'],
    [0.00005, '5.00e−5'],
    [1e-6, '1.00e−6'],
  ] as const)('writes %s as %s', (value, text) => {
    expect(formatParameter(value)).toBe(text);
  });
});
