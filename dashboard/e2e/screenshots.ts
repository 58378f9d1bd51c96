import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const directory = process.env.SCREENSHOTS;

/** Keeps a picture of the page as it is, where SCREENSHOTS names a directory. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (directory) {
    await mkdir(directory, { recursive: true });
    await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true });
  }
}

/** Waits for the fonts and one drawn frame, so that a picture shows the page at rest. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(
      document
        .getAnimations()
        .flatMap((a) => (Number.isFinite(a.effect?.getComputedTiming().endTime) ? [a.finished] : [])),
    );
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** The elements because of which the page scrolls sideways. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = (element: Element): boolean => element.getBoundingClientRect().right > clientWidth + 0.5;
    return scrollWidth <= clientWidth
      ? []
      : [...document.querySelectorAll('body *')].filter(wide).map((element) => element.outerHTML.slice(0, 160));
  });
}
