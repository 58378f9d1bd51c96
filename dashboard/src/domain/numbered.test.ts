import { describe, expect, it } from 'vitest';
import { Numbered } from './numbered';

const letters = Numbered.of([
  [0, 'a'],
  [700, 'b'],
]);

describe('numbered values', () => {
  it('are found by their number, and come in its order', () => {
    expect([...letters]).toEqual([
      [0, 'a'],
      [700, 'b'],
    ]);
    expect([...letters.keys()]).toEqual([0, 700]);
    expect([...letters.values()]).toEqual(['a', 'b']);
    expect([letters.get(700), letters.get(1), letters.get(5000), letters.has(0), letters.size]).toEqual([
      'b',
      undefined,
      undefined,
      true,
      2,
    ]);
  });

  it('stay as they are when others are made of them', () => {
    const more = letters.with([
      [0, 'A'],
      [1, 'z'],
    ]);
    expect([...more.values()]).toEqual(['A', 'z', 'b']);
    expect(more.size).toBe(3);
    expect([...letters.values()]).toEqual(['a', 'b']);
  });

  it('are the same where nothing is changed', () => {
    expect(letters.with([])).toBe(letters);
  });

  it('hold as a map does for any changes', () => {
    let [numbered, map] = [Numbered.of<number>([]), new Map<number, number>()];
    for (let round = 0; round < 50; round++) {
      const changes = Array.from({ length: 40 }, (_, at) => [(round * 7919 + at * 104729) % 3000, round] as const);
      numbered = numbered.with(changes);
      map = new Map([...map, ...changes]);
    }
    expect([...numbered]).toEqual([...map].sort(([a], [b]) => a - b));
    expect(numbered.size).toBe(map.size);
  });
});
