import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trial, Worker } from '../src/api/types';
import { parseId } from '../src/domain/ids';
import { launch, openPage, type Watched } from './browser';
import { screenshot, settled } from './screenshots';
import { ask, REAL, type Target, target } from './target';

/** Until a trial has a checkpoint, and until the lease of a dead worker has run out and another has taken the trial. */
const LIVE_MS = 120_000;

let server: Target;
let browser: Browser;
let watched: Watched;
let page: Page;

interface Middle {
  worker: Worker;
  trial: number;
}

/** A worker of the study whose trial has a checkpoint to go on from, and is not about to end. */
async function inTheMiddle(): Promise<Middle | undefined> {
  const { workers } = await ask<{ workers: Worker[] }>(server, '/workers');
  for (const worker of workers) {
    const { attempt, progress, alive } = worker;
    if (alive && attempt && progress?.phase === 'training' && progress.epoch < progress.epochs - 2) {
      const { study, trial = 0 } = parseId(attempt);
      const { state, step } = await ask<Trial>(server, `/studies/${study}/trials/${trial}`);
      if (study === server.study && state === 'RUNNING' && step > 0) {
        return { worker, trial };
      }
    }
  }
  return undefined;
}

describe.skipIf(!REAL)('a worker that is killed', () => {
  let killed: Middle;

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

  it('leaves a trial that the page shows as lost', { timeout: 2 * LIVE_MS }, async () => {
    await page.goto(`${server.url}/studies/${server.study}/trials`);
    await page.waitForSelector('tr[data-trial]');
    let found: Middle | undefined;
    const look = async () => {
      found = await inTheMiddle();
      return found;
    };
    await expect.poll(look, { timeout: LIVE_MS, interval: 50 }).toBeDefined();
    killed = found as unknown as Middle;
    process.kill(killed.worker.pid, 'SIGKILL');
    await page.evaluate((path) => history.pushState(null, '', path), `/studies/${server.study}/trials/${killed.trial}`);
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
    await page.locator('[data-attempt="1"] [data-state=EXPIRED]').waitFor({ timeout: LIVE_MS });
  });

  it('has its trial taken by another, from the checkpoint on', { timeout: LIVE_MS }, async () => {
    const again = page.locator('[data-attempt="2"]');
    await again.getByText(/resumed from step \d+/).waitFor({ timeout: LIVE_MS });
    expect(await again.locator('.attempt-head').innerText()).not.toContain(killed.worker.worker);
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    await page
      .locator('.story')
      .getByText(/Attempt 2 taken by .*, from the checkpoint at step \d+/)
      .waitFor();
    await settled(page);
    await screenshot(page, 'preempted-trial-light');
  });

  it('is on the study’s timeline, and so is where the trial went on', async () => {
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: server.study }).click();
    const told = page.locator('.interruptions li', { hasText: `Trial ${killed.trial}` });
    await told.filter({ hasText: `left ${killed.worker.worker}` }).waitFor();
    await told.filter({ hasText: /went on from step \d+ on/ }).waitFor();
    await settled(page);
    await screenshot(page, 'preempted-overview-light');
  });

  it('is lost to the fleet page', async () => {
    await page.getByRole('link', { name: 'Fleet' }).click();
    await page.locator(`tr[data-worker="${killed.worker.worker}"] [data-state=LOST]`).waitFor();
  });

  it('has written no error to the console', () => {
    expect(watched.errors).toEqual([]);
  });
});
