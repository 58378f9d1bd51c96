/** One message of an event stream. */
export interface SseMessage {
  event: string;
  data: string;
  /** The id of this message, absent where it has none. */
  id?: string;
}

/**
 * Parses server-sent events from text that arrives in arbitrary pieces (WHATWG HTML, "Interpreting an event stream").
 * One parser reads one connection.
 */
export class SseParser {
  private rest = '';
  private event = '';
  private data: string[] = [];
  private id: string | undefined;

  /** The messages that `chunk` completes. */
  push(chunk: string): SseMessage[] {
    const text = this.rest + chunk;
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): SseMessage[] {
    if (line === '') {
      return this.dispatch();
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.event = value;
    } else if (field === 'data') {
      this.data.push(value);
    } else if (field === 'id' && !value.includes('\0')) {
      this.id = value;
    }
    return [];
  }

  private dispatch(): SseMessage[] {
    const { event, data, id } = this;
    this.event = '';
    this.data = [];
    this.id = undefined;
    return data.length === 0 ? [] : [{ event: event || 'message', data: data.join('\n'), ...(id ? { id } : {}) }];
  }
}
