import type uPlot from 'uplot';
import type { Theme } from '../domain/colours';

export const FONT = '12px system-ui, sans-serif';

/** Colours of what charts draw beside the trials' lines; canvases cannot read the style sheet's. */
export const INK: Record<Theme, Record<Tone | 'text' | 'grid' | 'page', string>> = {
  light: {
    text: '#566270',
    grid: '#e6eaee',
    page: '#ffffff',
    point: '#5b7f9f',
    accent: '#0b5cad',
    good: '#14773f',
    bad: '#b3261e',
    ended: '#5b6570',
    warning: '#8f5a00',
    faint: '#c3ccd5',
  },
  dark: {
    text: '#9aa7b4',
    grid: '#28313a',
    page: '#161c22',
    point: '#7f9db8',
    accent: '#71b6f7',
    good: '#4cc27d',
    bad: '#f58a80',
    ended: '#96a2ae',
    warning: '#e5ac3f',
    faint: '#3c4854',
  },
};

export type Tone = 'point' | 'accent' | 'good' | 'bad' | 'ended' | 'warning' | 'faint';

export function axis(theme: Theme, rest: uPlot.Axis): uPlot.Axis {
  const { text, grid } = INK[theme];
  return {
    stroke: text,
    font: FONT,
    labelFont: FONT,
    labelSize: 18,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 4 },
    ...rest,
  };
}
