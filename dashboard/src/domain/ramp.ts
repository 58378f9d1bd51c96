import type { Theme } from './colours';

/**
 * Dark blue over green to yellow: light grows steadily along it, so that it reads without colour too. After viridis
 * (Smith and van der Walt 2015), at five places.
 */
const STOPS: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 144, 140],
  [93, 200, 99],
  [253, 231, 37],
];

/** The colour for a share from 0 to 1, as CSS. */
export function rampColour(share: number, alpha = 1): string {
  const place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
  const below = Math.min(STOPS.length - 2, Math.floor(place));
  const [from, to] = [STOPS[below], STOPS[below + 1]] as [(typeof STOPS)[0], (typeof STOPS)[0]];
  const mixed = from.map((part, at) => Math.round(part + ((to[at] as number) - part) * (place - below)));
  return `rgb(${mixed.join(' ')} / ${alpha})`;
}

/** Lines have to stand out from the page: the ramp's end that is as light or as dark as the page is left out. */
export function lineShare(share: number, theme: Theme): number {
  return theme === 'light' ? share * 0.72 : 0.3 + share * 0.7;
}
