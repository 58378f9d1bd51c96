import type { Browser, Page } from 'playwright-core';
import { type Figure, higher, lower, median, progress, quantile } from './figures';
import type { Reporter } from './reporter';
import { onPage, type Setting } from './run';

const EVENTS_A_SECOND = 1000;
const EPOCHS_A_BATCH = 20;
/** The metric says which epoch a row shows. */
const NEWEST_FIRST = 'sort=-number&columns=number,state,m:samples,m:loss,progress';
const CELL = '[data-column="m:samples"]';

/** An epoch that a row was seen to show, and when. */
interface Seen {
  trial: number;
  epoch: number;
  at: number;
}

/** Notes what each row in sight says of its epochs, once it has been painted. */
function watchRows(page: Page): Promise<void> {
  return page.evaluate((cell) => {
    const seen: Seen[] = [];
    const last = new Map<number, number>();
    Object.assign(window, { seen });
    const look = (): void => {
      for (const row of document.querySelectorAll('tr[data-trial]')) {
        const trial = Number(row.getAttribute('data-trial'));
        const epoch = Number(row.querySelector(cell)?.textContent?.match(/\d+/)?.[0] ?? 0);
        if (epoch > (last.get(trial) ?? 0)) {
          last.set(trial, epoch);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => seen.push({ trial, epoch, at: Date.now() });
          port2.postMessage(undefined);
        }
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, CELL);
}

/** From the sending of a report to the frame that shows it, at 1,000 events a second; both by this machine's clock. */
export function reportToPixel(browser: Browser, given: Setting, reporter: Reporter): Promise<Figure[]> {
  return onPage(browser, async (page) => {
    await page.goto(`${given.url}/studies/large/trials?${NEWEST_FIRST}`);
    const all = given.trials + given.live;
    await page.waitForFunction(
      (wanted) =>
        Number(document.querySelector('.table-buttons [role=status]')?.textContent?.match(/^(\d+) trials$/)?.[1]) >=
        wanted,
      all,
      { timeout: 60_000 },
    );
    await watchRows(page);
    await reporter.steadily(EVENTS_A_SECOND, EPOCHS_A_BATCH, given.quick ? 3 : 15); // until all code is compiled
    const from = reporter.sent.length;
    await reporter.steadily(EVENTS_A_SECOND, EPOCHS_A_BATCH, given.quick ? 5 : 60);
    await page.waitForTimeout(2000);
    const seen = await page.evaluate(() => (window as unknown as { seen: Seen[] }).seen);
    const delays = reporter.sent.slice(from).flatMap(({ trial, epoch, at }) => {
      const shown = seen.find((each) => each.trial === trial && each.epoch >= epoch);
      return shown ? [shown.at - at] : [];
    });
    if (delays.length === 0) {
      throw new Error('no report came to be shown');
    }
    return [
      lower('report_to_pixel.p99', quantile(delays, 0.99), 'ms', 500),
      lower('report_to_pixel.median', median(delays), 'ms'),
      higher('report_to_pixel.seen', delays.length, 'reports'),
    ];
  });
}

const PIECES = 10;
const PROGRAMS = 8;
const FLOOD_EPOCHS = 100;

/** The page's memory while events come as fast as the server takes them: what is left after each piece and a collection. */
export function hourOfEvents(browser: Browser, given: Setting, reporter: Reporter): Promise<Figure[]> {
  return onPage(browser, async (page) => {
    await page.goto(`${given.url}/studies/large`);
    await page.waitForSelector('.curves canvas', { timeout: 120_000 });
    const memory: number[] = [];
    const begin = performance.now();
    let events = 0;
    for (let piece = 0; piece < PIECES; piece++) {
      const until = begin + (given.minutes * 60_000 * (piece + 1)) / PIECES;
      events += await reporter.flood(given.events / PIECES, FLOOD_EPOCHS, PROGRAMS, until);
      memory.push(await heapMegabytes(page));
      progress(`  ${events} events: ${memory.at(-1)?.toFixed(1)} MB`);
    }
    const seconds = (performance.now() - begin) / 1000;
    const lag = await catchUp(page, given, reporter);
    const [early, late] = [median(memory.slice(1, 4)), median(memory.slice(-3))];
    return [
      lower('memory.late_over_early', late / early, 'ratio', 1.1),
      lower('memory.at_the_end', memory.at(-1) ?? Number.NaN, 'MB'),
      higher('memory.events', events, 'events', given.events),
      higher('memory.events_a_second', events / seconds, 'events/s'),
      lower('memory.behind_at_the_end', lag, 's'),
    ];
  });
}

/** Seconds until the page has everything: a trial's page shows the last epoch that was reported. */
async function catchUp(page: Page, { url }: Setting, reporter: Reporter): Promise<number> {
  const [trial, epoch] = [...reporter.lastEpochs()].at(-1) ?? [0, 0];
  const begin = performance.now();
  await page.evaluate(
    ([path]) => {
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
    },
    [`${new URL(url).pathname.replace(/\/$/, '')}/studies/large/trials?${NEWEST_FIRST}`],
  );
  await page.waitForFunction(
    ([number, cell, wanted]) =>
      document.querySelector(`tr[data-trial="${number}"] ${cell}`)?.textContent === String(wanted),
    [trial, CELL, epoch] as const,
    { timeout: 600_000 },
  );
  return (performance.now() - begin) / 1000;
}

async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.enable').then(() => session.send('Performance.getMetrics'));
    return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6;
  } finally {
    await session.detach();
  }
}
