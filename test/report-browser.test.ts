/**
 * The report in a real browser: nothing in it runs but its own script, it asks for nothing, it works by keyboard,
 * fits a phone, and can be read in both themes. Needs Chromium (CHROMIUM_PATH or /usr/bin/chromium).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReport } from '../src/report/html.ts';
import { chromiumIsThere, launchChromium } from './chromium.ts';
import { cleanReport, emptyReport, richReport } from './report-fixture.ts';

const present = chromiumIsThere('the report in a browser');

const ATTACK = `"><img src=x onerror="window.hit=1"><script>window.hit=2</script></script><svg onload=window.hit=3>'\u202e${'W'.repeat(64)}`;

let browser: Browser;
let folder: string;
const urls: Record<string, string> = {};

beforeAll(async () => {
  if (!present) return;
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  const documents = {
    rich: renderReport(richReport()),
    clean: renderReport(cleanReport()),
    empty: renderReport(emptyReport()),
    hostile: renderReport(richReport({ text: (text) => ATTACK + text })),
  };
  for (const [name, document] of Object.entries(documents)) {
    writeFileSync(join(folder, `${name}.html`), document);
    urls[name] = pathToFileURL(join(folder, `${name}.html`)).href;
  }
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** Console errors and warnings, content security policy violations, page errors, dialogs. */
  readonly complaints: string[];
  /** Every request but the one for the document. */
  readonly requests: string[];
}

async function open(name: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== urls[name]) requests.push(request.url());
  });
  await page.goto(urls[name] as string);
  return { page, complaints, requests };
}

/** Evaluates an expression in the page. Text, because the code runs in the browser's world, not in this one. */
function ask<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate(expression) as Promise<T>;
}

const OPEN_ALL = `document.querySelectorAll('details').forEach((node) => { node.open = true; })`;
const FIRST_ACCOUNT = `document.querySelector('.card:first-of-type .accounts tbody th').textContent`;

describe.skipIf(!present)('the report in a browser', () => {
  it.each(['rich', 'clean', 'empty', 'hostile'])(
    'opens the %s report without a request, an error or a policy violation',
    async (name) => {
      const { page, complaints, requests } = await open(name);
      await ask(page, OPEN_ALL);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
    },
  );

  it('copies the command that shows the requests behind a campaign, a row of evidence and an account, by keyboard', async () => {
    const { page, complaints, requests } = await open('rich', { permissions: ['clipboard-read', 'clipboard-write'] });
    const id = await ask<string>(page, `document.querySelector('.card').id`);
    const copied = async (selector: string): Promise<string> => {
      const button = page.locator(selector).first();
      await button.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => button.textContent()).toBe('Copied');
      return ask<string>(page, 'navigator.clipboard.readText()');
    };
    expect(await copied('.card .card-head [data-copy]')).toBe(`stillwatch exchanges ${id} --log YOUR-LOG`);
    expect(await copied('.card .evidence [data-copy]')).toMatch(
      new RegExp(`^stillwatch exchanges ${id} --evidence [a-z_]+ --log YOUR-LOG$`),
    );
    expect(await copied('.card .accounts [data-copy]')).toMatch(/^stillwatch explain \S+$/);
    // The clipboard may be refused to a page from a file: the way by a selected field is then taken.
    await ask(page, `Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    const button = page.locator('.card .evidence [data-copy]').nth(1);
    await button.click();
    await expect.poll(() => button.textContent()).toBe('Copied');
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('runs nothing and makes no element out of what a log says', async () => {
    const { page, complaints, requests } = await open('hostile');
    // Every page of every table is drawn by the script from data: go through some of them too.
    await page.locator('.card:first-of-type .pager button').last().click();
    await page.locator('.card:nth-of-type(2) input').fill('img');
    expect(await ask(page, 'window.hit ?? 0')).toBe(0);
    expect(
      await ask(page, `[...document.querySelectorAll('img,iframe,object,embed,form,base,video,audio,link')].length`),
    ).toBe(0);
    expect(await ask(page, `[...document.querySelectorAll('script:not([type="application/json"])')].length`)).toBe(1);
    expect(
      await ask(
        page,
        `[...document.querySelectorAll('*')].flatMap((node) => [...node.attributes]).filter((a) => /^on|^style$|^src$/.test(a.name)).length`,
      ),
    ).toBe(0);
    expect(await ask(page, FIRST_ACCOUNT)).toContain('<script>window.hit=2</script>');
    expect(await ask<string>(page, 'document.body.textContent')).not.toMatch(/\u202e/);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('would report a violation if it happened, so that the silence above means something', async () => {
    const { page, complaints } = await open('rich');
    await ask(
      page,
      `document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.invalid/x.png' }))`,
    );
    await expect.poll(() => complaints.join('\n')).toContain('Content Security Policy');
  });

  it('sorts by keyboard and says so', async () => {
    const { page } = await open('rich');
    const header = page.locator('.card:first-of-type .accounts th[data-column=account]');
    expect(await header.getAttribute('aria-sort')).toBe('none');
    await header.locator('button').focus();
    await page.keyboard.press('Enter');
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    expect(await page.locator('.card:first-of-type .accounts th[data-column=risk]').getAttribute('aria-sort')).toBe('none');
    const ascending = await ask<string>(page, FIRST_ACCOUNT);
    await page.keyboard.press('Space');
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect((await ask<string>(page, FIRST_ACCOUNT)) > ascending).toBe(true);
  });

  it('filters by keyboard, by text and by action, and says how many are left', async () => {
    const { page } = await open('rich');
    const box = page.locator('.card:nth-of-type(2) .accounts');
    const status = box.locator('[role=status]');
    expect(await status.textContent()).toBe('1–15 of 273');
    await box.locator('input').focus();
    await page.keyboard.type('-27');
    const left = await status.textContent();
    expect(left).toMatch(/^1–\d+ of \d+, filtered from 273$/);
    for (const text of await box.locator('tbody th').allTextContents()) expect(text).toContain('-27');
    await page.keyboard.type('no such account');
    expect(await status.textContent()).toBe('No matching accounts.');
    await box.locator('input').fill('');
    await box.locator('select').selectOption({ label: 'Verify' });
    expect(new Set(await box.locator('tbody td:nth-child(3)').allTextContents())).toEqual(new Set(['Verify']));
  });

  it('goes through the pages of a table by keyboard and keeps the focus at the ends', async () => {
    const { page } = await open('rich');
    const box = page.locator('.card:nth-of-type(3) .accounts');
    const [back, next] = [box.locator('.pager button').first(), box.locator('.pager button').last()];
    expect(await back.isDisabled()).toBe(true);
    await next.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await box.locator('[role=status]').textContent()).toBe('31–38 of 38');
    expect(await next.isDisabled()).toBe(true);
    expect(await ask(page, 'document.activeElement.textContent')).toBe('Previous');
  });

  it('draws the same first rows with and without its script', async () => {
    // Elements with their attributes in order of name, and text.
    const rows = `(function draw(node) {
      if (node.nodeType === 3) return node.data;
      const attributes = [...node.attributes].map((a) => a.name + '=' + a.value).filter((a) => a !== 'focusable=false');
      return [node.nodeName, attributes.sort(), [...node.childNodes].map(draw)];
    })(document.querySelector('.card:first-of-type .accounts tbody'))`;
    const { page } = await open('rich');
    const { page: still } = await open('rich', { javaScriptEnabled: false });
    expect(await ask(page, rows)).toEqual(await ask(still, rows));
    expect(await still.locator('.card:first-of-type .table-tools').isVisible()).toBe(false);
    expect(await still.locator('[data-theme-toggle]').isVisible()).toBe(false);
  });

  it.each(['rich', 'clean', 'empty', 'hostile'])(
    'fits the %s report on a phone without scrolling sideways',
    async (name) => {
      const { page } = await open(name, { viewport: { width: 375, height: 800 } });
      await ask(page, OPEN_ALL);
      expect(await ask<number>(page, 'document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(375);
      await page.setViewportSize({ width: 1280, height: 800 });
      expect(await ask<number>(page, 'document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(1280);
    },
  );

  it.each(['light', 'dark'] as const)('keeps a contrast of 4.5:1 for all text in the %s theme', async (colorScheme) => {
    for (const width of [1280, 375]) {
      const { page } = await open('rich', { colorScheme, viewport: { width, height: 800 } });
      await ask(page, OPEN_ALL);
      const low = await ask<string[]>(page, LOW_CONTRAST);
      expect(low).toEqual([]);
    }
  });

  it('switches the theme and stores nothing', async () => {
    const { page } = await open('rich', { colorScheme: 'light' });
    const ground = () => ask<string>(page, 'getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    const toggle = page.locator('[data-theme-toggle]');
    expect(await toggle.textContent()).toBe('Dark theme');
    await toggle.focus();
    await page.keyboard.press('Enter');
    expect(await ground()).not.toBe(light);
    expect(await toggle.textContent()).toBe('Light theme');
    expect(await ask(page, 'localStorage.length + sessionStorage.length')).toBe(0);
    await page.reload();
    expect(await ground()).toBe(light);
  });

  it('offers the way past the navigation first, and shows where the focus is', async () => {
    const { page } = await open('rich');
    await page.keyboard.press('Tab');
    expect(await ask(page, 'document.activeElement.className')).toBe('skip');
    expect(await ask<number>(page, 'document.activeElement.getBoundingClientRect().top')).toBeGreaterThanOrEqual(0);
    expect(await ask(page, 'getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await ask(page, 'document.activeElement.id')).toBe('main');
  });

  it('names its landmarks, tables and drawings for assistive technology', async () => {
    const { page } = await open('rich');
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('banner').count()).toBe(1);
    expect(await page.getByRole('navigation', { name: 'On this page' }).count()).toBe(1);
    expect(await page.getByRole('article', { name: 'Campaign c-5f2a91d04be7' }).count()).toBe(1);
    expect(await page.getByRole('columnheader', { name: 'Risk' }).count()).toBe(4);
    expect(await page.getByRole('img', { name: /^Exchanges per day, / }).count()).toBe(3);
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await page.getByRole('columnheader', { name: 'Risk' }).count()).toBe(4);
    expect(await page.getByRole('img', { name: /^Network picture/ }).count()).toBe(3);
  });

  it('compares campaigns on the first page, sorted by any column', async () => {
    const { page } = await open('rich');
    const accounts = page.locator('.compare thead button', { hasText: 'Accounts' });
    const firstCount = async () =>
      Number((await page.locator('.compare tbody tr').first().locator('td').nth(2).textContent())?.replaceAll(',', ''));
    await accounts.click();
    const most = await firstCount();
    await accounts.click();
    expect(most).toBeGreaterThan(await firstCount());
    await page.locator('.compare tbody a').first().click();
    expect(new URL(page.url()).hash).toMatch(/^#c-[0-9a-f]+$/);
  });

  it('finds an account in whichever campaign it is', async () => {
    const { page } = await open('rich');
    const name = (await page.locator('.card:nth-of-type(2) .accounts tbody th bdi').first().textContent()) ?? '';
    await page.getByLabel('Find an account').fill(name.toUpperCase());
    const found = page.locator('#found-accounts a').first();
    expect(await found.textContent()).toContain(name);
    await found.click();
    const card = await page.locator('#campaigns .card:nth-of-type(2)').getAttribute('id');
    expect(new URL(page.url()).hash).toBe(`#${card}`);
    await page.getByLabel('Find an account').fill('nobody has this name');
    expect(await page.locator('#found-accounts').textContent()).toContain('accounts.csv');
  });

  it('prints one campaign alone, and the whole report again afterwards', async () => {
    const { page } = await open('rich');
    await ask(page, 'window.print = () => {}');
    await page.locator('[data-print-card]').nth(1).click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#campaigns .card:nth-of-type(2)').isVisible()).toBe(true);
    expect(await page.locator('#campaigns .card:nth-of-type(1)').isVisible()).toBe(false);
    expect(await page.locator('#summary').isVisible()).toBe(false);
    await ask(page, "dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('#campaigns .card:nth-of-type(1)').isVisible()).toBe(true);
  });

  it.each(['rich', 'clean'])('puts the first page of the %s report on one sheet of A4', async (name) => {
    const { page } = await open(name);
    await page.emulateMedia({ media: 'print' });
    // A4 less the margins of @page, at 96 pixels an inch.
    await page.setViewportSize({ width: Math.floor(((210 - 28) / 25.4) * 96), height: 1_000 });
    const height = await ask<number>(page, "document.querySelector('#summary').getBoundingClientRect().bottom + scrollY");
    expect(height).toBeLessThan(((297 - 32) / 25.4) * 96);
  });

  it('prints black on white with every detail open and no controls, also from the dark theme', async () => {
    const { page } = await open('rich', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ask(page, 'getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await ask(page, 'getComputedStyle(document.body).color')).toBe('rgb(0, 0, 0)');
    expect(await page.locator('.toc').isVisible()).toBe(false);
    expect(await page.locator('[data-theme-toggle]').isVisible()).toBe(false);
    expect(await page.locator('.card:first-of-type .evidence .figures').first().isVisible()).toBe(true);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

/** In the page: every visible run of text whose colour is closer than 4.5:1 (3:1 when large) to what is behind it. */
const LOW_CONTRAST = `(() => {
  const parse = (text) => {
    const [r, g, b, a] = text.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a ?? 1];
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || node.closest('script,title') || !node.checkVisibility()) continue;
    seen++;
    const style = getComputedStyle(node);
    const svg = node instanceof SVGElement;
    const [a, b] = [luminance(parse(svg ? style.fill : style.color)), luminance(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) low.push(ratio.toFixed(2) + ' ' + node.className + ': ' + walker.currentNode.data.slice(0, 40));
  }
  if (seen < 500) low.push('only ' + seen + ' runs of text were looked at');
  return low;
})()`;
