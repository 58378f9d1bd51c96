import { describe, expect, it } from 'vitest';
import { compareRows, MOST_COMPARED, parseRefs, parseStudies, refText, styleNumbers } from './compare';

describe('the address of a comparison', () => {
  it('names trials of any studies, each once', () => {
    const refs = parseRefs('demo/3,other-study/0,demo/3');
    expect(refs).toEqual([
      { study: 'demo', trial: 3 },
      { study: 'other-study', trial: 0 },
    ]);
    expect(parseRefs(refs.map(refText).join())).toEqual(refs);
  });

  it('may hold anything', () => {
    expect(parseRefs(undefined)).toEqual([]);
    expect(parseRefs('demo,demo/x,/3,<img>/1,demo/1/2,demo/9999999999999')).toEqual([]);
    expect(parseRefs(Array.from({ length: 99 }, (_, at) => `demo/${at}`).join())).toHaveLength(MOST_COMPARED);
  });
});

describe('compareRows', () => {
  it('puts what differs first, a missing value being a difference', () => {
    const rows = compareRows([
      { width: 8, rate: 0.1, extra: true },
      { width: 8, rate: 0.2 },
    ]);
    expect(rows.map(({ name, differs }) => [name, differs])).toEqual([
      ['extra', true],
      ['rate', true],
      ['width', false],
    ]);
    expect(rows[0]?.values).toEqual([true, undefined]);
  });

  it('takes only what the parameters have themselves', () => {
    expect(compareRows([{ toString: 'x' }, {}])[0]?.values).toEqual(['x', undefined]);
  });
});

describe('styleNumbers', () => {
  it('are the trials’ own, moved only where two studies have the same', () => {
    expect(styleNumbers([{ number: 3 }, { number: 5 }, { number: 3 }])).toEqual([3, 5, 4]);
  });
});

describe('studies to compare', () => {
  it('are each taken once, in order, and only where they can be names', () => {
    expect(parseStudies('b,a,b,<script>,,A')).toEqual(['b', 'a']);
    expect(parseStudies(undefined)).toEqual([]);
  });
});
