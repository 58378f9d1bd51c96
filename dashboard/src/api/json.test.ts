import { describe, expect, it } from 'vitest';
import { problemMessage } from './client';
import { parseJson } from './json';

describe('parseJson', () => {
  it('parses numbers that a double holds as they are', () => {
    expect(parseJson('{"a": 1, "b": [0.25, -3e5], "c": "1234567890123456789"}')).toEqual({
      a: 1,
      b: [0.25, -3e5],
      c: '1234567890123456789',
    });
  });

  it('keeps every digit of a field that a double would round, and leaves texts alone', () => {
    const text = String.raw`{"seed":4611686018427387905,"low" : -9223372036854775808 ,"fine":1000000000000000,"note":"\"seed\":4611686018427387905,"}`;
    expect(parseJson(text)).toEqual({
      seed: '4611686018427387905',
      low: '-9223372036854775808',
      fine: 1e15,
      note: '"seed":4611686018427387905,',
    });
  });
});

describe('problemMessage', () => {
  it('is the server’s, or names the status', () => {
    expect(problemMessage(404, '{"code":"not_found","message":"there is no study x","errors":[]}')).toBe(
      'there is no study x',
    );
    expect(problemMessage(502, '<html>')).toBe('the server answered 502');
  });
});
