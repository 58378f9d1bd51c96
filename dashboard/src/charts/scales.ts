import uPlot from 'uplot';

/** What a logarithmic axis may be marked with between two powers of ten, from close to wide. */
const MANTISSAS = [[1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1]];
const FEWEST = 2;

/** Round numbers from one to another, both above 0, at most `most` of them; the two ends where no two lie between. */
export function logTicks(low: number, high: number, most: number): number[] {
  for (const mantissas of MANTISSAS) {
    const ticks = within(low, high, mantissas, 1);
    if (ticks.length <= most) {
      return ticks.length < FEWEST ? [low, high] : ticks;
    }
  }
  const powers = Math.log10(high / low);
  return within(low, high, [1], Math.ceil(powers / Math.max(1, most - 1)));
}

function within(low: number, high: number, mantissas: readonly number[], stride: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += stride) {
    for (const mantissa of mantissas) {
      const tick = Number(`${mantissa}e${power}`);
      if (tick >= low && tick <= high) {
        ticks.push(tick);
      }
    }
  }
  return ticks;
}

/** A logarithmic axis marked at round numbers, of which each is written. */
export function logAxis(most: number): Pick<uPlot.Axis, 'splits' | 'filter'> {
  return {
    splits: (_, __, low, high) => logTicks(low, high, most),
    filter: (_, splits) => splits,
  };
}

/** The library's range, but around values that are all the same as many as are of their own size. */
export function valueRange(_: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) {
    return [0, 1];
  }
  if (low === high) {
    const room = Math.abs(low) / 10;
    return low === 0 ? [0, 1] : [low - room, high + room];
  }
  return uPlot.rangeNum(low, high, 0.1, true);
}
