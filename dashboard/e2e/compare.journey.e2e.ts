import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trial } from '../src/api/types';
import { formatParameter } from '../src/domain/numbers';
import { launch, openPage, type Watched } from './browser';
import { screenshot, settled } from './screenshots';
import { ask, REAL, type Target, target } from './target';

/** Until enough trials of the study have completed. */
const LIVE_MS = 300_000;
const ENOUGH = 4;

let server: Target;
let browser: Browser;
let watched: Watched;
let page: Page;

async function completed(): Promise<Trial[]> {
  const { trials } = await ask<{ trials: Trial[] }>(server, `/studies/${server.study}/trials`);
  return trials.filter(({ state }) => state === 'COMPLETED');
}

/** The rows of a CSV without quotes. */
async function exported(): Promise<Record<string, string>[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const [head = '', ...rows] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
  const names = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((value, at) => [names[at] ?? '', value])));
}

describe.skipIf(!REAL)('completed trials', () => {
  beforeAll(async () => {
    server = await target();
    browser = await launch();
    watched = await openPage(browser, { colorScheme: 'light', acceptDownloads: true }, server.token);
    page = watched.page;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('are chosen in the table and compared side by side', { timeout: LIVE_MS + 30_000 }, async () => {
    await expect
      .poll(async () => (await completed()).length, { timeout: LIVE_MS, interval: 500 })
      .toBeGreaterThan(ENOUGH);
    const [one, other] = (await completed()) as [Trial, Trial];
    await page.goto(`${server.url}/studies/${server.study}/trials`);
    for (const { number } of [one, other]) {
      await page.getByLabel(`Choose trial ${number} to compare`).check();
    }
    await page.getByRole('link', { name: 'Compare 2' }).click();
    await page.waitForSelector('.curves canvas');
    const parameters = page.locator('table.compare tbody').first();
    const row = parameters.locator('tr[data-differs=true]', { hasText: 'learning_rate' });
    expect(await row.locator('td').allInnerTexts()).toEqual(
      [one, other].map((trial) => formatParameter(trial.parameters.learning_rate)),
    );
    expect(await parameters.locator('tr', { hasText: /^clusters/ }).getAttribute('data-differs')).toBe('false');
    await settled(page);
    await screenshot(page, 'compared-light');
  });

  it('are brushed, and the table beneath holds those that pass', async () => {
    await page.goto(`${server.url}/studies/${server.study}/analysis`);
    const chart = page.locator('canvas.canvas-chart').first();
    await chart.waitFor();
    const { x, y, width } = (await chart.boundingBox()) as { x: number; y: number; width: number };
    const axis = x + width - 64; // the last one: the objective's values
    await page.mouse.move(axis, y + 20);
    await page.mouse.down();
    for (let at = 1; at <= 10; at++) {
      await page.mouse.move(axis, y + 20 + 15 * at);
    }
    await page.mouse.up();
    await page.locator('.brushes li').first().waitFor();
    await page.locator('.table-buttons [role=status]', { hasText: / of \d+ trials/ }).waitFor();
    await settled(page);
    await screenshot(page, 'brushed-light');
  });

  it('are exported as they stand in the table', async () => {
    const shown = Number((await page.locator('.table-buttons [role=status]').innerText()).match(/^\d+/)?.[0]);
    const rows = await exported();
    expect(rows.length).toBe(shown);
    const all = new Map((await completed()).map((trial) => [String(trial.number), trial]));
    const values = [...all.values()].map(({ value }) => Number(value));
    const middle = (Math.min(...values) + Math.max(...values)) / 2;
    for (const row of rows) {
      const trial = all.get(Object.values(row)[0] ?? '');
      expect(trial, JSON.stringify(row)).toBeDefined();
      expect(Number(trial?.value)).toBeGreaterThanOrEqual(middle - 1e-9);
    }
  });

  it('have written no error to the console', () => {
    expect(watched.errors).toEqual([]);
  });
});
