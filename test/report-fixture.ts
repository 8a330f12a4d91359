/**
 * Synthetic findings for the report's tests, built by code from a seed. They look like a run over a busy month:
 * several campaigns of different shape, look-alikes that were left alone, a log with faults. No figure in here
 * was measured.
 */
import { DAY, HOUR } from '../src/base/clock.ts';
import { createRng, type Rng } from '../src/base/rng.ts';
import type { AccountFinding, Campaign, CampaignsFile, LeftAlone, NetworkPicture } from '../src/model/finding.ts';
import type { Rejection } from '../src/model/rejection.ts';
import type { RunSummary } from '../src/model/summary.ts';
import type { Action } from '../src/model/vocabulary.ts';
import type { ReportInput } from '../src/report/input.ts';
import { CAMPAIGN_PLANS, type CampaignPlan } from './report-campaign-plans.ts';
import { reportTexts } from './report-texts.ts';

const START = Date.UTC(2026, 1, 2);
const DAYS = 24;

/** What a test may change: every text that can come from a log passes through `text`. */
export interface FixtureOptions {
  readonly seed?: number;
  readonly text?: (text: string) => string;
}

/** Three campaigns, two texts under review, eight groups left alone, a log with faults. */
export function richReport(options: FixtureOptions = {}): ReportInput {
  const rng = createRng(`report/${options.seed ?? 1}`);
  const text = options.text ?? ((same: string) => same);
  const campaigns = CAMPAIGN_PLANS.map((plan) => campaign(plan, rng.fork(plan.id), text));
  return {
    title: text('Distillation report'),
    generatedAt: '2026-02-26T09:12:00Z',
    campaigns: {
      ...file(campaigns, leftAlone(text)),
      texts_under_review: reportTexts(rng.fork('texts'), text),
      texts_left_out: 3,
    },
    accounts: [
      ...campaigns.flatMap((entry, i) => findings(entry, rng.fork(`accounts/${i}`), text)),
      ...outside(rng.fork('outside'), text),
    ],
    summary: summary(text),
    rejectedSamples: rejections(text),
  };
}

/** As many campaigns as a large provider may have: small ones of every severity beside the three. */
export function crowdedReport(count: number): ReportInput {
  const rich = richReport();
  const rng = createRng('report/crowd');
  const more = Array.from({ length: count - rich.campaigns.campaigns.length }, (_, i) => {
    const plan = CAMPAIGN_PLANS[(i % 2) + 1] as CampaignPlan;
    const severity = (['low', 'medium', 'high'] as const)[i % 3] as CampaignPlan['severity'];
    const confidence = 0.6 + 0.39 * rng.next();
    return campaign(
      { ...plan, id: `c-${hex(rng, 6)}`, severity, confidence, accounts: 8 + rng.int(40) },
      rng.fork(`crowd/${i}`),
      (same) => same,
    );
  });
  return {
    ...rich,
    campaigns: { ...rich.campaigns, campaigns: [...rich.campaigns.campaigns, ...more] },
    accounts: [...rich.accounts, ...more.flatMap((entry, i) => findings(entry, rng.fork(`more/${i}`), (same) => same))],
  };
}

/** A run that found nothing and read everything. */
export function cleanReport(): ReportInput {
  const rich = summary((same) => same);
  return {
    generatedAt: '2026-02-26T09:12:00Z',
    campaigns: file([], []),
    accounts: [{ account: 'org-1', risk: 0.01, campaign: null, action: 'allow', reasons: [] }],
    summary: {
      ...rich,
      input: {
        ...rich.input,
        rejected: 0,
        duplicates: 0,
        rejectedByReason: {},
        ignoredByReason: {},
        notes: {},
        unknownFields: { records: 0, fields: {}, unnamed: 0 },
      },
      parameters: {},
      stages: {},
      detours: {},
    },
    rejectedSamples: [],
  };
}

/** A run that was given nothing it could read. */
export function emptyReport(): ReportInput {
  const none = { exchanges: 0, accounts: 0, units: 0 };
  const clean = cleanReport();
  return {
    ...clean,
    campaigns: { version: 1, window: null, campaigns: [], left_alone: [] },
    accounts: [],
    summary: {
      ...clean.summary,
      window: null,
      totals: none,
      input: {
        ...clean.summary.input,
        files: 1,
        bytes: 12,
        records: 1,
        exchanges: 0,
        accounts: 0,
        releases: 0,
        rejected: 1,
        rejectedByReason: { invalid_json: 1 },
        formats: {},
      },
    },
    rejectedSamples: rejections((same) => same).slice(0, 1),
  };
}

function file(campaigns: Campaign[], left_alone: LeftAlone[]): CampaignsFile {
  return {
    version: 1,
    window: { from: iso(START), to: iso(START + DAYS * DAY - 1) },
    campaigns,
    left_alone,
  };
}

function campaign(plan: CampaignPlan, rng: Rng, text: (text: string) => string): Campaign {
  const accounts = Array.from({ length: plan.accounts }, (_, i) => text(`acct-${hex(rng, 4)}-${i}`));
  const timeline = [];
  for (let day = plan.days[0]; day <= plan.days[1]; day++) {
    if (plan.accounts > 1_000 && (day === 13 || day === 14)) continue;
    const level = 0.75 + 0.25 * Math.sin(day / 2) + 0.2 * rng.next();
    timeline.push({
      day: iso(START + day * DAY).slice(0, 10),
      exchanges: Math.round(plan.daily * level),
      accounts: Math.round(plan.accounts * Math.min(1, 0.4 + level / 2)),
    });
  }
  return {
    id: text(plan.id),
    confidence: plan.confidence,
    severity: plan.severity,
    accounts,
    exchanges: timeline.reduce((sum, entry) => sum + entry.exchanges, 0),
    first_seen: iso(START + plan.days[0] * DAY + 3 * HOUR),
    last_seen: iso(START + plan.days[1] * DAY + 19 * HOUR),
    capabilities: plan.capabilities,
    intents: plan.intents,
    segments: plan.segments.map((segment) => ({
      ...segment,
      id: text(segment.id),
      ...(segment.exemplar === undefined ? {} : { exemplar: text(segment.exemplar) }),
    })),
    evidence: plan.evidence.map((row) => ({
      ...row,
      summary: text(row.summary),
      detail: Object.fromEntries(
        Object.entries(row.detail).map(([name, value]) => [
          name,
          typeof value === 'string' ? text(value) : Array.isArray(value) ? value.map(text) : value,
        ]),
      ),
    })),
    action: plan.action,
    action_reason: text(plan.reason),
    timeline,
    network: picture(plan, accounts, rng, text),
  };
}

function picture(plan: CampaignPlan, accounts: readonly string[], rng: Rng, text: (text: string) => string): NetworkPicture {
  const drawn = accounts.slice(0, 34);
  const nodes: NetworkPicture['nodes'] = drawn.map((account, i) => ({
    id: `a${i}`,
    label: account,
    type: 'account' as const,
    weight: 1,
  }));
  const edges: NetworkPicture['edges'] = [];
  plan.ties.forEach(([family, label, size], i) => {
    nodes.push({ id: `v${i}`, label: text(label), type: 'value', family, weight: size });
    const members = new Set<number>();
    const base = rng.int(drawn.length);
    while (members.size < Math.min(size, drawn.length)) {
      members.add(rng.chance(0.75) ? (base + members.size) % drawn.length : rng.int(drawn.length));
    }
    for (const member of members) edges.push({ from: `a${member}`, to: `v${i}` });
  });
  return { nodes, edges, omitted: accounts.length - drawn.length };
}

function findings(entry: Campaign, rng: Rng, text: (text: string) => string): AccountFinding[] {
  return entry.accounts.map((account) => {
    const risk = Math.min(1, Math.max(0.05, entry.confidence - rng.exponential(0.12)));
    const action: Action = risk > 0.85 ? entry.action : risk > 0.6 ? 'verify' : 'review';
    const reasons = ['sends the shared segment', 'paid by a shared instrument', 'opened in one burst', 'keeps one rhythm'];
    return {
      account,
      risk: Math.round(risk * 1000) / 1000,
      campaign: entry.id,
      action,
      reasons: reasons.filter((_, i) => rng.chance(0.8 - 0.15 * i)).map(text),
    };
  });
}

function outside(rng: Rng, text: (text: string) => string): AccountFinding[] {
  const some = Array.from(
    { length: 31 },
    (_, i): AccountFinding => ({
      account: text(`org-${hex(rng, 3)}-${i}`),
      ...(i % 7 === 0 ? { sub_account: text(`user-${hex(rng, 3)}`) } : {}),
      risk: Math.round(rng.next() * 700) / 1000,
      campaign: null,
      action: rng.pick(['watch', 'review', 'verify'] as const),
      reasons: [text('asks for reasoning far more than others do'), text('began at full volume')],
    }),
  );
  const fine = Array.from(
    { length: 5_000 },
    (_, i): AccountFinding => ({
      account: text(`org-${i}`),
      risk: 0.01,
      campaign: null,
      action: 'allow',
      reasons: [],
    }),
  );
  return [...some, ...fine];
}

function leftAlone(text: (text: string) => string): LeftAlone[] {
  const entry = (
    id: string,
    reason: string,
    title: string,
    accounts: number,
    exchanges: number,
    confidence: number,
    why: string[],
  ): LeftAlone => ({
    id: text(id),
    reason,
    title: text(title),
    accounts,
    exchanges,
    confidence,
    why: why.map(text),
  });
  return [
    entry('g-01', 'popular_prompt', 'Accounts with the long system prompt of a coding agent', 3_120, 880_400, 0.08, [
      'The segment is sent by 3,120 accounts that share nothing else: 2,950 payers, 1,804 networks.',
      'Tool results in the context name different repositories.',
    ]),
    entry('g-02', 'popular_prompt', 'Accounts with a popular writing helper', 640, 71_200, 0.03, [
      'No relational family above chance.',
    ]),
    entry('g-03', 'shared_network', 'One campus network', 212, 9_030, 0.05, [
      'Payment, opening times and prompts differ.',
      'Traffic follows local hours and stops at night.',
    ]),
    entry('g-04', 'organisation', 'Evaluation runs of one verified organisation', 12, 44_000, 0.22, [
      'One payer, verified as a business.',
      'The same 8,412 items return with every run; outputs are short.',
    ]),
    entry('g-05', 'authorised', 'Distillation under a grant', 4, 402_000, 0.91, [
      'The grant names both models and runs until 31 Dec 2026.',
    ]),
    entry('g-06', 'router', 'A declared router', 1, 310_200, 0.31, [
      'Its 9,204 end users were judged one by one; none stands out.',
    ]),
    entry('g-07', 'no_harvest', 'Support desk on shared cards', 19, 12_800, 0.11, ['Short answers over private documents.']),
    entry('g-08', 'unlinked', 'People who ask for step-by-step reasoning', 88, 3_900, 0.14, [
      'Alike in what they ask, linked by nothing.',
    ]),
  ];
}

function summary(text: (text: string) => string): RunSummary {
  return {
    version: '0.1.0',
    input: {
      files: 14,
      bytes: 5_812_338_001,
      records: 5_621_877,
      exchanges: 5_608_122,
      accounts: 13_402,
      releases: 6,
      duplicates: 1_204,
      rejected: 321,
      rejectedByReason: { schema: 204, invalid_json: 71, line_too_long: 3, future_time: 43 },
      ignoredByReason: { embedding: 8_110, health_check: 412 },
      notes: { unreadable_usage: 96 },
      unknownFields: { records: 0, fields: {}, unnamed: 0 },
      formats: { stillwatch: 4_100_000, litellm: 1_210_000, otlp: 311_877 },
    },
    totals: { exchanges: 5_608_122, accounts: 13_402, units: 22_605 },
    window: { from: iso(START), to: iso(START + DAYS * DAY - 1) },
    stages: { ingest: 41_200, store: 9_800, link: 5_210, detect: 7_940, report: 610 },
    detours: { read_through_cache: 12 },
    parameters: {
      seed: 7,
      minimum_accounts: 5,
      posting_list_cap: 2_000,
      keep_exemplars: true,
      note: text('monthly run'),
    },
  };
}

function rejections(text: (text: string) => string): Rejection[] {
  return [
    {
      file: text('gateway/2026-02-11.ndjson.gz'),
      line: 18_204,
      field: '',
      expected: 'one JSON object a line',
      got: 'text of 412 bytes that ends inside a string',
      reason: 'invalid_json',
    },
    {
      file: text('gateway/2026-02-12.ndjson.gz'),
      line: 77,
      field: text('usage.input_tokens'),
      expected: 'whole number from 0',
      got: 'string of 3 characters',
      reason: 'schema',
    },
    {
      file: text('batch.ndjson'),
      line: 9,
      field: text('time'),
      expected: 'a time no later than a day from now',
      got: 'a time 31 years ahead',
      reason: 'future_time',
    },
    {
      file: text('notes.docx'),
      line: 0,
      field: '',
      expected: 'a log in a known format',
      got: 'zip archive',
      reason: 'not_a_log',
    },
  ];
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function hex(rng: Rng, bytes: number): string {
  return Array.from({ length: bytes }, () => rng.int(256).toString(16).padStart(2, '0')).join('');
}
