import { describe, expect, it } from 'vitest';
import type { Axis } from './parallel';
import { byShade, linesWithin, parallelLines, SHADES, someOf } from './parallelLines';

const axis = (key: Axis['key']): Axis => ({ key, name: key, low: 0, high: 1, log: false, choices: [] });
const AXES = [axis('p:a'), axis('p:b'), axis('value')];
const LINES = parallelLines(3, [
  { places: [0, 0.1, 0], share: 0 },
  { places: [0.5, null, 0.5], share: 0.5 },
  { places: [1, 0.9, 1], share: 1 },
]);

describe('the lines within brushes', () => {
  it.each<[Record<string, [number, number]>, number[]]>([
    [{}, [0, 1, 2]],
    [{ 'p:a': [0.5, 1] }, [1, 2]],
    [{ 'p:a': [0.5, 1], value: [0, 0.5] }, [1]],
    [{ 'p:b': [0.1, 0.9] }, [0, 2]],
    [{ 'p:c': [0, 0] }, [0, 1, 2]],
  ])('%j', (brushes, within) => {
    expect([...linesWithin(LINES, AXES, new Map(Object.entries(brushes)))]).toEqual(within);
  });
});

describe('the lines that are drawn', () => {
  it('are spread evenly where some stand for all', () => {
    const all = Uint32Array.from({ length: 10 }, (_, at) => at);
    expect([...someOf(all, 4)]).toEqual([0, 2, 5, 7]);
    expect(someOf(all, 10)).toBe(all);
  });

  it('come by how good they are', () => {
    const groups = byShade(LINES, Uint32Array.of(0, 1, 2));
    expect([groups[0], groups[12], groups[SHADES - 1]]).toEqual([[0], [1], [2]]);
    expect(groups.flat()).toHaveLength(3);
  });

  it('keep a share that is out of its bounds at the nearest shade', () => {
    const { shades } = parallelLines(1, [
      { places: [0], share: -3 },
      { places: [0], share: 7 },
    ]);
    expect([...shades]).toEqual([0, SHADES - 1]);
  });
});
