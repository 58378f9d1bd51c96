import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Study, Trial, Worker } from '../src/api/types';
import { launch, openPage, type Watched } from './browser';
import { screenshot, settled, tooWide } from './screenshots';
import { ask, type Target, target } from './target';

/**
 * A reader's way through the dashboard, from the list of studies to a running study and the fleet. Each step goes on
 * from the one before; the page is loaded once.
 */

/** A real trial may take this long to come an epoch further, or to end. */
const LIVE_MS = 80_000;

/** More than the dots of trials that have one epoch each, some 25 a trial: a line has thousands. */
const LINE_PIXELS = 500;

let server: Target;
let browser: Browser;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  server = await target();
  browser = await launch();
  watched = await openPage(browser, { colorScheme: 'light' }, server.token);
  page = watched.page;
  page.on('dialog', (dialog) => {
    watched.errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const get = <T>(path: string): Promise<T> => ask<T>(server, path);

/** What each row says of its state, or of its epoch. */
function rowTexts(selector: string): Promise<string[]> {
  return page.locator(`tr[data-trial] ${selector}`).allInnerTexts();
}

async function epochs(): Promise<string[]> {
  const texts = await rowTexts('[data-column="progress"]');
  return texts.map((text) => text.match(/epoch \d+\/\d+|\d+ epochs?/)?.[0] ?? '');
}

describe('the dashboard', () => {
  it('lists the study', async () => {
    await page.goto(`${server.url}/`);
    await page.waitForSelector(`tr[data-study="${server.study}"]`);
    await settled(page);
    await screenshot(page, 'journey-studies-light');
  });

  it('opens it with a row for each trial', async () => {
    await page.getByRole('link', { name: server.study, exact: true }).click();
    await page.waitForSelector('.tabs');
    expect(new URL(page.url()).pathname).toBe(`/studies/${server.study}`);
    await page.getByRole('navigation', { name: 'Study' }).getByRole('link', { name: 'Trials' }).click();
    await page.waitForSelector('tr[data-trial]');
    expect(new URL(page.url()).pathname).toBe(`/studies/${server.study}/trials`);
    await expect
      .poll(
        async () => {
          const { trials } = await get<{ trials: Trial[] }>(`/studies/${server.study}/trials`);
          return (await page.locator('tr[data-trial]').count()) - trials.length;
        },
        { timeout: 10_000 },
      )
      .toBe(0);
  });

  it('shows the description as text', async () => {
    const study = await get<Study>(`/studies/${server.study}`);
    const shown = page.locator('.study-header .description');
    expect(await shown.textContent()).toBe(study.spec.description);
    expect(await shown.locator('*').count()).toBe(0);
  });

  it('changes a row’s epoch and state while one looks on', { timeout: 2 * LIVE_MS + 5000 }, async () => {
    await page.evaluate(() => Object.assign(window, { loadedOnce: true }));
    const before = { epochs: await epochs(), states: await rowTexts('.badge') };
    server.advance();
    await expect.poll(epochs, { timeout: LIVE_MS }).not.toEqual(before.epochs);
    await expect.poll(() => rowTexts('.badge'), { timeout: LIVE_MS }).not.toEqual(before.states);
    expect(await page.evaluate(() => 'loadedOnce' in window)).toBe(true);
  });

  it('draws the curves', { timeout: 2 * LIVE_MS + 5000 }, async () => {
    await page.getByRole('navigation', { name: 'Study' }).getByRole('link', { name: 'Overview' }).click();
    await page.waitForSelector('.curves canvas', { timeout: LIVE_MS });
    await expect.poll(() => page.evaluate(colouredPixels), { timeout: LIVE_MS }).toBeGreaterThan(LINE_PIXELS);
  });

  it('tells each attempt of a trial', async () => {
    await screenshot(page, 'journey-study-light');
    await page.getByRole('navigation', { name: 'Study' }).getByRole('link', { name: 'Trials' }).click();
    await page.locator('.trial-link').first().click();
    await page.waitForSelector('[data-attempt="1"]');
    expect(new URL(page.url()).pathname).toBe(`/studies/${server.study}/trials/0`);
    await settled(page);
    await screenshot(page, 'journey-trial-light');
  });

  it('shows the same in the dark and on a narrow screen', async () => {
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await settled(page);
    await screenshot(page, 'journey-trial-dark');
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    await screenshot(page, 'journey-trial-narrow');
    expect(await tooWide(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('shows the workers', async () => {
    await page.getByRole('link', { name: 'Fleet' }).click();
    await page.waitForSelector('tr[data-worker]');
    const { workers } = await get<{ workers: Worker[] }>('/workers');
    const shown = page
      .locator('tr[data-worker]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-worker')));
    expect((await shown).sort()).toEqual(workers.map((worker) => worker.worker).sort());
    await settled(page);
    await screenshot(page, 'journey-fleet-dark');
  });

  it('has written no error to the console', () => {
    expect(watched.errors).toEqual([]);
  });
});

/** Pixels of the chart that are neither grey nor transparent: those of the lines. */
function colouredPixels(): number {
  const canvas = document.querySelector('.curves canvas') as HTMLCanvasElement;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    count += Number(alpha > 200 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60);
  }
  return count;
}
