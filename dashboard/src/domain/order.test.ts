import { describe, expect, it } from 'vitest';
import { orderOf } from './order';

describe('orderOf', () => {
  it('puts numbers of either sign and any size in order, equals as they came', () => {
    const numbers = [3, -1, 0, 1e300, -1e300, 5e-324, -5e-324, Infinity, -Infinity, 3, -1, 0.1, 2 ** 53];
    const plain = [...numbers.keys()].sort((a, b) => compare(numbers, a, b));
    expect([...orderOf(Float64Array.from(numbers))]).toEqual(plain);
  });

  it('agrees with a plain sort on many numbers', () => {
    const seed = 5;
    let state = seed;
    const numbers = Array.from({ length: 5000 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return (state - 2 ** 30) / ((state % 7) + 1);
    });
    const plain = [...numbers.keys()].sort((a, b) => compare(numbers, a, b));
    expect([...orderOf(Float64Array.from(numbers))], `seed ${seed}`).toEqual(plain);
  });

  it('tells apart many numbers that differ in their last bits only', () => {
    for (const sign of [1, -1]) {
      const numbers = Array.from({ length: 3000 }, (_, at) => sign * (1 + ((at * 1237) % 1000) * Number.EPSILON));
      const plain = [...numbers.keys()].sort((a, b) => compare(numbers, a, b));
      expect([...orderOf(Float64Array.from(numbers))]).toEqual(plain);
    }
  });

  it.each([[[]], [[7]], [[2, 2, 2]]])('%j', (numbers) => {
    expect([...orderOf(Float64Array.from(numbers))]).toEqual([...numbers.keys()]);
  });
});

function compare(numbers: readonly number[], a: number, b: number): number {
  const [x, y] = [numbers[a] as number, numbers[b] as number];
  return x === y ? a - b : x < y ? -1 : 1;
}
