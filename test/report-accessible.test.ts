/**
 * The report by the rules of WCAG 2.2 A and AA (axe-core), with three campaigns and with a hundred, on a desk, a tablet and a
 * phone, in both themes; and that a hundred campaigns can be read. Needs Chromium (CHROMIUM_PATH or /usr/bin/chromium).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReport } from '../src/report/html.ts';
import { chromiumIsThere, launchChromium } from './chromium.ts';
import { cleanReport, crowdedReport, richReport } from './report-fixture.ts';

const present = chromiumIsThere('whether the report is accessible');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const CAMPAIGNS = 100;
/** A millimetre at 96 dots an inch, px. */
const MM = 96 / 25.4;

let browser: Browser;
let folder: string;
const documents: Record<string, () => string> = {
  'three campaigns': () => renderReport(richReport()),
  'no campaign': () => renderReport(cleanReport()),
  'a hundred campaigns': () => renderReport(crowdedReport(CAMPAIGNS)),
};

beforeAll(async () => {
  if (!present) return;
  folder = mkdtempSync(join(tmpdir(), 'report-accessible-'));
  for (const [name, render] of Object.entries(documents)) writeFileSync(join(folder, `${name}.html`), render());
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function open(name: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
  return page;
}

/** Of many campaigns, the first three stand for all. Runs in the browser's world, where the content security policy of the page does not apply. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(
    `axe.run({ include: document, exclude: '.card:nth-of-type(n + 4)' }, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => id + ': ' + node.target + ' ' + node.failureSummary)))`,
  ) as Promise<string[]>;
}

describe.skipIf(!present)('the report, by the rules of axe', () => {
  it.each([
    { name: 'three campaigns', width: 1440, theme: 'light' as const },
    { name: 'three campaigns', width: 1024, theme: 'dark' as const },
    { name: 'three campaigns', width: 375, theme: 'light' as const },
    { name: 'no campaign', width: 375, theme: 'light' as const },
    { name: 'a hundred campaigns', width: 375, theme: 'dark' as const },
  ])(
    'has no fault with $name at $width px, $theme',
    async ({ name, width, theme }) => {
      const page = await open(name, width, theme);
      expect(await violations(page)).toEqual([]);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
        'scrolls sideways',
      ).toBeLessThanOrEqual(0);
      await page.context().close();
    },
    120_000,
  );
});

describe.skipIf(!present)('a report with a hundred campaigns', () => {
  it('compares all of them on its first page', async () => {
    const page = await open('a hundred campaigns', 1440, 'light');
    expect(await page.locator('.compare tbody tr').count()).toBe(CAMPAIGNS);
    const missing = await page.evaluate(
      `[...document.querySelectorAll('.compare tbody a')].filter((a) => document.querySelector(a.hash) === null).length`,
    );
    expect(missing, 'campaigns that a row leads to').toBe(0);
    await page.context().close();
  });

  it('has a first page of one sheet of A4', async () => {
    const page = await open('a hundred campaigns', Math.floor(210 * MM), 'light');
    await page.emulateMedia({ media: 'print' });
    const height = (await page.evaluate(`document.querySelector('.glance').getBoundingClientRect().height`)) as number;
    expect(height / MM).toBeLessThan(297);
    await page.context().close();
  });
});
