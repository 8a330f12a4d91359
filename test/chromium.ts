/** The browser of the tests: Chromium at CHROMIUM_PATH, or at /usr/bin/chromium. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether there is a browser. Without one, says what is not tested, or throws where everything is required. */
export function chromiumIsThere(untested: string): boolean {
  if (existsSync(executablePath)) return true;
  const message = `No Chromium at ${executablePath}: ${untested} is NOT tested. Install chromium or set CHROMIUM_PATH.`;
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(`\n*** SKIPPED: ${message}\n`);
  return false;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
}
