export type Theme = 'light' | 'dark';

/**
 * Begun from the colours of Okabe and Ito (2008), then moved until every pair is far apart for readers without red or
 * green cones too, at no less than 3:1 against the page.
 */
const PALETTE: Record<Theme, readonly string[]> = {
  light: ['#145e93', '#f25200', '#079f63', '#aa0c65', '#6f4800', '#7333df', '#1498d9', '#481847'],
  dark: ['#3590ff', '#f77d26', '#08cb92', '#df4dbd', '#ede23a', '#ceafff', '#9dffff', '#7e786d'],
};

const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

export interface LineStyle {
  colour: string;
  /** Lengths of dashes and gaps in pixels; empty: a solid line. */
  dash: readonly number[];
}

/** The line of a trial, the same on every page and after every reload; beyond eight trials dashes tell them apart. */
export function lineStyle(trial: number, theme: Theme): LineStyle {
  const palette = PALETTE[theme];
  return {
    colour: palette[trial % palette.length] as string,
    dash: DASHES[Math.floor(trial / palette.length) % DASHES.length] as readonly number[],
  };
}

export function paletteOf(theme: Theme): readonly string[] {
  return PALETTE[theme];
}
