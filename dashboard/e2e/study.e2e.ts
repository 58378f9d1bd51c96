import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { LONG_SEED, MARKUP } from './fake/content';
import { screenshot } from './screenshots';
import { visiting } from './visit';

/** What can be done on a study's pages: act on it, find trials, compare them, read one. */

const visit = visiting();

async function shownTrials(): Promise<number[]> {
  const rows = await visit.page
    .locator('tr[data-trial]')
    .evaluateAll((all) => all.map((row) => row.getAttribute('data-trial')));
  return rows.map(Number);
}

describe('the settings', () => {
  it('ask before they stop a study, and stop nothing when the reader thinks better of it', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/settings`);
    await visit.page.getByRole('button', { name: 'Stop…' }).click();
    await visit.page.getByRole('dialog').waitFor();
    await screenshot(visit.page, 'stop');
    await visit.page.getByRole('button', { name: 'Keep running' }).click();
    await visit.page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(visit.server.actions).toEqual([]);

    await visit.page.getByRole('button', { name: 'Stop…' }).click();
    await visit.page.getByRole('dialog').getByLabel('Reason').fill('the loss does not fall');
    await visit.page.getByRole('button', { name: 'Stop study' }).click();
    await visit.page.waitForSelector('.study-header [data-state="STOPPING"]');
    await visit.page.getByText('Stopped: the loss does not fall').waitFor();
    expect(visit.server.actions).toEqual(['stop {"reason":"the loss does not fall"}']);
  });

  it('pause a study and let it go on', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/settings`);
    await visit.page.getByRole('button', { name: 'Pause…' }).click();
    await visit.page.getByRole('button', { name: 'Pause study' }).click();
    await visit.page.waitForSelector('.study-header [data-state="PAUSED"]');
    await visit.page.getByRole('button', { name: 'Resume…' }).click();
    await visit.page.getByRole('button', { name: 'Resume study' }).click();
    await visit.page.waitForSelector('.study-header [data-state="RUNNING"]');
    expect(visit.server.actions).toEqual(['pause {"reason":"paused from the dashboard"}', 'resume']);
  });

  it('extend a study by what was changed, and say what is wrong with it', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/settings`);
    await visit.page.getByRole('button', { name: 'Extend…' }).click();
    await visit.page.getByLabel('Trials', { exact: true }).fill('many');
    await visit.page.getByRole('button', { name: 'Extend study' }).click();
    await visit.page.getByText('trials is many, must be a number').waitFor();
    await visit.page.getByLabel('Trials', { exact: true }).fill('40');
    await visit.page.getByRole('button', { name: 'Extend study' }).click();
    await visit.page.getByText('/ 40').waitFor();
    expect(visit.server.actions).toEqual(['extend {"trials":40}']);
    expect(await visit.page.getByRole('link', { name: 'Clone' }).getAttribute('href')).toBe('/new?from=demo');
  });
});

describe('the table of trials', () => {
  it('filters, says what is wrong with a filter, and keeps what it shows in the address', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/trials`);
    await visit.page.getByLabel('Filter').fill('temperature < 0.2 and state = completed');
    await visit.page.getByText('2 of 9 trials').waitFor();
    await visit.page.getByRole('button', { name: 'learning_rate' }).click();
    await visit.page.getByRole('button', { name: 'learning_rate' }).click();
    await expect.poll(shownTrials).toEqual([3, 1]);
    await visit.page.reload();
    await expect.poll(shownTrials).toEqual([3, 1]);
    await visit.page.getByLabel('Filter').fill('temprature < 0.2');
    await visit.page.getByText('At character 1: no trial has a parameter or metric named temprature').waitFor();
    await visit.page.getByLabel('Filter').fill('state = pruned');
    await visit.page.getByText('No trial meets the filter').waitFor();
  });

  it('is sorted by a list of its columns where the screen is too narrow for headings', async () => {
    await visit.page.setViewportSize({ width: 390, height: 844 });
    await visit.page.goto(`${visit.url}/studies/demo/trials?filter=state+=+completed`);
    await visit.page.getByLabel('Sort by').selectOption('learning_rate');
    await expect.poll(shownTrials).toEqual([0, 1, 3, 4]);
    await visit.page.getByRole('button', { name: 'Ascending' }).click();
    await expect.poll(shownTrials).toEqual([4, 3, 1, 0]);
    expect(visit.page.url()).toContain('sort=-p%3Alearning_rate');
    expect(await visit.page.getByRole('button', { name: 'State' }).count()).toBe(0);
  });

  it('shows other columns and exports what it shows', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/trials?filter=trial+in+(4,0)&columns=p:note,p:batch_size`);
    await visit.page.locator('summary', { hasText: 'Columns' }).click();
    await visit.page.getByLabel('batch_size').uncheck();
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('demo-trials.csv');
    expect(await readFile(await download.path(), 'utf8')).toBe(`Trial,note\r\n0,plain\r\n4,${MARKUP}\r\n`);
  });

  it('draws only the rows in sight of 50,000', async () => {
    const [first] = visit.server.content.trials;
    if (!first) {
      throw new Error('no trial');
    }
    visit.server.content.trials = Array.from({ length: 50_000 }, (_, number) => ({ ...first, number, attempts: [] }));
    visit.server.content.studies = visit.server.content.studies.map((study) => ({
      ...study,
      trials: { ...study.trials, budget: 50_000 },
    }));
    await visit.page.goto(`${visit.url}/studies/demo/trials`);
    await visit.page.getByText('50000 trials').waitFor({ timeout: 60_000 });
    expect((await shownTrials()).length).toBeLessThan(60);
    await visit.page.locator('.trials-box').evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await visit.page.waitForSelector('tr[data-trial="49999"]');
    await visit.page.getByRole('button', { name: 'Trial', exact: true }).click();
    await visit.page.getByRole('button', { name: 'Trial', exact: true }).click();
    await visit.page.getByLabel('Filter').fill('trial < 3 or trial > 49998');
    await expect.poll(async () => (await shownTrials()).length).toBe(4);
  });
});

describe('a comparison', () => {
  it('begins in the table and has an address of its own', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/trials`);
    await visit.page.getByLabel('Choose trial 3 to compare').check();
    await visit.page.getByLabel('Choose trial 4 to compare').check();
    await visit.page.getByRole('link', { name: 'Compare 2' }).click();
    await visit.page.waitForSelector('.compare');
    expect(visit.page.url()).toBe(`${visit.url}/compare?trials=demo/3,demo/4`);
    const differing = await visit.page.locator('.compare tr[data-differs="true"] th').allTextContents();
    expect(differing).toContain('temperature (differs)');
    expect(differing.join()).not.toContain('batch_size');
    await visit.page.getByRole('button', { name: 'Remove Trial 3' }).click();
    await expect.poll(() => visit.page.url()).toBe(`${visit.url}/compare?trials=demo%2F4`);
  });
});

describe('the analysis', () => {
  it('filters the table by a brush, by pointer and by sliders, and keeps it in the address', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/analysis`);
    await visit.page.getByText('9 trials', { exact: true }).waitFor();
    const chart = visit.page.locator('.canvas-chart').first();
    const { x = 0, y = 0, height = 0 } = (await chart.boundingBox()) ?? {};
    await visit.page.mouse.move(x + 64, y + height - 14);
    await visit.page.mouse.down();
    await visit.page.mouse.move(x + 64, y + height * 0.6, { steps: 6 });
    await visit.page.mouse.up();
    await visit.page.getByRole('button', { name: 'Take away learning_rate' }).waitFor();
    await expect.poll(shownTrials).toEqual([0, 1, 2, 3]);
    await visit.page.reload();
    await expect.poll(shownTrials).toEqual([0, 1, 2, 3]);
    await visit.page.getByRole('link', { name: 'As a filter of the table' }).click();
    await expect.poll(shownTrials).toEqual([0, 1, 2, 3]);
    expect(new URL(visit.page.url()).pathname).toBe('/studies/demo/trials');

    await visit.page.goto(`${visit.url}/studies/demo/analysis`);
    await visit.page.getByText('Choose ranges by sliders').click();
    await visit.page.getByLabel('Lower end for temperature').fill('0.9');
    await expect.poll(shownTrials).toEqual([0, 2, 4, 6, 8]);
    await visit.page.getByRole('button', { name: 'Take away temperature' }).click();
    await visit.page.getByText('9 trials', { exact: true }).waitFor();
  });
});

describe('an address of another study', () => {
  it('asks for nothing that the study does not have', async () => {
    const asked: string[] = [];
    visit.page.on('request', (request) => asked.push(request.url()));
    await visit.page.goto(`${visit.url}/studies/demo/analysis?x=gone&y=away&slice=none&objective=other&importance=x`);
    await visit.page.waitForSelector('.importance');
    await expect.poll(() => asked.some((each) => each.includes('/analysis/contour'))).toBe(true);
    expect(
      asked.filter(
        (each) =>
          /analysis.*(gone|away|none|other|method=x)/.test(new URL(each).pathname + new URL(each).search) &&
          each.includes('/api/'),
      ),
    ).toEqual([]);
  });
});

describe('the journal of a study', () => {
  it('tells what was asked of it and why, once it has happened', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/settings`);
    await visit.page.getByRole('button', { name: 'Pause…' }).click();
    await visit.page.getByRole('dialog').getByLabel('Reason').fill(`for the night ${MARKUP}`);
    await visit.page.getByRole('button', { name: 'Pause study' }).click();
    await visit.page.getByRole('button', { name: 'Resume…' }).click();
    await visit.page.getByRole('button', { name: 'Resume study' }).click();
    const told = visit.page.getByRole('list', { name: 'What was asked of the study' }).getByRole('listitem');
    await expect.poll(() => told.locator('.strong').allInnerTexts()).toEqual(['Resumed', 'Paused']);
    expect(await told.last().innerText()).toContain(`Paused: for the night ${MARKUP}`);
  });
});

describe('a trial', () => {
  it('tells its attempts, its run and its files', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/trials/5`);
    await visit.page.getByText('resumed from step 160').waitFor();
    await visit.page.getByText(LONG_SEED, { exact: true }).waitFor();
    await visit.page.getByText('Attempt 1 lost its worker: worker-2 has sent no heartbeat').waitFor();
    await visit.page.getByRole('button', { name: 'figures/' }).click();
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.page.getByRole('button', { name: 'loss.png' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('loss.png');
  });

  it('shows its prototypes with the pictures nearest to them, and all of them when asked', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/trials/4`);
    const clusters = visit.page.getByRole('list', { name: 'Clusters, the largest first' }).getByRole('listitem');
    await expect.poll(() => clusters.count()).toBe(12);
    expect(await clusters.first().innerText()).toContain('95 % class 0');
    await visit.page
      .getByRole('img', { name: 'Pictures nearest to the prototype of cluster 0: samples 0, 1, 2' })
      .waitFor();
    await expect.poll(() => visit.page.evaluate(drawnPixels, '.prototypes canvas')).toBeGreaterThan(1000);
    await visit.page.getByRole('button', { name: 'Show all 14' }).click();
    expect(await clusters.count()).toBe(14);
  });

  it('shows its embeddings by class or by cluster, and the one under the pointer', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/trials/4`);
    const canvas = visit.page.getByRole('img', { name: '600 embeddings of training samples in two dimensions' });
    await canvas.scrollIntoViewIfNeeded();
    const all = await visit.page.evaluate(drawnPixels, '.embedding canvas');
    expect(all).toBeGreaterThan(1000);
    await visit.page.getByLabel('Colours by').selectOption('cluster');
    await visit.page.getByLabel('Show').selectOption('cluster 3');
    const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
    for (let x = 0; x < width && !(await visit.page.getByText(/^sample \d+, cluster/).isVisible()); x += 9) {
      await canvas.hover({ position: { x, y: height / 2 } });
    }
    await visit.page.getByText(/^sample \d+, cluster \d+, class \d+$/).waitFor();
  });

  it('shows each attempt’s log as text', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/trials/5`);
    await visit.page.getByText(`␛[31m${MARKUP}`).waitFor();
    await visit.page.getByLabel('Attempt', { exact: true }).selectOption('1');
    await visit.page.getByText('begins from the start').waitFor();
    expect(await visit.page.locator('main .log :not(pre), main img, main script').count()).toBe(0);
  });

  it('that left nothing says why', async () => {
    visit.server.content.artifacts.inspection = [];
    visit.server.content.artifacts.logs = [];
    await visit.page.goto(`${visit.url}/studies/demo/trials/5`);
    await visit.page.getByText('The first lines come with the first epoch.').waitFor();
    expect(await visit.page.getByText('It is drawn once the training is over.').count()).toBe(2);
    await visit.page.goto(`${visit.url}/studies/demo/trials/4`);
    await visit.page.getByText('This trial left no clusters').waitFor();
    await visit.page.getByText('This attempt left no log').waitFor();
  });

  it('says what is wrong with a file that it cannot read', async () => {
    visit.server.content.files['inspection/clusters.json'] = '{"clusters": "<b>many</b>"}';
    await visit.page.goto(`${visit.url}/studies/demo/trials/4`);
    await visit.page.getByText('clusters holds <b>many</b>, must be a whole number ≥ 0').waitFor();
  });

  it('that there is not says so', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/trials/77`);
    await visit.page.getByText('There is no trial 77 yet').waitFor();
  });
});

describe('values from outside', () => {
  it.each(['/studies/demo', '/studies/demo/trials', '/studies/demo/trials/4', '/compare?trials=demo/3,demo/4'])(
    'are text on %s',
    async (path) => {
      await visit.page.goto(`${visit.url}${path}`);
      await visit.page.getByText(MARKUP).first().waitFor({ state: 'attached' });
      expect(await visit.page.locator('main img, main script').count()).toBe(0);
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
