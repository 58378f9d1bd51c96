/** One measured value; the target is absent where it is for comparison alone. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  better: 'lower' | 'higher';
  target?: number;
}

export function lower(name: string, value: number, unit: string, target?: number): Figure {
  return { name: `dashboard.${name}`, value, unit, better: 'lower', ...(target === undefined ? {} : { target }) };
}

export function higher(name: string, value: number, unit: string, target?: number): Figure {
  return { ...lower(name, value, unit, target), better: 'higher' };
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
