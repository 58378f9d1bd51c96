import type { Browser, Page } from 'playwright-core';
import { type Figure, higher, lower, median } from './figures';
import { onPage, type Setting } from './run';

const STATUS = '.table-buttons [role=status]';

async function wholeTable(page: Page, { trials }: Setting): Promise<void> {
  await page.waitForFunction(
    ([status, all]) => document.querySelector(status as string)?.textContent === all,
    [STATUS, `${trials} trials`] as const,
    { timeout: 60_000 },
  );
}

/** Clicks on a heading and waits until the rows stand in its order. */
function sortBy(page: Page, title: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const heading = [...document.querySelectorAll('th button.sort')].find((each) =>
      each.textContent?.startsWith(wanted),
    );
    if (!heading) {
      throw new Error(`the table has no column ${wanted}`);
    }
    const order = (): string | null | undefined => heading.closest('th')?.getAttribute('aria-sort');
    const before = order();
    const begin = performance.now();
    (heading as HTMLElement).click();
    return (await window.painted(() => order() !== before)) - begin;
  }, title);
}

/** Writes a filter as a reader who pastes it, and waits for the number of trials that meet it. */
function filterBy(page: Page, filter: string): Promise<number> {
  return page.evaluate(
    async ([text, status]) => {
      const input = document.querySelector('.filter input') as HTMLInputElement;
      const count = (): string | null | undefined => document.querySelector(status as string)?.textContent;
      const before = count();
      const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const begin = performance.now();
      write?.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return (await window.painted(() => count() !== before)) - begin;
    },
    [filter, STATUS] as const,
  );
}

const SORTS = ['accuracy', 'accuracy', 'learning_rate', 'method', 'temperature', 'Worker', 'State', 'Trial'];
const FILTERS = [
  'learning_rate < 0.01',
  'learning_rate < 0.01 and temperature > 0.5',
  'method = idfd',
  'accuracy > 0.8 or not worker = worker-3',
  '',
];

export function sortingAndFiltering(browser: Browser, given: Setting): Promise<Figure[]> {
  return onPage(browser, async (page) => {
    await page.goto(`${given.url}/studies/large/trials`);
    await wholeTable(page, given);
    const sorts: number[] = [];
    for (const title of SORTS) {
      sorts.push(await sortBy(page, title));
    }
    const filters: number[] = [];
    for (const filter of FILTERS) {
      filters.push(await filterBy(page, filter));
    }
    return [
      lower('sort.slowest', Math.max(...sorts), 'ms', 200),
      lower('sort.median', median(sorts), 'ms'),
      lower('filter.slowest', Math.max(...filters), 'ms', 200),
      lower('filter.median', median(filters), 'ms'),
    ];
  });
}

const FRAMES = 120;

/** Frames a second while a range is dragged along an axis: a move of the pointer before each frame, whatever it costs. */
export function brushing(browser: Browser, given: Setting): Promise<Figure> {
  return onPage(browser, async (page) => {
    await page.goto(`${given.url}/studies/large/analysis`);
    await wholeTable(page, given);
    const canvas = page.getByRole('img', { name: /the sliders below choose among them/ });
    await canvas.waitFor();
    const box = await canvas.boundingBox();
    if (!box) {
      throw new Error('the parallel coordinates have no place on the page');
    }
    await page.mouse.move(box.x + 64, box.y + 60);
    await page.mouse.down();
    const rate = await page.evaluate(
      async ([frames, left, top]) => {
        const chart = document.querySelector('canvas[aria-label*="sliders below"]') as HTMLCanvasElement;
        const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
        const begin = await frame();
        let end = begin;
        for (let at = 0; at < (frames as number); at++) {
          const y = (top as number) + 70 + 200 * (0.5 - 0.5 * Math.cos((at / 40) * Math.PI));
          const place = { clientX: left as number, clientY: y, buttons: 1, bubbles: true, pointerId: 1 };
          chart.dispatchEvent(new PointerEvent('pointermove', place));
          end = await frame();
        }
        return ((frames as number) * 1000) / (end - begin);
      },
      [FRAMES, box.x + 64, box.y] as const,
    );
    await page.mouse.move(box.x + 64, box.y + 200);
    await page.mouse.up();
    await page.locator('.brushes').waitFor();
    return higher('brushing', rate, 'frames/s', 30);
  });
}

const CURVES = 200;

/** 200 curves of 1,000 points: until the first and all are there, and until they are drawn anew on another axis and as another metric. */
export function curveDrawing(browser: Browser, { url }: Setting): Promise<Figure[]> {
  return onPage(browser, async (page) => {
    await page.goto(`${url}/studies/curves`, { waitUntil: 'commit' });
    const first = await page.evaluate(() => window.painted(() => document.querySelector('.curves canvas')));
    const all = await page.evaluate(
      (count) => window.painted(() => document.querySelectorAll('.legend-item').length === count),
      CURVES,
    );
    const draws: number[] = [];
    for (const change of ['metric', 'log', 'log', 'metric'] as const) {
      draws.push(await redraw(page, change));
    }
    return [
      lower('curves.drawn', Math.max(...draws), 'ms', 300),
      lower('curves.first_view', first, 'ms'),
      lower('curves.all', all, 'ms'),
    ];
  });
}

/** Another metric or axis makes another canvas. */
function redraw(page: Page, change: 'metric' | 'log'): Promise<number> {
  return page.evaluate(async (what) => {
    const card = document.querySelector('.curves')?.closest('.card') as HTMLElement;
    const before = card.querySelector('canvas');
    const begin = performance.now();
    if (what === 'log') {
      (card.querySelector('input[type=checkbox]') as HTMLElement).click();
    } else {
      const select = card.querySelector('select') as HTMLSelectElement;
      select.selectedIndex = 1 - select.selectedIndex;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
    const drawn = (): boolean => {
      const now = card.querySelector('canvas');
      return now !== null && now !== before;
    };
    return (await window.painted(drawn)) - begin;
  }, change);
}
