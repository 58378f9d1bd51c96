/** A key's long whole number. A quote inside a text is escaped, so none of this is ever inside one. */
const LONG_INTEGER = /([^\\]"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

/** Parses JSON; whole numbers of a field that a double would round (64-bit seeds) stay as written, as strings. */
export function parseJson<T>(text: string): T {
  const exact = text.replace(LONG_INTEGER, (whole, before: string, digits: string) =>
    Number.isSafeInteger(Number(digits)) ? whole : `${before}"${digits}"`,
  );
  return JSON.parse(exact) as T;
}
