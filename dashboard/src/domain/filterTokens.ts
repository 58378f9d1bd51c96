/** A word of a filter, and where it begins. */
export interface Token {
  kind: 'name' | 'number' | 'text' | 'operator' | 'end';
  text: string;
  at: number;
}

/** What is wrong with a filter, for its author; `at` is the character it is about, from 0. */
export class FilterError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const PATTERN =
  /\s*(?:(?<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.]))|(?<name>[A-Za-z_][\w.:/-]*)|(?<text>"[^"]*"|'[^']*')|(?<operator><=|>=|!=|==|=|<|>|~|\(|\)|,))/y;

/** @throws FilterError at a character that begins no word */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  const end = filter.trimEnd().length;
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < end) {
    const from = PATTERN.lastIndex;
    const groups = PATTERN.exec(filter)?.groups;
    if (!groups) {
      throw unknown(filter, from);
    }
    tokens.push(tokenOf(groups, PATTERN.lastIndex));
  }
  return [...tokens, { kind: 'end', text: 'the end', at: filter.length }];
}

function tokenOf(groups: Record<string, string | undefined>, end: number): Token {
  const [kind, text] = Object.entries(groups).find(([, match]) => match !== undefined) as [Token['kind'], string];
  return { kind, text: kind === 'text' ? text.slice(1, -1) : text, at: end - text.length };
}

function unknown(filter: string, from: number): FilterError {
  const at = from + (filter.slice(from).match(/^\s*/)?.[0].length ?? 0);
  const character = filter[at] ?? '';
  const open = character === '"' || character === "'";
  return new FilterError(open ? 'the text is not closed' : `${character} is not understood here`, at);
}
