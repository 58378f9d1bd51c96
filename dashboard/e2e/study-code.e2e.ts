import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seriousFindings } from './accessibility';
import { launch, openPage } from './browser';
import { content } from './fake/content';
import { FakeServer } from './fake/server';
import { screenshot } from './screenshots';

/** Code that is loaded when it is needed, and cannot be. */

let browser: Browser;
let server: FakeServer;
let url: string;

beforeAll(async () => {
  browser = await launch();
  server = new FakeServer(content());
  url = await server.start();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('a chart whose code cannot be loaded says so in its own card, and comes when it is tried again', async () => {
  const { page } = await openPage(browser);
  await page.route('**/assets/XyChart*', (route) => route.abort());
  await page.goto(`${url}/studies/demo`);
  const card = page.locator('.card', { has: page.getByRole('heading', { name: 'Values by trial' }) });
  await card.getByRole('alert').waitFor();
  await page.waitForSelector('.curves canvas');
  await screenshot(page, 'chart-failed');
  expect(await seriousFindings(page)).toEqual([]);

  await page.unroute('**/assets/XyChart*');
  await card.getByRole('button', { name: 'Try again' }).click();
  await card.locator('canvas').waitFor();
  expect(await card.getByRole('alert').count()).toBe(0);
  await page.context().close();
});

it('so does a page', async () => {
  const { page } = await openPage(browser);
  await page.route('**/assets/AnalysisTab*', (route) => route.abort());
  await page.goto(`${url}/studies/demo/analysis`);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('navigation', { name: 'Study' }).isVisible()).toBe(true);

  await page.unroute('**/assets/AnalysisTab*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForSelector('.importance');
  await page.context().close();
});
