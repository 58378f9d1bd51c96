import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openPage, type Watched } from './browser';
import { screenshot, settled } from './screenshots';
import { ask, REAL, type Target, target } from './target';

/** What a real server alone can answer: whether a file is in order, and what was logged. */

const EXTERNAL = `name: made-here
trials: 0
workload: external
objective: {metric: loss, direction: minimize}
parameters:
  x: {type: float, low: 1, high: 0}
`;

let server: Target;
let browser: Browser;
let watched: Watched;
let page: Page;

describe.skipIf(!REAL)('a study made on the page', () => {
  beforeAll(async () => {
    server = await target();
    browser = await launch();
    watched = await openPage(browser, { colorScheme: 'light' }, server.token);
    page = watched.page;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('begins from a file that is in order', async () => {
    await page.goto(`${server.url}/new`);
    await page.getByText('The file is in order.').waitFor();
    await settled(page);
    await screenshot(page, 'new-study-light');
  });

  it('names each error at its line', async () => {
    await page.getByLabel('Study file').fill(EXTERNAL);
    const lines = page.locator('.verdict li button');
    await expect.poll(() => lines.allInnerTexts()).toEqual(['Line 2', 'Line 6']);
    expect(await page.locator('.editor-gutter [data-bad]').allInnerTexts()).toEqual(['2', '6']);
    expect(await page.getByRole('button', { name: 'Create study' }).isDisabled()).toBe(true);
    watched.errors.splice(0); // the browser reports each refusal
  });

  it('changes the file by the form', async () => {
    await page.getByLabel('trials', { exact: true }).fill('3');
    await page.getByLabel('high', { exact: true }).fill('2');
    await expect.poll(() => page.getByLabel('Study file').inputValue()).toContain('high: 2');
    await page.getByText('The file is in order.').waitFor();
    expect(await page.getByLabel('Study file').inputValue()).toContain('trials: 3');
    watched.errors.splice(0);
  });

  it('is opened once it is created', async () => {
    await page.getByRole('button', { name: 'Create study' }).click();
    await page.waitForURL(`${server.url}/studies/made-here`);
    await page.getByRole('heading', { name: 'made-here', level: 1 }).waitFor();
  });

  it('is watched while a program carries out its trials', async () => {
    await page.getByRole('navigation', { name: 'Study' }).getByRole('link', { name: 'Trials' }).click();
    await page.getByText('No trial yet').waitFor();
    type Asked = { trial: number; lease_epoch: number };
    const { trial, lease_epoch } = await ask<Asked>(server, '/studies/made-here/trials:ask', { worker: 'program' });
    const row = page.locator(`tr[data-trial="${trial}"]`);
    await row.locator('[data-state=RUNNING]').waitFor();
    const reports = [
      { step: 1, values: { loss: 3.5 } },
      { step: 2, values: { loss: 2.25 } },
    ];
    await ask(server, `/studies/made-here/trials/${trial}:report`, { lease_epoch, reports });
    await row.locator('[data-column=value]', { hasText: '2.25' }).waitFor();
    await ask(server, `/studies/made-here/trials/${trial}:tell`, { lease_epoch, state: 'COMPLETED', value: 2.125 });
    await row.locator('[data-state=COMPLETED]').waitFor();
    await row.locator('.best-mark').waitFor();
    expect(await row.locator('[data-column=value]').innerText()).toContain('2.125');
  });

  it('shows the runs that trials log', async () => {
    await page.getByRole('link', { name: 'Runs' }).click();
    await page.getByLabel('Experiment').selectOption({ label: server.study });
    await page.getByRole('link', { name: 'trial-0', exact: true }).click();
    await page.getByRole('heading', { name: 'trial-0', level: 1 }).waitFor();
    await page.locator('.run-metric svg').first().waitFor();
    await page.getByText('learning_rate', { exact: true }).first().waitFor();
    await settled(page);
    await screenshot(page, 'run-light');
  });

  it('has written no error to the console', () => {
    expect(watched.errors).toEqual([]);
  });
});
