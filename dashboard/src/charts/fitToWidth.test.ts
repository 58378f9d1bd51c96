import { afterEach, expect, it, vi } from 'vitest';
import { fitToWidth } from './fitToWidth';

afterEach(() => vi.unstubAllGlobals());

class Observer {
  static look = (): void => undefined;
  static stopped = false;

  constructor(look: () => void) {
    Observer.look = look;
  }

  observe(): void {
    Observer.look();
  }

  disconnect(): void {
    Observer.stopped = true;
  }
}

/** A chart of some size that keeps account of the sizes it was given. */
function plotOf(width: number, height: number) {
  const sizes: { width: number; height: number }[] = [];
  const plot = {
    width,
    height,
    sizes,
    setSize: (size: { width: number; height: number }) => {
      sizes.push(size);
      Object.assign(plot, size);
    },
  };
  return plot;
}

it('draws anew where the width changed, and not for the size a chart was made with', () => {
  vi.stubGlobal('ResizeObserver', Observer);
  const plot = plotOf(500, 300);
  const place = { clientWidth: 500, clientHeight: 900 };
  const stop = fitToWidth(plot, place as HTMLElement);
  expect(plot.sizes).toEqual([]);
  place.clientWidth = 320;
  Observer.look();
  Observer.look();
  expect(plot.sizes).toEqual([{ width: 320, height: 300 }]);
  stop();
  expect(Observer.stopped).toBe(true);
});

it('is as high as a place that it is to fill, but never lower than it was made', () => {
  vi.stubGlobal('ResizeObserver', Observer);
  const plot = plotOf(500, 280);
  const place = { clientWidth: 500, clientHeight: 410 };
  fitToWidth(plot, place as HTMLElement, true);
  place.clientHeight = 120;
  Observer.look();
  Observer.look();
  expect(plot.sizes).toEqual([
    { width: 500, height: 410 },
    { width: 500, height: 280 },
  ]);
});
