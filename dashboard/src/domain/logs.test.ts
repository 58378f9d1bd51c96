import { describe, expect, it } from 'vitest';
import { tailOf } from './logs';

describe('the tail of a log', () => {
  it('is its last lines', () => {
    expect(tailOf('a\r\nb\nc\n', 2)).toEqual({ lines: ['b', 'c'], before: 1 });
    expect(tailOf('', 2)).toEqual({ lines: [], before: 0 });
  });

  it('shows control characters, which could hide or turn text, as signs', () => {
    expect(tailOf('\u001b[31mred\u202etxt.exe\u0007\tend', 1).lines).toEqual(['␛[31mred\ufffdtxt.exe␇\tend']);
  });
});
