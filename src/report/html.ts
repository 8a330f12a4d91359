/**
 * The report: one self-contained HTML file. It opens offline, makes no request and runs only its own script: its content
 * security policy allows one style block and one script block, each by its hash, and nothing else. The same input gives
 * the same bytes.
 *
 * Leaves out PDF (print the file) and JSON (campaigns.json and accounts.ndjson are for programs).
 */
import { createHash } from 'node:crypto';
import { hasHistory } from '../model/finding.ts';
import { brandMark, themeMark } from './charts/marks.ts';
import { digestAccounts } from './digest.ts';
import { html, trusted } from './escape.ts';
import type { ReportInput } from './input.ts';
import { CLIENT_SCRIPT } from './script.ts';
import { outsideSection } from './sections/accounts.ts';
import { campaignCard } from './sections/campaign.ts';
import { clearedSection } from './sections/cleared.ts';
import { bySeverity, campaignTable, contents, headline, noCampaigns } from './sections/headline.ts';
import { historySection } from './sections/history.ts';
import { inputSection } from './sections/input.ts';
import { methodSection } from './sections/method.ts';
import { readingSection } from './sections/reading.ts';
import { textsSection } from './sections/texts-under-review.ts';
import { timeToDetectSection } from './sections/time-to-detect.ts';
import { stylesheet } from './theme.ts';
import { timeElement } from './words.ts';

/** Campaigns shown as cards, most severe first; the others are rows of a table. */
const MOST_CARDS = 40;

/**
 * Renders the findings of a run.
 * @returns a complete HTML document, UTF-8
 */
export function renderReport(input: ReportInput): string {
  const sorted = [...input.campaigns.campaigns].sort(bySeverity);
  const cards = sorted.slice(0, MOST_CARDS);
  const rest = sorted.slice(MOST_CARDS);
  const digest = digestAccounts(
    input.accounts,
    sorted.map((campaign) => campaign.id),
  );
  const withHistory = hasHistory(input.campaigns);
  const style = stylesheet();
  const policy = [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    `script-src '${hash(CLIENT_SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${input.title ?? 'Distillation report'} · Stillwatch</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
<header class="frame"><div class="top"><span class="brand">${brandMark()}Stillwatch</span><p class="made">Generated ${timeElement(input.generatedAt)}</p><button type="button" class="toggle" data-theme-toggle hidden>${themeMark()}<span>Dark theme</span></button></div></header>
<div class="frame columns">
${contents(cards, { history: withHistory, replay: input.replay !== undefined })}
<main id="main" tabindex="-1">
${headline(input, sorted, digest)}
<section id="campaigns" aria-labelledby="campaigns-title">
<div class="section-head"><h2 id="campaigns-title">Campaigns</h2>${
    sorted.length === 0 ? null : html`<p>Groups of linked accounts with evidence of harvesting, most severe first.</p>`
  }</div>
${sorted.length === 0 ? noCampaigns(input) : cards.map((campaign) => campaignCard(campaign, digest.byCampaign.get(campaign.id)))}
${rest.length === 0 ? null : campaignTable(rest, digest)}
</section>
${withHistory ? historySection(sorted, input.campaigns.ended ?? [], input.runs ?? new Map()) : null}
${input.replay === undefined ? null : timeToDetectSection(input.replay)}
${textsSection(input.campaigns.texts_under_review ?? [], input.campaigns.texts_left_out ?? 0)}
${outsideSection(digest.outside, digest.total)}
${clearedSection(input.campaigns.left_alone)}
${inputSection(input.summary.input, input.rejectedSamples)}
${methodSection(input.summary, input.generatedAt)}
${readingSection()}
</main>
</div>
<footer class="frame"><p>Stillwatch ${input.summary.version}. Confidential: this report contains account ids. Findings are estimates; every one can be overruled and appealed.</p></footer>
<script>${trusted(CLIENT_SCRIPT)}</script>
</body>
</html>
`;
  return document.text;
}

/** A content security policy source for an inline block. */
function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
