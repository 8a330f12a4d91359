import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Campaign } from '../src/model/finding.ts';
import { renderReport } from '../src/report/html.ts';
import type { ReportInput } from '../src/report/input.ts';
import { CLIENT_SCRIPT } from '../src/report/script.ts';
import { cleanReport, emptyReport, richReport } from './report-fixture.ts';

/** The tests share an analysis of a simulated world. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const rich = renderReport(richReport());

/** Says what is missing instead of printing the whole document. */
function has(document: string, text: string): void {
  expect(document.includes(text), `the report should say: ${text}`).toBe(true);
}

function hasNot(document: string, text: string): void {
  expect(document.includes(text), `the report should not say: ${text}`).toBe(false);
}

/** Everything but the style and script blocks of the program itself. */
function markup(document: string): string {
  return document.replace(/<style>[\s\S]*?<\/style>/, '').replace(`<script>${CLIENT_SCRIPT}</script>`, '');
}

function skeleton(document: string): string {
  return [...markup(document).matchAll(/<[^>]*>/g)].map((match) => match[0].replace(/"[^"]*"/g, '""')).join('\n');
}

function withCampaigns(change: (campaign: Campaign, i: number) => Campaign, count = 1): ReportInput {
  const input = richReport();
  const first = input.campaigns.campaigns[0]!;
  const campaigns = Array.from({ length: count }, (_, i) => change(first, i));
  return { ...input, campaigns: { ...input.campaigns, campaigns } };
}

describe('renderReport', () => {
  it('gives the same bytes for the same input', () => {
    expect(renderReport(richReport())).toBe(rich);
  });

  it('says what was found in one sentence with its figures', () => {
    has(plain(rich), '3 campaigns found: 2,951 accounts, 1.2M exchanges.</h1>');
  });

  it('shows the texts under review with what speaks for and against, and no action', () => {
    const section = plain(rich).split('<section id="texts"')[1]?.split('</section>')[0] ?? '';
    has(section, 'Text <bdi class="id">T-5FBAE86D</bdi>');
    has(section, 'Shared by strangers');
    has(section, 'Write the reasoning that led there');
    has(section, 'Speaks for a harvest');
    has(section, 'foremost reasoning elicitation (93 %)');
    has(section, 'Nothing ties its users to one operator');
    has(section, '<bdi class="id">router-1</bdi>');
    has(section, '3 more texts with a lower score were left out.');
    hasNot(section, 'Recommended');
    has(plain(rich), '<a href="#texts">2 texts</a> that nothing ties to one operator are under review.');
    has(renderReport(cleanReport()), 'No text needs a review.');
  });

  it('shows the campaigns worst first, whatever order they come in', () => {
    const input = richReport();
    const turned = {
      ...input,
      campaigns: { ...input.campaigns, campaigns: [...input.campaigns.campaigns].reverse() },
    };
    const order = [...renderReport(turned).matchAll(/<h3 id="c-[0-9a-f]+-title">Campaign <bdi class="id">([^<]+)/g)].map(
      (m) => m[1],
    );
    expect(order).toEqual(['c-5f2a91d04be7', 'c-b81c33e9a2f0', 'c-0d77e2']);
  });

  it('allows its own style and script by hash, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(rich)?.[1] ?? '';
    const style = /<style>([\s\S]*?)<\/style>/.exec(rich)?.[1] ?? '';
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toBe(
      `default-src 'none'; style-src ${hash(style)}; script-src ${hash(CLIENT_SCRIPT)}; base-uri 'none'; form-action 'none'`,
    );
  });

  it('holds no style attribute, event handler, link outwards or resource', () => {
    expect(markup(rich)).not.toMatch(/<[^>]+\s(style|on\w+|src|srcset|action|formaction|xlink:href)=/);
    expect([...rich.matchAll(/href="([^"]*)"/g)].every((match) => match[1]?.startsWith('#'))).toBe(true);
    expect(rich).not.toMatch(/@import|url\(/);
  });

  it('keeps ids unique, links resolvable and headings in order', () => {
    const ids = [...markup(rich).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const match of rich.matchAll(/(?:href="#|aria-labelledby="|aria-controls="|data-accounts=")([^"]+)"/g))
      expect(ids).toContain(match[1]);
    const levels = [...rich.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => {
      if (i > 0) expect(level - levels[i - 1]!).toBeLessThanOrEqual(1);
    });
  });

  it('keeps its structure whatever the log says', () => {
    const attack = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 20 }),
          fc.constantFrom(
            '<script>x()</script>',
            '</script>',
            '"><img src=x onerror=x()>',
            "' onload='x()",
            '<!--',
            ']]>',
            '\u202e',
            '</svg>',
            '</title>',
          ),
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((parts) => parts.join(''));
    // Labels of the network picture depend on length alone, so both sides are made long.
    const pad = 'x'.repeat(40);
    const expected = skeleton(renderReport(richReport({ text: (text) => pad + text })));
    fc.assert(
      fc.property(attack, (bad) => {
        expect(skeleton(renderReport(richReport({ text: (text) => bad + pad + text })))).toBe(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('embeds a bounded number of accounts and says where the others are', () => {
    expect(plain(rich)).toContain(
      'This file contains the 2,000 accounts with the highest risk; 640 more accounts are in accounts.ndjson.',
    );
    const rows = JSON.parse(/id="c-[0-9a-f]+-accounts">([^<]+)</.exec(rich)?.[1] ?? '{}') as {
      rows: unknown[];
    };
    expect(rows.rows).toHaveLength(2_000);
  });

  it('shows forty campaigns as cards and the others as lines', () => {
    const many = renderReport(
      withCampaigns(
        (campaign, i) => ({
          ...campaign,
          id: `c-${i}`,
          timeline: [],
          network: { nodes: [], edges: [], omitted: 0 },
        }),
        55,
      ),
    );
    expect(many.match(/<article class="card" id="c-/g)).toHaveLength(40);
    has(plain(many), '15 more campaigns');
  });

  it('draws a campaign of which next to nothing is known', () => {
    const bare = renderReport(
      withCampaigns((campaign) => ({
        ...campaign,
        accounts: [],
        exchanges: 0,
        first_seen: 'unknown',
        last_seen: 'unknown',
        capabilities: [],
        intents: [],
        segments: [],
        evidence: [],
        timeline: [],
        network: { nodes: [], edges: [], omitted: 0 },
      })),
    );
    has(bare, 'No evidence was recorded');
    expect(markup(bare)).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('writes no value that is not a figure', () => {
    expect(markup(rich)).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('names what was left alone with its reasons, and what was rejected with samples', () => {
    for (const text of [
      'Popular prompt',
      'One campus network',
      'Payment, opening times and prompts differ.',
      'Authorised',
    ]) {
      has(rich, text);
    }
    for (const text of ['invalid_json', 'usage.input_tokens', 'text of 412 bytes that ends inside a string', 'embedding']) {
      has(rich, text);
    }
  });

  it('says that nationality is never evidence, what confidence means, and that there is an appeal', () => {
    for (const text of ['Country, nationality and language', 'The rule of two', 'can appeal']) has(rich, text);
  });
});

describe('a report of nothing', () => {
  it('is calm and positive when nothing was found', () => {
    const clean = plain(renderReport(cleanReport()));
    has(clean, 'No distillation campaign was found.</h1>');
    has(clean, 'Nothing here needs action.');
    has(clean, 'Every record was read.');
    hasNot(clean, '<article');
  });

  it('does not call an empty log clean', () => {
    const empty = renderReport(emptyReport());
    has(empty, 'There was nothing to analyse.');
    hasNot(empty, 'Nothing here needs action.');
    has(empty, 'Nothing was analysed.</h1>');
  });
});
