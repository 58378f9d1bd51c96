import type uPlot from 'uplot';

/**
 * Keeps a chart as wide as its place, until the returned function is called. An observer begins with the size that the chart
 * was made for; that draws nothing, for hundreds of curves drawn twice are seen to take their time.
 */
export function fitToWidth(plot: Pick<uPlot, 'width' | 'height' | 'setSize'>, place: HTMLElement): () => void {
  const resize = new ResizeObserver(() => {
    if (place.clientWidth !== plot.width) {
      plot.setSize({ width: place.clientWidth, height: plot.height });
    }
  });
  resize.observe(place);
  return () => resize.disconnect();
}
