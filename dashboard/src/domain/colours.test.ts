import { describe, expect, it } from 'vitest';
import { lineStyle, paletteOf, type Theme } from './colours';

type Rgb = [number, number, number];

const PAGE: Record<Theme, string> = { light: '#ffffff', dark: '#161c22' };

/** Linear RGB. */
function linear(colour: string): Rgb {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

function contrast(a: string, b: string): number {
  const [high, low] = [a, b]
    .map((colour) => {
      const [red, green, blue] = linear(colour);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    })
    .sort((x, y) => y - x) as [number, number];
  return high / low;
}

/** How a colour looks without the red or green cones (Viénot, Brettel and Mollon 1999), as L*a*b*-like distances need. */
const SEEN: Record<string, (rgb: Rgb) => Rgb> = {
  everyone: (rgb) => rgb,
  'a protanope': ([r, g, b]) => [0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b],
  'a deuteranope': ([r, g, b]) => [
    0.29275 * r + 0.70725 * g,
    0.29275 * r + 0.70725 * g,
    -0.02234 * r + 0.02234 * g + b,
  ],
};

/** Oklab (Ottosson 2020): distances near those people see; black to white is 1. */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(...a.map((value, index) => value - (b[index] as number)));
}

describe.each(['light', 'dark'] as const)('lines in the %s theme', (theme) => {
  it('stand out from the page', () => {
    for (const colour of paletteOf(theme)) {
      expect(contrast(colour, PAGE[theme]), colour).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.entries(SEEN))('differ for %s', (_, seen) => {
    const labs = paletteOf(theme).map((colour) => oklab(seen(linear(colour))));
    labs.forEach((a, at) => {
      for (const [beyond, b] of labs.slice(at + 1).entries()) {
        const pair = `${paletteOf(theme)[at]} ${paletteOf(theme)[at + 1 + beyond]}`;
        expect(distance(a, b), pair).toBeGreaterThan(0.1);
      }
    });
  });

  it('are the same for a trial each time, and no two alike among 32', () => {
    const styles = Array.from({ length: 32 }, (_, trial) => JSON.stringify(lineStyle(trial, theme)));
    expect(new Set(styles).size).toBe(32);
    expect(lineStyle(7, theme)).toEqual(lineStyle(7, theme));
  });
});
