type Reviver = (this: unknown, key: string, value: unknown, context?: { source?: string }) => unknown;

const parse = JSON.parse as (text: string, reviver?: Reviver) => unknown;

/** Whole numbers that a double would round (64-bit seeds) stay as written, as strings. */
const exactIntegers: Reviver = (_key, value, context) =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source
    ? context.source
    : value;

/** Parses JSON without rounding long integers, where the browser hands the reviver the source text. */
export function parseJson<T>(text: string): T {
  return (/\d{16}/.test(text) ? parse(text, exactIntegers) : parse(text)) as T;
}
