/** Points of a chart's series: `x` and `y` of the same length. */
export interface Points {
  x: readonly number[];
  y: readonly (number | null)[];
}

export interface Aligned {
  x: number[];
  /** For each series a value at each x, null where it has no point there. */
  y: (number | null)[][];
  /** Where each place on x comes from: the series, and the index in it. */
  origin: { series: number; index: number }[];
}

/** Series of their own xs on one ascending axis. Points that share an x stay apart, each at a place of its own. */
export function align(series: readonly Points[]): Aligned {
  const origin = series.flatMap(({ x }, at) => x.map((_, index) => ({ series: at, index })));
  const xOf = ({ series: at, index }: { series: number; index: number }): number => series[at]?.x[index] as number;
  origin.sort((a, b) => xOf(a) - xOf(b) || a.series - b.series || a.index - b.index);
  const y = series.map((points, at) =>
    origin.map((from) => (from.series === at ? (points.y[from.index] ?? null) : null)),
  );
  return { x: origin.map(xOf), y, origin };
}
