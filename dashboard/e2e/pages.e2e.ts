import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './accessibility';
import { launch, openPage, type Watched } from './browser';
import { content } from './fake/content';
import { FakeServer } from './fake/server';
import { screenshot, settled, tooWide } from './screenshots';

/** Every page in both themes, wide and narrow: drawn, without scrolling sideways, without an accessibility finding. */

const PAGES: Record<string, { path: string; ready: string }> = {
  studies: { path: '/studies', ready: 'tr[data-study]' },
  overview: { path: '/studies/demo', ready: '.curves canvas' },
  trials: { path: '/studies/demo/trials?sort=-value&select=3,4', ready: 'tr[data-trial]' },
  'trials-error': { path: '/studies/demo/trials?filter=temperature+<+and', ready: '.filter [role=alert]' },
  trial: { path: '/studies/demo/trials/5', ready: '.small-multiples canvas' },
  analysis: { path: '/studies/demo/analysis', ready: '.importance' },
  settings: { path: '/studies/demo/settings', ready: '.actions' },
  compare: { path: '/compare?trials=demo/3,demo/4,demo/5', ready: '.compare' },
  'compare-studies': { path: '/compare?studies=demo,cifar10-small', ready: '.compare' },
  'compare-empty': { path: '/compare', ready: '.message' },
  fleet: { path: '/fleet', ready: 'tr[data-worker]' },
  new: { path: '/new?example=table', ready: '.estimate' },
  'new-clone': { path: '/new?from=cifar10-small', ready: '.estimate' },
  runs: { path: '/runs', ready: 'tbody tr' },
  run: { path: `/runs/${'4'.padStart(32, '0')}`, ready: '.run-metric svg' },
  'no-match': { path: '/studies?search=nothing', ready: '.message' },
  'no-page': { path: '/studies/demo/nowhere', ready: '.message' },
};

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

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    watched = await openPage(browser, { colorScheme });
    page = watched.page;
  });

  afterAll(() => page.context().close());

  it.each(Object.entries(PAGES))('%s', async (name, { path, ready }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${url}${path}`);
    await page.waitForSelector(ready);
    await settled(page);
    await screenshot(page, `${name}-${colorScheme}-1280`);
    expect(await tooWide(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);

    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    await screenshot(page, `${name}-${colorScheme}-390`);
    expect(await tooWide(page)).toEqual([]);
    expect(watched.errors).toEqual([]);
  });
});
