import type uPlot from 'uplot';

/**
 * Keeps a chart as wide as its place, and at least as high as it was made, until the returned function is called. An observer
 * begins with the size that the chart was made for; that draws nothing, for hundreds of curves drawn twice are seen to take
 * their time.
 *
 * @param fill as high as the place, which then must not grow with what is in it
 */
export function fitToWidth(
  plot: Pick<uPlot, 'width' | 'height' | 'setSize'>,
  place: HTMLElement,
  fill = false,
): () => void {
  const least = plot.height;
  const resize = new ResizeObserver(() => {
    const width = place.clientWidth;
    const height = fill ? Math.max(least, place.clientHeight) : plot.height;
    if (width !== plot.width || height !== plot.height) {
      plot.setSize({ width, height });
    }
  });
  resize.observe(place);
  return () => resize.disconnect();
}
