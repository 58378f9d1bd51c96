import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const SWITCHES = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium, or that named by CHROMIUM, with an empty profile. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: SWITCHES });
}

/** A page, and what went wrong in its console so far. */
export interface Watched {
  page: Page;
  errors: string[];
}

/** A page of its own session. `token` is stored as the page itself stores it once asked. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
  token?: string,
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  if (token) {
    await context.addInitScript((value) => sessionStorage.setItem('regatta.token', value), token);
  }
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, errors };
}
