import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launch, openPage, type Watched } from './browser';
import { content } from './fake/content';
import { FakeServer } from './fake/server';

/** A page of its own for each test of the calling file, with a fake server of its own. */
export interface Visit {
  server: FakeServer;
  url: string;
  page: Page;
  watched: Watched;
}

/** Registers what makes a visit before each test, and what holds the page to no error after it. */
export function visiting(): Visit {
  const visit = {} as Visit;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    const server = new FakeServer(content());
    const watched = await openPage(browser);
    Object.assign(visit, { server, url: await server.start(), watched, page: watched.page });
    watched.page.on('dialog', (dialog) => {
      watched.errors.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  });
  afterEach(async () => {
    await visit.page.context().close();
    await visit.server.stop();
    expect(visit.watched.errors).toEqual([]);
  });
  return visit;
}
