import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, openPage, type Watched } from './browser';
import { content, LONG_SEED, MARKUP } from './fake/content';
import { FakeServer } from './fake/server';
import { screenshot } from './screenshots';

/** What can be done on a study's pages: act on it, find trials, compare them, read one. */

/** For a machine that does much else. */
const SLOW = { timeout: 25_000 };

let browser: Browser;
let server: FakeServer;
let url: string;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  server = new FakeServer(content());
  url = await server.start();
  watched = await openPage(browser);
  page = watched.page;
  page.on('dialog', (dialog) => {
    watched.errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
});

afterEach(async () => {
  await page.context().close();
  await server.stop();
  expect(watched.errors).toEqual([]);
});

async function shownTrials(): Promise<number[]> {
  const rows = await page
    .locator('tr[data-trial]')
    .evaluateAll((all) => all.map((row) => row.getAttribute('data-trial')));
  return rows.map(Number);
}

describe('the settings', () => {
  it('ask before they stop a study, and stop nothing when the reader thinks better of it', async () => {
    await page.goto(`${url}/studies/demo/settings`);
    await page.getByRole('button', { name: 'Stop…' }).click();
    await page.getByRole('dialog').waitFor();
    await screenshot(page, 'stop');
    await page.getByRole('button', { name: 'Keep running' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(server.actions).toEqual([]);

    await page.getByRole('button', { name: 'Stop…' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('the loss does not fall');
    await page.getByRole('button', { name: 'Stop study' }).click();
    await page.waitForSelector('.study-header [data-state="STOPPING"]');
    await page.getByText('Stopped: the loss does not fall').waitFor();
    expect(server.actions).toEqual(['stop {"reason":"the loss does not fall"}']);
  });

  it('pause a study and let it go on', async () => {
    await page.goto(`${url}/studies/demo/settings`);
    await page.getByRole('button', { name: 'Pause…' }).click();
    await page.getByRole('button', { name: 'Pause study' }).click();
    await page.waitForSelector('.study-header [data-state="PAUSED"]');
    await page.getByRole('button', { name: 'Resume…' }).click();
    await page.getByRole('button', { name: 'Resume study' }).click();
    await page.waitForSelector('.study-header [data-state="RUNNING"]');
    expect(server.actions).toEqual(['pause {"reason":"paused from the dashboard"}', 'resume']);
  });

  it('extend a study by what was changed, and say what is wrong with it', async () => {
    await page.goto(`${url}/studies/demo/settings`);
    await page.getByRole('button', { name: 'Extend…' }).click();
    await page.getByLabel('Trials', { exact: true }).fill('many');
    await page.getByRole('button', { name: 'Extend study' }).click();
    await page.getByText('trials is many, must be a number').waitFor();
    await page.getByLabel('Trials', { exact: true }).fill('40');
    await page.getByRole('button', { name: 'Extend study' }).click();
    await page.getByText('/ 40').waitFor();
    expect(server.actions).toEqual(['extend {"trials":40}']);
    expect(await page.getByRole('link', { name: 'Clone' }).getAttribute('href')).toBe('/new?from=demo');
  });
});

describe('the table of trials', () => {
  it('filters, says what is wrong with a filter, and keeps what it shows in the address', async () => {
    await page.goto(`${url}/studies/demo/trials`);
    await page.getByLabel('Filter').fill('temperature < 0.2 and state = completed');
    await page.getByText('2 of 9 trials').waitFor();
    await page.getByRole('button', { name: 'learning_rate' }).click();
    await page.getByRole('button', { name: 'learning_rate' }).click();
    await expect.poll(shownTrials, SLOW).toEqual([3, 1]);
    await page.reload();
    await expect.poll(shownTrials, SLOW).toEqual([3, 1]);
    await page.getByLabel('Filter').fill('temprature < 0.2');
    await page.getByText('At character 1: no trial has a parameter or metric named temprature').waitFor();
    await page.getByLabel('Filter').fill('state = pruned');
    await page.getByText('No trial meets the filter').waitFor();
  });

  it('is sorted by a list of its columns where the screen is too narrow for headings', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${url}/studies/demo/trials?filter=state+=+completed`);
    await page.getByLabel('Sort by').selectOption('learning_rate');
    await expect.poll(shownTrials, SLOW).toEqual([0, 1, 3, 4]);
    await page.getByRole('button', { name: 'Ascending' }).click();
    await expect.poll(shownTrials, SLOW).toEqual([4, 3, 1, 0]);
    expect(page.url()).toContain('sort=-p%3Alearning_rate');
    expect(await page.getByRole('button', { name: 'State' }).count()).toBe(0);
  });

  it('shows other columns and exports what it shows', async () => {
    await page.goto(`${url}/studies/demo/trials?filter=trial+in+(4,0)&columns=p:note,p:batch_size`);
    await page.locator('summary', { hasText: 'Columns' }).click();
    await page.getByLabel('batch_size').uncheck();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('demo-trials.csv');
    expect(await readFile(await download.path(), 'utf8')).toBe(`Trial,note\r\n0,plain\r\n4,${MARKUP}\r\n`);
  });

  it('draws only the rows in sight of 50,000', async () => {
    const [first] = server.content.trials;
    if (!first) {
      throw new Error('no trial');
    }
    server.content.trials = Array.from({ length: 50_000 }, (_, number) => ({ ...first, number, attempts: [] }));
    server.content.studies = server.content.studies.map((study) => ({
      ...study,
      trials: { ...study.trials, budget: 50_000 },
    }));
    await page.goto(`${url}/studies/demo/trials`);
    await page.getByText('50000 trials').waitFor({ timeout: 60_000 });
    expect((await shownTrials()).length).toBeLessThan(60);
    await page.locator('.trials-box').evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await page.waitForSelector('tr[data-trial="49999"]');
    await page.getByRole('button', { name: 'Trial', exact: true }).click();
    await page.getByRole('button', { name: 'Trial', exact: true }).click();
    await page.getByLabel('Filter').fill('trial < 3 or trial > 49998');
    await expect.poll(async () => (await shownTrials()).length, SLOW).toBe(4);
  });
});

describe('a comparison', () => {
  it('begins in the table and has an address of its own', async () => {
    await page.goto(`${url}/studies/demo/trials`);
    await page.getByLabel('Choose trial 3 to compare').check();
    await page.getByLabel('Choose trial 4 to compare').check();
    await page.getByRole('link', { name: 'Compare 2' }).click();
    await page.waitForSelector('.compare');
    expect(page.url()).toBe(`${url}/compare?trials=demo/3,demo/4`);
    const differing = await page.locator('.compare tr[data-differs="true"] th').allTextContents();
    expect(differing).toContain('temperature (differs)');
    expect(differing.join()).not.toContain('batch_size');
    await page.getByRole('button', { name: 'Remove Trial 3' }).click();
    await expect.poll(() => page.url(), SLOW).toBe(`${url}/compare?trials=demo%2F4`);
  });
});

describe('the analysis', () => {
  it('filters the table by a brush, by pointer and by sliders, and keeps it in the address', async () => {
    await page.goto(`${url}/studies/demo/analysis`);
    await page.getByText('9 trials', { exact: true }).waitFor();
    const chart = page.locator('.canvas-chart').first();
    const { x = 0, y = 0, height = 0 } = (await chart.boundingBox()) ?? {};
    await page.mouse.move(x + 64, y + height - 14);
    await page.mouse.down();
    await page.mouse.move(x + 64, y + height * 0.6, { steps: 6 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Take the range of learning_rate away' }).waitFor();
    await expect.poll(shownTrials, SLOW).toEqual([0, 1, 2, 3]);
    await page.reload();
    await expect.poll(shownTrials, SLOW).toEqual([0, 1, 2, 3]);
    await page.getByRole('link', { name: 'As a filter of the table' }).click();
    await expect.poll(shownTrials, SLOW).toEqual([0, 1, 2, 3]);
    expect(new URL(page.url()).pathname).toBe('/studies/demo/trials');

    await page.goto(`${url}/studies/demo/analysis`);
    await page.getByText('Choose ranges by sliders').click();
    await page.getByLabel('Lower end for temperature').fill('0.9');
    await expect.poll(shownTrials, SLOW).toEqual([0, 2, 4, 6, 8]);
    await page.getByRole('button', { name: 'Take the range of temperature away' }).click();
    await page.getByText('9 trials', { exact: true }).waitFor();
  });
});

describe('an address of another study', () => {
  it('asks for nothing that the study does not have', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${url}/studies/demo/analysis?x=gone&y=away&slice=none&objective=other&importance=x`);
    await page.waitForSelector('.importance');
    await expect.poll(() => asked.some((each) => each.includes('/analysis/contour')), SLOW).toBe(true);
    expect(
      asked.filter(
        (each) =>
          /analysis.*(gone|away|none|other|method=x)/.test(new URL(each).pathname + new URL(each).search) &&
          each.includes('/api/'),
      ),
    ).toEqual([]);
  });
});

describe('an ended study', () => {
  it('is found, compared, and archived once the reader agrees', async () => {
    await page.goto(`${url}/studies`);
    await page.getByLabel('Choose demo to compare').check();
    await page.getByLabel('Choose cifar10-small to compare').check();
    await page.getByRole('link', { name: 'Compare 2' }).click();
    await page.getByRole('heading', { name: 'Compare studies' }).waitFor();
    await page.goto(`${url}/studies?search=cifar&state=COMPLETED`);
    await page.getByText('1 of 2').waitFor();
    expect(await page.locator('tr[data-study]').count()).toBe(1);
    await page.goto(`${url}/studies/cifar10-small/settings`);
    await page.getByRole('button', { name: 'Archive…' }).click();
    await page.getByRole('button', { name: 'Archive study' }).click();
    await expect.poll(() => server.actions, SLOW).toEqual(['archive']);
  });
});

describe('a trial', () => {
  it('tells its attempts, its run and its files', async () => {
    await page.goto(`${url}/studies/demo/trials/5`);
    await page.getByText('resumed from step 160').waitFor();
    await page.getByText(LONG_SEED, { exact: true }).waitFor();
    await page.getByText('Attempt 1 lost its worker: worker-2 has sent no heartbeat').waitFor();
    await page.getByRole('button', { name: 'figures/' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'loss.png' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('loss.png');
  });

  it('shows its prototypes with the pictures nearest to them, and all of them when asked', async () => {
    await page.goto(`${url}/studies/demo/trials/4`);
    const clusters = page.getByRole('list', { name: 'Clusters, the largest first' }).getByRole('listitem');
    await expect.poll(() => clusters.count(), SLOW).toBe(12);
    expect(await clusters.first().innerText()).toContain('95 % class 0');
    await page.getByRole('img', { name: 'Pictures nearest to the prototype of cluster 0: samples 0, 1, 2' }).waitFor();
    await expect.poll(() => page.evaluate(drawnPixels, '.prototypes canvas'), SLOW).toBeGreaterThan(1000);
    await page.getByRole('button', { name: 'Show all 14' }).click();
    expect(await clusters.count()).toBe(14);
  });

  it('shows its embeddings by class or by cluster, and the one under the pointer', async () => {
    await page.goto(`${url}/studies/demo/trials/4`);
    const canvas = page.getByRole('img', { name: '600 embeddings of training samples in two dimensions' });
    await canvas.scrollIntoViewIfNeeded();
    const all = await page.evaluate(drawnPixels, '.embedding canvas');
    expect(all).toBeGreaterThan(1000);
    await page.getByLabel('Colours by').selectOption('cluster');
    await page.getByLabel('Show').selectOption('cluster 3');
    const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
    for (let x = 0; x < width && !(await page.getByText(/^sample \d+, cluster/).isVisible()); x += 9) {
      await canvas.hover({ position: { x, y: height / 2 } });
    }
    await page.getByText(/^sample \d+, cluster \d+, class \d+$/).waitFor();
  });

  it('shows each attempt’s log as text', async () => {
    await page.goto(`${url}/studies/demo/trials/5`);
    await page.getByText(`␛[31m${MARKUP}`).waitFor();
    await page.getByLabel('Attempt', { exact: true }).selectOption('1');
    await page.getByText('begins from the start').waitFor();
    expect(await page.locator('main .log :not(pre), main img, main script').count()).toBe(0);
  });

  it('that left nothing says why', async () => {
    server.content.artifacts.inspection = [];
    server.content.artifacts.logs = [];
    await page.goto(`${url}/studies/demo/trials/5`);
    await page.getByText('The first lines come with the first epoch.').waitFor();
    expect(await page.getByText('It is drawn once the training is over.').count()).toBe(2);
    await page.goto(`${url}/studies/demo/trials/4`);
    await page.getByText('This trial left no clusters').waitFor();
    await page.getByText('This attempt left no log').waitFor();
  });

  it('says what is wrong with a file that it cannot read', async () => {
    server.content.files['inspection/clusters.json'] = '{"clusters": "<b>many</b>"}';
    await page.goto(`${url}/studies/demo/trials/4`);
    await page.getByText('clusters holds <b>many</b>, must be a whole number ≥ 0').waitFor();
  });

  it('that there is not says so', async () => {
    await page.goto(`${url}/studies/demo/trials/77`);
    await page.getByText('There is no trial 77 yet').waitFor();
  });
});

describe('values from outside', () => {
  it.each(['/studies/demo', '/studies/demo/trials', '/studies/demo/trials/4', '/compare?trials=demo/3,demo/4'])(
    'are text on %s',
    async (path) => {
      await page.goto(`${url}${path}`);
      await page.getByText(MARKUP).first().waitFor({ state: 'attached' });
      expect(await page.locator('main img, main script').count()).toBe(0);
    },
  );
});

/** Pixels of a canvas that something was drawn on. */
function drawnPixels(selector: string): number {
  const canvas = document.querySelector(selector) as HTMLCanvasElement;
  const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
    0,
    0,
    canvas.width,
    canvas.height,
  );
  return data.filter((value, at) => at % 4 === 3 && value > 200).length;
}
