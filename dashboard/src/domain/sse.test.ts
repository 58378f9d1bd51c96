import { describe, expect, it } from 'vitest';
import { SseParser } from './sse';

const STREAM =
  ': the journal after 7\n\nid: 8\nevent: journal\ndata: {"a":1}\n\nevent: workers\r\ndata: x\r\ndata: y\r\n\r\nid: 9\rdata:z\r\r';

const MESSAGES = [
  { event: 'journal', data: '{"a":1}', id: '8' },
  { event: 'workers', data: 'x\ny' },
  { event: 'message', data: 'z', id: '9' },
];

describe('SseParser', () => {
  it('reads messages wherever the text is cut', () => {
    const text = `${STREAM}:\n`;
    for (let cut = 0; cut <= text.length; cut++) {
      const parser = new SseParser();
      expect([...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))], `cut at ${cut}`).toEqual(MESSAGES);
    }
  });

  it('reads messages from single characters', () => {
    const parser = new SseParser();
    expect([...`${STREAM}:\n`].flatMap((character) => parser.push(character))).toEqual(MESSAGES);
  });

  it('holds back a message until its blank line', () => {
    const parser = new SseParser();
    expect(parser.push('id: 1\ndata: a\n')).toEqual([]);
    expect(parser.push('\n')).toEqual([{ event: 'message', data: 'a', id: '1' }]);
  });

  it('gives no message its forerunner’s id, and none without data', () => {
    const parser = new SseParser();
    expect(parser.push('id: 1\ndata: a\n\nid: 2\n\ndata: b\n\n')).toEqual([
      { event: 'message', data: 'a', id: '1' },
      { event: 'message', data: 'b' },
    ]);
  });
});
