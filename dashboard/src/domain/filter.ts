import { FilterError, type Token, tokensOf } from './filterTokens';
import type { FieldValue } from './trialFields';

/** What has to be met: by a trial, or by whatever stands for one. */
export type Predicate<T> = (item: T) => boolean;
type Reader<T> = (item: T) => FieldValue;

/** The field that a name in a filter means; absent: there is none. */
export type Resolve<T> = (name: string) => Reader<T> | undefined;

const COMPARISONS: Record<string, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '==': (order) => order === 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in']);

/**
 * Reads a filter such as `temperature < 0.2 and state = completed`. A comparison is `name operator value` with one of
 * = != < <= > >= and ~ (contains), or `name in (a, b)`; `and`, `or`, `not` and brackets join them. Words compare without
 * regard to case. A trial without the field meets no comparison but !=.
 *
 * @returns what a trial has to meet; an empty filter is met by all
 * @throws FilterError where it cannot be read or names no field
 */
export function parseFilter<T>(filter: string, resolve: Resolve<T>): Predicate<T> {
  if (filter.trim() === '') {
    return () => true;
  }
  return new Parser(tokensOf(filter), resolve).whole();
}

class Parser<T> {
  private next = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly resolve: Resolve<T>,
  ) {}

  whole(): Predicate<T> {
    const predicate = this.either();
    if (this.peek().kind !== 'end') {
      throw this.expected('and, or, or the end');
    }
    return predicate;
  }

  private either(): Predicate<T> {
    const any = [this.both()];
    while (this.takesWord('or')) {
      any.push(this.both());
    }
    return any.length === 1 ? (any[0] as Predicate<T>) : (item) => any.some((each) => each(item));
  }

  private both(): Predicate<T> {
    const all = [this.one()];
    while (this.takesWord('and')) {
      all.push(this.one());
    }
    return all.length === 1 ? (all[0] as Predicate<T>) : (item) => all.every((each) => each(item));
  }

  private one(): Predicate<T> {
    if (this.takesWord('not')) {
      const inner = this.one();
      return (item) => !inner(item);
    }
    if (this.takes('(')) {
      const inner = this.either();
      this.need(')');
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Predicate<T> {
    const read = this.field();
    if (this.takesWord('in')) {
      const values = this.list();
      return (item) => values.some((value) => order(read(item), value) === 0);
    }
    const operator = this.take();
    if (operator.text === '!=') {
      const value = this.value();
      return (item) => order(read(item), value) !== 0;
    }
    if (operator.text === '~') {
      const part = String(this.value()).toLowerCase();
      return (item) =>
        String(read(item) ?? '')
          .toLowerCase()
          .includes(part);
    }
    const meets = operator.kind === 'operator' ? COMPARISONS[operator.text] : undefined;
    if (!meets) {
      throw this.expected('one of = != < <= > >= ~ in', operator);
    }
    const value = this.value();
    return (item) => meets(order(read(item), value));
  }

  private field(): Reader<T> {
    const token = this.take();
    if (token.kind !== 'name' && token.kind !== 'text') {
      throw this.expected('the name of a parameter, metric or column', token);
    }
    const read = this.resolve(token.text);
    if (!read) {
      throw new FilterError(`no trial has a parameter or metric named ${token.text}`, token.at);
    }
    return read;
  }

  private list(): (string | number)[] {
    this.need('(');
    const values = [this.value()];
    while (this.takes(',')) {
      values.push(this.value());
    }
    this.need(')');
    return values;
  }

  private value(): string | number {
    const token = this.take();
    if (token.kind === 'number') {
      return Number(token.text);
    }
    if (token.kind !== 'text' && (token.kind !== 'name' || RESERVED.has(token.text.toLowerCase()))) {
      throw this.expected('a value', token);
    }
    return token.text;
  }

  private peek(): Token {
    return this.tokens[this.next] as Token;
  }

  private take(): Token {
    const token = this.peek();
    this.next = Math.min(this.next + 1, this.tokens.length - 1);
    return token;
  }

  private takes(text: string): boolean {
    const { kind, text: found } = this.peek();
    return kind === 'operator' && found === text && this.take() !== undefined;
  }

  private takesWord(word: string): boolean {
    const { kind, text } = this.peek();
    return kind === 'name' && text.toLowerCase() === word && this.take() !== undefined;
  }

  private need(text: string): void {
    if (!this.takes(text)) {
      throw this.expected(text);
    }
  }

  private expected(what: string, { text, at } = this.peek()): FilterError {
    return new FilterError(`${text} is there, must be ${what}`, at);
  }
}

/** Negative, 0 or positive as `found` comes before, at or after `wanted`; NaN, which meets nothing, where one is absent. */
function order(found: FieldValue, wanted: string | number): number {
  if (found === undefined) {
    return Number.NaN;
  }
  if (typeof found === 'number') {
    return compare(found, Number(wanted));
  }
  return compare(found.toLowerCase(), String(wanted).toLowerCase());
}

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
}
