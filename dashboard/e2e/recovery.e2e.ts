import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, openPage } from './browser';
import { content, LONG_SEED } from './fake/content';
import { FakeServer } from './fake/server';
import { screenshot, settled } from './screenshots';

/** What the page does when the server goes away, asks for a token, or answers with an error. */

const ROW = 'tr[data-trial="6"]';
let browser: Browser;
let server: FakeServer;
let url: string;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

beforeEach(async () => {
  server = new FakeServer(content());
  url = await server.start();
});

afterEach(() => server.stop());

function completed(trial: number): void {
  server.commit({ type: 'TrialCompleted', trial: `demo/${trial}`, value: 0.7 });
}

describe('a lost connection', () => {
  it('is told, and made good from the last position without a gap', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}/studies/demo`);
    await page.waitForSelector(`${ROW} [data-state="RUNNING"]`);
    completed(5);
    await page.waitForSelector('tr[data-trial="5"] [data-state="COMPLETED"]');

    server.down = true;
    server.cutStreams();
    await page.waitForSelector('.notice');
    await screenshot(page, 'reconnecting');
    completed(6);
    server.down = false;

    await page.waitForSelector(`${ROW} [data-state="COMPLETED"]`);
    await page.waitForSelector('.notice', { state: 'detached' });
    expect(server.streamRequests).toEqual(['after=latest', 'Last-Event-ID: 1']);
    await page.context().close();
  });

  it('loads everything anew where no position was seen yet', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}/studies/demo`);
    await page.waitForSelector(`${ROW} [data-state="RUNNING"]`);
    server.down = true;
    server.cutStreams();
    await page.waitForSelector('.notice');
    completed(6);
    server.content.trials = server.content.trials.map((trial) =>
      trial.number === 6 ? { ...trial, state: 'COMPLETED', value: 0.7 } : trial,
    );
    server.down = false;
    await page.waitForSelector(`${ROW} [data-state="COMPLETED"]`);
    expect(server.streamRequests).toEqual(['after=latest', 'after=latest']);
    await page.context().close();
  });
});

describe('a server with a token', () => {
  it('is asked for once, kept out of the address, and refused when wrong', async () => {
    server.token = 'right';
    const { page } = await openPage(browser);
    await page.goto(`${url}/studies`);
    await page.getByLabel('Token').fill('wrong');
    await screenshot(page, 'token');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('The last token was refused').waitFor();
    await page.getByLabel('Token').fill('right');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForSelector('tr[data-study="demo"]');
    await page.reload();
    await page.waitForSelector('tr[data-study="demo"]');
    expect(page.url()).not.toContain('right');
    await page.context().close();
  });
});

describe('the stop button', () => {
  it('asks first, and stops nothing when the reader thinks better of it', async () => {
    const { page, errors } = await openPage(browser);
    await page.goto(`${url}/studies/demo`);
    await page.getByRole('button', { name: 'Stop…' }).click();
    await page.getByRole('dialog').waitFor();
    await screenshot(page, 'stop');
    await page.getByRole('button', { name: 'Keep running' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(server.stopReasons).toEqual([]);

    await page.getByRole('button', { name: 'Stop…' }).click();
    await page.getByLabel('Reason').fill('the loss does not fall');
    await page.getByRole('button', { name: 'Stop study' }).click();
    await page.waitForSelector('.study-header [data-state="STOPPING"]');
    await page.getByText('Stopped: the loss does not fall').waitFor();
    expect(server.stopReasons).toEqual(['the loss does not fall']);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('a new installation', () => {
  it('says how to begin, and shows the first study and trial without a reload', async () => {
    const { studies, trials } = content();
    Object.assign(server.content, { studies: [], trials: [], reports: [], workers: [] });
    const { page } = await openPage(browser);
    await page.goto(`${url}/fleet`);
    await page.getByText('No worker yet').waitFor();
    await screenshot(page, 'fleet-empty');
    await page.goto(`${url}/studies`);
    await page.getByText('No study yet').waitFor();
    await screenshot(page, 'studies-empty');

    server.content.studies = studies.slice(0, 1);
    server.commit({ type: 'StudyCreated', study: 'demo' });
    await page.getByRole('link', { name: 'demo', exact: true }).click();
    await page.getByText('No trial yet').waitFor();

    server.content.trials = trials.slice(8);
    server.commit({ type: 'AttemptQueued', attempt: 'demo/8/1', reason: 'first attempt' });
    await page.waitForSelector('tr[data-trial="8"] [data-state="QUEUED"]');
    await page.context().close();
  });
});

describe('an address', () => {
  it('of no study says so in the server’s words', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}/studies/nothing`);
    await page.getByText('there is no study nothing').waitFor();
    await screenshot(page, 'not-found');
    await page.context().close();
  });

  it('holds the open trial, the sort and the metric', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}/studies/demo`);
    await page.getByRole('button', { name: 'Trial 5', exact: true }).click();
    await page.getByRole('button', { name: 'learning_rate' }).click();
    await page.getByRole('button', { name: 'learning_rate' }).click();
    await page.getByLabel('Metric').selectOption('loss');
    await page.reload();
    await page.getByText('resumed from step 160').waitFor();
    await page.getByText(LONG_SEED, { exact: true }).waitFor();
    expect(await page.locator('tr[data-trial]').first().getAttribute('data-trial')).toBe('8');
    expect(await page.getByLabel('Metric').inputValue()).toBe('loss');
    await page.context().close();
  });
});

describe.each(['light', 'dark'] as const)('the %s theme', (colorScheme) => {
  it.each([1280, 390])('shows every page at %i pixels without scrolling sideways', async (width) => {
    const { page, errors } = await openPage(browser, { colorScheme, viewport: { width, height: 900 } });
    for (const path of ['studies', 'studies/demo', 'studies/demo?trial=5&scale=log&metric=loss', 'fleet']) {
      await page.goto(`${url}/${path}`);
      await page.waitForSelector('table, [data-trial]');
      await page.waitForSelector(path.includes('demo') ? 'canvas' : 'table');
      await settled(page);
      const name = path
        .split('?')
        .join('-')
        .replaceAll(/[^a-z0-9]+/g, '-');
      await screenshot(page, `${name}-${colorScheme}-${width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
