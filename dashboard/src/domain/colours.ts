export type Theme = 'light' | 'dark';

/**
 * Colours that readers with a red-green or blue-yellow weakness can tell apart, after Okabe and Ito (2008), darkened or
 * lightened to at least 3:1 against the page.
 */
const PALETTE: Record<Theme, readonly string[]> = {
  light: ['#0072b2', '#c04a00', '#007d5c', '#a6336f', '#7d6600', '#4b3fb5', '#008199', '#5c5c5c'],
  dark: ['#56b4e9', '#f28c3c', '#2fc497', '#ee8fc4', '#e8cf52', '#a7a6ff', '#66d9e8', '#bdbdbd'],
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
