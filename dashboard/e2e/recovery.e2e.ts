import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousFindings } from './accessibility';
import { launch, openPage } from './browser';
import { content } from './fake/content';
import { FakeServer } from './fake/server';
import { screenshot } from './screenshots';

/** What the page does when the server goes away, asks for a token, answers with an error, or cannot send it its code. */

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
    await page.goto(`${url}/studies/demo/trials`);
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
    await page.goto(`${url}/studies/demo/trials`);
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

    await page.getByRole('link', { name: 'Trials' }).click();
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
});

describe('code that is loaded when it is needed, and cannot be', () => {
  it('of a chart says so in its own card, and comes when it is tried again', async () => {
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

  it('of a page leaves the rest of it, and comes when it is tried again', async () => {
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
});
