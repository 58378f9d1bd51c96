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
});

describe('problemMessage', () => {
  it('is the server’s, or names the status', () => {
    expect(problemMessage(404, '{"code":"not_found","message":"there is no study x","errors":[]}')).toBe(
      'there is no study x',
    );
    expect(problemMessage(502, '<html>')).toBe('the server answered 502');
  });
});
