import { expect, test } from 'vitest';
import type { JsonNumber } from '../api/types';
import { curveOf, extent, pathOf } from './points';

const point = (step: number, value: number | string) => ({
  key: 'loss',
  step: String(step),
  value: value as JsonNumber,
  timestamp: '0',
});

test('points come in the order of their steps, without what no axis shows', () => {
  expect(curveOf([point(2, 0.5), point(1, 1), point(3, 'NaN'), point(4, 'Infinity')])).toEqual({
    steps: [1, 2],
    values: [1, 0.5],
  });
});

test('a path fills its box and points up', () => {
  expect(pathOf({ steps: [0, 5, 10], values: [0, 1, 2] }, 100, 40)).toBe('M0.0 40.0L50.0 20.0L100.0 0.0');
});

test('a level curve lies in the middle', () => {
  expect(pathOf({ steps: [1], values: [3] }, 100, 40)).toBe('M50.0 20.0');
});

test('an extent needs a value', () => {
  expect(extent([3, 1, 2])).toEqual({ low: 1, high: 3 });
  expect(extent([])).toBeUndefined();
});
