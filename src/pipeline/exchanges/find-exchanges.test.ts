/**
 * Every line behind a row of evidence and nothing else: what is found in a simulated log is compared with a slow twin that
 * fingerprints every line and looks at each row in plain JavaScript, and with the counts that the analysis made in its store.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulate } from '../../../sim/index.ts';
import { planSources, readBlocks } from '../../ingest/reader.ts';
import { hash64BigInt } from '../../kernels/hash.ts';
import { CampaignsFile } from '../../model/finding.ts';
import { ANCHOR_SLOTS, FINGERPRINT_STRIDE, FLAGS, OFFSET } from '../../model/fingerprint-layout.ts';
import { type ExchangeSelection, SelectionsFile } from '../../model/selections.ts';
import { ANSWER, INTENTS } from '../../model/vocabulary.ts';
import { analyze } from '../analyze.ts';
import { BlockReader } from '../block-reader.ts';
import { BlockMatcher } from './block-matcher.ts';
import { type FindCounts, findExchanges } from './find-exchanges.ts';
import type { FoundExchange, MatchSettings } from './match-task.ts';

vi.setConfig({ testTimeout: 100_000, hookTimeout: 200_000 });

const NOW = Date.UTC(2026, 5, 1);
const KEY = new Uint8Array(32);

interface TwinRow {
  readonly id: bigint;
  readonly account: bigint;
  readonly anchors: readonly bigint[];
  readonly harvest: boolean;
  readonly refused: boolean;
  readonly signed: boolean;
  readonly model: bigint;
  readonly time: number;
}

let folder: string;
let log: string;
let campaigns: CampaignsFile;
let selections: SelectionsFile;
let rows: TwinRow[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'exchanges-'));
  await simulate({ world: 'feb-2026', scale: 0.001, seed: 1, days: 4, honest: 0.1, out: join(folder, 'log') });
  log = join(folder, 'log', 'exchanges.ndjson');
  const analysed = await analyze({
    paths: [join(folder, 'log')],
    format: 'auto',
    out: join(folder, 'out'),
    now: NOW,
    workers: 2,
  });
  if (!analysed.ok) throw new Error(analysed.problem.message);
  campaigns = CampaignsFile.parse(JSON.parse(readFileSync(join(folder, 'out', 'campaigns.json'), 'utf8')));
  selections = SelectionsFile.parse(JSON.parse(readFileSync(join(folder, 'out', 'selections.json'), 'utf8')));
  rows = await allRows();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every exchange of the log, once, as its row. */
async function allRows(): Promise<TwinRow[]> {
  const plan = await planSources([log]);
  if (!plan.ok) throw new Error(plan.problem.message);
  const reader = new BlockReader({ identityKey: KEY, now: NOW });
  const byId = new Map<bigint, TwinRow>();
  for await (const block of readBlocks(plan.value.sources, { format: 'auto', onReject: () => {} })) {
    const { rows: bytes, count } = reader.read(block);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < count * FINGERPRINT_STRIDE; at += FINGERPRINT_STRIDE) {
      const intents = INTENTS.map((_, k) => view.getUint8(at + OFFSET.intents + k));
      const id = view.getBigUint64(at + OFFSET.id, true);
      if (byId.has(id)) continue;
      byId.set(id, {
        id,
        account: view.getBigUint64(at + OFFSET.account, true),
        anchors: Array.from({ length: ANCHOR_SLOTS }, (_, k) => view.getBigUint64(at + OFFSET.anchors + 8 * k, true)),
        harvest: intents.some((score) => score > 0) && intents[ANSWER] < 128,
        refused: (view.getUint16(at + OFFSET.flags, true) & FLAGS.refused) !== 0,
        signed: view.getBigUint64(at + OFFSET.presented, true) !== 0n,
        model: view.getBigUint64(at + OFFSET.model, true),
        time: Number(view.getBigInt64(at + OFFSET.time, true)),
      });
    }
  }
  return [...byId.values()];
}

function twin(accounts: readonly string[], selection: ExchangeSelection): Set<bigint> {
  const named = new Set(accounts.map((account) => hash64BigInt(account)));
  const anchors = new Set(
    (selection.segments ?? []).flatMap((id) => selections.segments[id]).map((hex) => BigInt(`0x${hex}`)),
  );
  return new Set(
    rows
      .filter(
        (row) =>
          named.has(row.account) &&
          (selection.segments === undefined || row.anchors.some((anchor) => anchors.has(anchor))) &&
          (!selection.harvest || row.harvest) &&
          (!selection.refused || row.refused) &&
          (!selection.signatures || row.signed) &&
          (selection.model === undefined || row.model === hash64BigInt(selection.model)) &&
          (selection.from === undefined || row.time >= selection.from) &&
          (selection.to === undefined || row.time < selection.to),
      )
      .map((row) => row.id),
  );
}

function settingsFor(accounts: readonly string[], selection: ExchangeSelection): MatchSettings {
  const rowSelection = { units: accounts.map((account) => ({ account })), selection };
  return {
    identityKey: KEY,
    now: NOW,
    whole: rowSelection,
    part: rowSelection,
    segments: Object.entries(selections.segments),
    marked: selection.segments ?? [],
    context: 20,
    redact: false,
  };
}

async function found(
  accounts: readonly string[],
  selection: ExchangeSelection,
  {
    paths = [log],
    limit = 1e9,
    settings = {},
  }: { paths?: string[]; limit?: number; settings?: Partial<MatchSettings> } = {},
): Promise<{ counts: FindCounts; exchanges: FoundExchange[] }> {
  const plan = await planSources(paths);
  if (!plan.ok) throw new Error(plan.problem.message);
  const exchanges: FoundExchange[] = [];
  const counts = await findExchanges({
    plan: plan.value,
    format: 'auto',
    limit,
    workers: 2,
    settings: { ...settingsFor(accounts, selection), ...settings },
    onFound: (exchange) => {
      exchanges.push(exchange);
    },
  });
  return { counts, exchanges };
}

/** The ids that the matching of this thread finds: starting threads for every row would take longer than all else. */
async function foundHere(accounts: readonly string[], selection: ExchangeSelection): Promise<Set<bigint>> {
  const plan = await planSources([log]);
  if (!plan.ok) throw new Error(plan.problem.message);
  const matcher = new BlockMatcher(settingsFor(accounts, selection));
  const ids = new Set<bigint>();
  for await (const block of readBlocks(plan.value.sources, { format: 'auto', onReject: () => {}, ranges: true }))
    for (const { exchange } of matcher.match({ ...block, wanted: 1e9 }).found) ids.add(hash64BigInt(exchange.id));
  return ids;
}

describe('the exchanges behind a finding', () => {
  it('are those of the twin, and as many as the analysis counted, for every row of every campaign', async () => {
    expect(campaigns.campaigns.length).toBeGreaterThan(0);
    const seen = new Set<string>();
    for (const { id, own_text, rows: counted } of selections.campaigns) {
      const { accounts } = campaigns.campaigns.find((one) => one.id === id) ?? { accounts: [] };
      const rowsOf = [...(own_text === null ? [] : [{ family: 'own text', ...own_text }]), ...counted];
      for (const { family, selection, exchanges } of rowsOf) {
        const key = JSON.stringify([id, selection]);
        const expected = twin(accounts, selection);
        expect(expected.size, `${id} ${family}`).toBe(exchanges);
        if (seen.has(key)) continue;
        seen.add(key);
        expect(await foundHere(accounts, selection), `${id} ${family}`).toEqual(expected);
      }
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  it('have the line, the byte and the text of the log, with the match where the range says', async () => {
    const [{ id, own_text }] = selections.campaigns;
    const { accounts } = campaigns.campaigns.find((one) => one.id === id) ?? { accounts: [] };
    const { exchanges } = await found(accounts, own_text?.selection ?? {}, { limit: 50 });
    expect(exchanges).toHaveLength(50);
    const bytes = readFileSync(log);
    const lines = bytes.toString('utf8').split('\n');
    for (const one of exchanges) {
      const record = JSON.parse(lines[one.line - 1]);
      expect(record.id).toBe(one.id);
      expect(bytes.subarray(one.offset ?? -1).toString('utf8', 0, 200)).toBe(
        Buffer.from(lines[one.line - 1]).toString('utf8', 0, 200),
      );
      expect(one.passages.length).toBeGreaterThan(0);
      const texts = JSON.stringify(record.request);
      for (const { match } of one.texts)
        expect(texts).toContain(JSON.stringify(match?.slice(0, 500)).slice(1, -1).slice(0, 300));
    }
  });

  it('are the same in a compressed log, where lines have no byte of their own, and count once in two copies', async () => {
    const [{ id, own_text }] = selections.campaigns;
    const { accounts } = campaigns.campaigns.find((one) => one.id === id) ?? { accounts: [] };
    const copy = join(folder, 'copy.ndjson.gz');
    writeFileSync(copy, gzipSync(readFileSync(log), { level: 1 }));
    const selection = own_text?.selection ?? {};
    const plain = await found(accounts, selection);
    const compressed = await found(accounts, selection, { paths: [copy] });
    expect(compressed.exchanges.map(({ line, passages }) => [line, passages])).toEqual(
      plain.exchanges.map(({ line, passages }) => [line, passages]),
    );
    expect(compressed.exchanges.every(({ offset }) => offset === null)).toBe(true);
    const both = await found(accounts, selection, { paths: [log, copy], limit: 3 });
    expect(both.counts).toMatchObject({ whole: plain.counts.whole, listed: 3, duplicates: plain.counts.accounts });
  });

  it('show outlines and no text when redacted', async () => {
    const [{ id, own_text }] = selections.campaigns;
    const { accounts } = campaigns.campaigns.find((one) => one.id === id) ?? { accounts: [] };
    const { exchanges } = await found(accounts, own_text?.selection ?? {}, { limit: 20, settings: { redact: true } });
    for (const { texts, excerpt } of exchanges) {
      expect(excerpt).toBeNull();
      for (const text of texts) expect(Object.keys(text).sort()).toEqual(['outline', 'role']);
    }
    expect(exchanges.some(({ texts }) => texts.some(({ outline }) => outline?.includes('▇▇▇')))).toBe(true);
  });
});
