import { afterEach, expect, it, vi } from 'vitest';
import { fitToWidth } from './fitToWidth';

afterEach(() => vi.unstubAllGlobals());

it('draws anew where the width changed, and not for the size a chart was made with', () => {
  let observe = (): void => undefined;
  let stopped = false;
  class Observer {
    constructor(look: () => void) {
      observe = look;
    }
    observe(): void {
      observe();
    }
    disconnect(): void {
      stopped = true;
    }
  }
  vi.stubGlobal('ResizeObserver', Observer);
  const sizes: { width: number; height: number }[] = [];
  const plot = {
    width: 500,
    height: 300,
    setSize: (size: { width: number; height: number }) => {
      sizes.push(size);
      plot.width = size.width;
    },
  };
  const place = { clientWidth: 500 };
  const stop = fitToWidth(plot, place as HTMLElement);
  expect(sizes).toEqual([]);
  place.clientWidth = 320;
  observe();
  observe();
  expect(sizes).toEqual([{ width: 320, height: 300 }]);
  stop();
  expect(stopped).toBe(true);
});
