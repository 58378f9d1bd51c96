import { expect, it } from 'vitest';
import type { Axis } from '../domain/parallel';
import { spot } from './drawContour';

const axis = (choices: string[]): Axis => ({ key: 'p:x', name: 'x', low: 0, high: 1, log: false, choices });

it('puts a choice in the middle of its cells, and a number where it is', () => {
  expect([0, 0.5, 1].map((place) => spot(axis(['a', 'b', 'c']), place))).toEqual([1 / 6, 1 / 2, 5 / 6]);
  expect([0, 0.3, 1].map((place) => spot(axis([]), place))).toEqual([0, 0.3, 1]);
  expect(spot(axis(['only']), 0.5)).toBe(0.5);
});
