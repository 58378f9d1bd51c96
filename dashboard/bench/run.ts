import type { Browser } from 'playwright-core';
import { launch, openPage, type Watched } from '../e2e/browser';
import { bundleSize, firstViews } from './arrival';
import { type Figure, progress } from './figures';
import { installProbe } from './inPage';
import { hourOfEvents, reportToPixel } from './live';
import { Reporter } from './reporter';
import { brushing, curveDrawing, sortingAndFiltering } from './using';

/** What is measured, and against which server. */
export interface Setting {
  url: string;
  /** Of the study called large. */
  trials: number;
  /** Further trials that the benchmark may ask for. */
  live: number;
  /** Events over which the memory is watched. */
  events: number;
  quick: boolean;
}

function setting(): Setting {
  const { REGATTA_URL, BENCH_TRIALS, BENCH_LIVE, BENCH_EVENTS, BENCH_QUICK } = process.env;
  return {
    url: REGATTA_URL ?? '',
    trials: Number(BENCH_TRIALS),
    live: Number(BENCH_LIVE),
    events: Number(BENCH_EVENTS),
    quick: BENCH_QUICK === '1',
  };
}

/** Opens a page that keeps its errors, measures on it, and fails if it had any. */
export async function onPage<T>(browser: Browser, measure: (page: Watched['page']) => Promise<T>): Promise<T> {
  const { page, errors } = await openPage(browser);
  await installProbe(page);
  try {
    const measured = await measure(page);
    if (errors.length > 0) {
      throw new Error(`the page wrote errors to its console: ${errors.join('; ')}`);
    }
    return measured;
  } finally {
    await page.context().close();
  }
}

export async function run(): Promise<Figure[]> {
  const given = setting();
  const browser = await launch();
  try {
    progress('first views …');
    const arrival = [await bundleSize(browser, given), ...(await firstViews(browser, given))];
    progress('sorting, filtering, brushing, curves …');
    const using = [
      ...(await sortingAndFiltering(browser, given)),
      await brushing(browser, given),
      ...(await curveDrawing(browser, given)),
    ];
    const reporter = new Reporter(given.url, 'large');
    await reporter.begin(given.live);
    progress('from report to pixel …');
    const live = await reportToPixel(browser, given, reporter);
    progress(`memory over ${given.events} events …`);
    return [...arrival, ...using, ...live, ...(await hourOfEvents(browser, given, reporter))];
  } finally {
    await browser.close();
  }
}
