const CHUNK = 256;

/**
 * Values by numbers from 0 up, never changed in place. A change copies the chunks it touches and shares the rest, so that
 * fifty thousand trials cost an event no more than ten do.
 */
export class Numbered<T> implements ReadonlyMap<number, T> {
  private constructor(
    private readonly chunks: readonly (readonly (T | undefined)[] | undefined)[],
    readonly size: number,
  ) {}

  static of<T>(entries: Iterable<readonly [number, T]>): Numbered<T> {
    return new Numbered<T>([], 0).with(entries);
  }

  /** The same, with these values in the place of what is there. */
  with(entries: Iterable<readonly [number, T]>): Numbered<T> {
    const chunks = [...this.chunks];
    const copied = new Map<number, (T | undefined)[]>();
    let size = this.size;
    for (const [number, value] of entries) {
      const at = Math.floor(number / CHUNK);
      const chunk = copied.get(at) ?? [...(chunks[at] ?? [])];
      copied.set(at, chunk);
      chunks[at] = chunk;
      size += Number(chunk[number % CHUNK] === undefined);
      chunk[number % CHUNK] = value;
    }
    return copied.size === 0 ? this : new Numbered(chunks, size);
  }

  get(number: number): T | undefined {
    return this.chunks[Math.floor(number / CHUNK)]?.[number % CHUNK];
  }

  has(number: number): boolean {
    return this.get(number) !== undefined;
  }

  forEach(visit: (value: T, number: number, map: ReadonlyMap<number, T>) => void): void {
    for (const [number, value] of this) {
      visit(value, number, this);
    }
  }

  *entries(): Generator<[number, T], undefined> {
    for (const [at, chunk] of this.chunks.entries()) {
      for (const [within, value] of chunk?.entries() ?? []) {
        if (value !== undefined) {
          yield [at * CHUNK + within, value];
        }
      }
    }
  }

  *keys(): Generator<number, undefined> {
    for (const [number] of this.entries()) {
      yield number;
    }
  }

  *values(): Generator<T, undefined> {
    for (const chunk of this.chunks) {
      for (const value of chunk ?? []) {
        if (value !== undefined) {
          yield value;
        }
      }
    }
  }

  [Symbol.iterator](): Generator<[number, T], undefined> {
    return this.entries();
  }
}
