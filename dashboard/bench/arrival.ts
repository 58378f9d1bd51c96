import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { type Figure, lower, median } from './figures';
import { firstView } from './inPage';
import { onPage, type Setting } from './run';

/** What a reader's browser has to load before it can show the list of studies, compressed. */
export function bundleSize(browser: Browser, { url }: Setting): Promise<Figure> {
  return onPage(browser, async (page) => {
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (!new URL(response.url()).pathname.startsWith('/api/')) {
        bodies.push(response.body());
      }
    });
    await page.goto(`${url}/studies`);
    await page.waitForSelector('tr[data-study]');
    const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
    return lower('bundle', sizes.reduce((sum, size) => sum + size, 0) / 1000, 'kB', 350);
  });
}

/** By page: its path, and what is drawn when a reader has something to look at. */
const VIEWS: Record<string, { path: string; drawn: string }> = {
  studies: { path: '/studies', drawn: 'tr[data-study]' },
  overview: { path: '/studies/large', drawn: '.overview canvas' },
  trials: { path: '/studies/large/trials', drawn: 'tr[data-trial]' },
};

/** From an empty cache, as a reader comes who follows a link. */
export async function firstViews(browser: Browser, { url, trials, quick }: Setting): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, { path, drawn }] of Object.entries(VIEWS)) {
    const times: number[] = [];
    for (let at = 0; at < (quick ? 2 : 5); at++) {
      times.push(await onPage(browser, (page) => firstView(page, `${url}${path}`, drawn)));
    }
    figures.push(lower(`first_view.${name}`, median(times), 'ms', 1500));
  }
  const whole = await onPage(browser, async (page) => {
    await page.goto(`${url}/studies/large/trials`, { waitUntil: 'commit' });
    return page.evaluate(
      (all) => window.painted(() => document.querySelector('.table-buttons [role=status]')?.textContent === all),
      `${trials} trials`,
    );
  });
  return [...figures, lower('all_trials_in_the_table', whole, 'ms')];
}
