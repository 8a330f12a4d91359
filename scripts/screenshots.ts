/**
 * Takes the pictures in docs/images from a report, in headless Chromium, at the width of a laptop (1280 px) and of a phone
 * (375 px). It fails if the page makes a request, logs a message or scrolls sideways, so that no picture of a broken report
 * gets into the documents.
 *
 *   npm run demo && npx tsx scripts/screenshots.ts [REPORT.html] [OUT]
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

interface Shot {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

const SHOTS: readonly Shot[] = [
  { name: 'report.png', width: 1280, height: 1680 },
  { name: 'report-375.png', width: 375, height: 1100 },
];

/** Takes one picture and returns the faults of the page. */
async function take(browser: Browser, report: string, out: string, shot: Shot): Promise<string[]> {
  const wrong: string[] = [];
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height },
    colorScheme: 'light',
  });
  const page = await context.newPage();
  page.on('console', (message) => wrong.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => wrong.push(`page error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== report) wrong.push(`a request for ${request.url().slice(0, 80)}`);
  });
  await page.goto(report);
  const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
  if (width > shot.width) wrong.push(`${width} px of content in a window of ${shot.width} px`);
  await page.screenshot({ path: join(out, shot.name) });
  await context.close();
  return wrong.map((text) => `${shot.name}: ${text}`);
}

async function main(args: readonly string[]): Promise<number> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const report = resolve(args[0] ?? join(root, 'demo', 'out', 'report.html'));
  const out = resolve(args[1] ?? join(root, 'docs', 'images'));
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(report)) {
    console.error(`expected a report at ${report}, found none: run 'npm run demo' first, or pass the path of a report`);
    return 3;
  }
  if (!existsSync(executablePath)) {
    console.error(`expected Chromium at ${executablePath}, found none: install it or set CHROMIUM_PATH`);
    return 4;
  }
  mkdirSync(out, { recursive: true });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const wrong: string[] = [];
  try {
    for (const shot of SHOTS) {
      wrong.push(...(await take(browser, pathToFileURL(report).href, out, shot)));
      console.log(`written  ${join(out, shot.name)}`);
    }
  } finally {
    await browser.close();
  }
  for (const text of wrong) console.error(`wrong    ${text}`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
