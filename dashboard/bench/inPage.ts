import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** Resolves with the page's time once `test` holds and the frame that shows it has been painted. */
    painted: (test: () => unknown) => Promise<number>;
  }
}

/** To be there before the page's own code: looks after every change of the document and at every frame. */
export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.painted = (test) =>
      new Promise((resolve, reject) => {
        const begin = performance.now();
        const look = (): void => {
          if (test()) {
            // The next frame is the one in which it is drawn; a task after it runs when that is done.
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve(performance.now());
              port2.postMessage(undefined);
            });
          } else if (performance.now() - begin > 120_000) {
            reject(new Error(`after 120 s still not: ${test}`));
          } else {
            requestAnimationFrame(look);
          }
        };
        look();
      });
  });
}

/** Milliseconds from the start of the navigation until `selector` is painted, in a page of its own cache. */
export async function firstView(page: Page, url: string, selector: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  return page.evaluate(
    (wanted) =>
      window.painted(() => {
        const found = document.querySelector(wanted);
        return found && found.getBoundingClientRect().height > 0;
      }),
    selector,
  );
}
