import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openPage, type Watched } from './browser';
import { Cut } from './cut';
import { ask, REAL, type Target, target } from './target';

const STUDY = 'cut-off';
const EPOCHS = 40;

let server: Target;
let browser: Browser;
let watched: Watched;
let page: Page;
let cut: Cut;
let url: string;
const requests: { path: string; lastId: string | undefined }[] = [];
let beats: NodeJS.Timeout;
let lease: { trial: number; lease_epoch: number };

/** Reports an epoch, whose number is its metric. */
function report(epoch: number): Promise<unknown> {
  const { trial, lease_epoch } = lease;
  return ask(server, `/studies/${STUDY}/trials/${trial}:report`, { lease_epoch, step: epoch, values: { seen: epoch } });
}

/** Keeps the lease, since pages take long on a busy machine; once the trial has ended there is none to keep. */
function heartbeat(): void {
  const { trial, lease_epoch } = lease;
  ask(server, `/studies/${STUDY}/trials/${trial}:heartbeat`, { lease_epoch }).catch(() => undefined);
}

/** The last value that the trial's page shows of the metric. */
function shown(): Promise<string> {
  return page.getByRole('region', { name: 'Metrics' }).locator('dd').first().innerText();
}

describe.skipIf(!REAL)('a connection that is lost', () => {
  beforeAll(async () => {
    server = await target();
    cut = new Cut(new URL(server.url));
    url = await cut.open();
    await ask(server, '/studies', {
      name: STUDY,
      trials: 1,
      workload: 'external',
      objective: { metric: 'value', direction: 'minimize' },
      parameters: { x: { type: 'float', low: 0, high: 1 } },
    });
    lease = await ask(server, `/studies/${STUDY}/trials:ask`, { worker: 'program' });
    beats = setInterval(heartbeat, 3000);
    browser = await launch();
    watched = await openPage(browser, {}, server.token);
    page = watched.page;
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      requests.push({ path: pathname, lastId: request.headers()['last-event-id'] });
    });
  });

  afterAll(async () => {
    clearInterval(beats);
    await browser?.close();
    await cut?.cut();
    await server?.stop();
  });

  it('is told on the page', async () => {
    await page.goto(`${url}/studies/${STUDY}/trials/${lease.trial}`);
    await report(1);
    await expect.poll(shown).toBe('1');
    // The charts' code comes when it is needed: what is not there yet cannot come over a connection that is lost.
    await page.locator('figure', { hasText: 'seen' }).locator('.u-over').waitFor({ state: 'attached' });
    expect(watched.errors).toEqual([]);
    await cut.cut();
    await page.waitForSelector('.notice');
  });

  it('is made good from the last position on, without a gap and without loading anything again', async () => {
    for (let epoch = 2; epoch <= EPOCHS; epoch++) {
      await report(epoch);
    }
    expect(await shown()).toBe('1');
    requests.length = 0;
    await cut.open();
    await page.waitForSelector('.notice', { state: 'detached' });
    await expect.poll(shown).toBe(String(EPOCHS));
    const api = requests.filter(({ path }) => path.startsWith('/api/'));
    expect(new Set(api.map(({ path }) => path))).toEqual(new Set(['/api/v1/events']));
    expect(Number(api.at(-1)?.lastId)).toBeGreaterThan(0);
  });

  it('leaves a curve that has every epoch', async () => {
    const figure = page.locator('figure', { hasText: 'seen' });
    for (let epoch = 1; epoch <= EPOCHS; epoch++) {
      const pointedAt = async () => {
        const { x, y, width, height } = (await figure.locator('.u-over').boundingBox()) as DOMRect;
        await page.mouse.move(x + ((epoch - 1) / (EPOCHS - 1)) * width, y + height / 2);
        return figure.getByText(`${epoch} at epoch ${epoch}`, { exact: true }).count();
      };
      await expect.poll(pointedAt).toBe(1);
    }
    await ask(server, `/studies/${STUDY}/trials/${lease.trial}:tell`, {
      lease_epoch: lease.lease_epoch,
      state: 'COMPLETED',
      value: 1,
    });
    await page.locator('.study-header [data-state=COMPLETED]').waitFor();
  });

  it('has written no other error to the console than that the server could not be reached', () => {
    expect(watched.errors.filter((error) => !/net::ERR_/.test(error))).toEqual([]);
  });
});
