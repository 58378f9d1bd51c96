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
  /** The longest that these events are sent for. */
  minutes: number;
  quick: boolean;
}

function setting(): Setting {
  const { REGATTA_URL, BENCH_TRIALS, BENCH_LIVE, BENCH_EVENTS, BENCH_MINUTES, BENCH_QUICK } = process.env;
  return {
    url: REGATTA_URL ?? '',
    trials: Number(BENCH_TRIALS),
    live: Number(BENCH_LIVE),
    events: Number(BENCH_EVENTS),
    minutes: Number(BENCH_MINUTES),
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

type Part = (browser: Browser, given: Setting) => Promise<Figure[]>;

/** In their order; the last two report trials of the large study, so that it is as it was filled before. */
const PARTS: Record<string, Part> = {
  'first views': async (browser, given) => [await bundleSize(browser, given), ...(await firstViews(browser, given))],
  'sorting and filtering': sortingAndFiltering,
  brushing: async (browser, given) => [await brushing(browser, given)],
  curves: curveDrawing,
  live: async (browser, given) => {
    const reporter = new Reporter(given.url, 'large');
    try {
      await reporter.begin(given.live);
      return [...(await reportToPixel(browser, given, reporter)), ...(await hourOfEvents(browser, given, reporter))];
    } finally {
      reporter.end();
    }
  },
};

/** All parts, or the one that BENCH_ONLY names; each part's figures are told as they come. */
export async function run(): Promise<Figure[]> {
  const given = setting();
  const browser = await launch();
  const figures: Figure[] = [];
  try {
    for (const [name, part] of Object.entries(PARTS)) {
      if ((process.env.BENCH_ONLY ?? name) === name) {
        progress(`${name} …`);
        const measured = await part(browser, given);
        for (const figure of measured) {
          progress(`  ${figure.name} ${figure.value.toPrecision(4)} ${figure.unit}`);
        }
        figures.push(...measured);
      }
    }
    return figures;
  } finally {
    await browser.close();
  }
}
