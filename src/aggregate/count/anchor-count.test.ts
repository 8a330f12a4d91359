import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRng } from '../../base/rng.ts';
import { ANCHOR_SLOTS, emptyFingerprint, FINGERPRINT_STRIDE, FLAGS, OFFSET } from '../../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { openRunDirectory, type RunDirectory } from '../../store/directory/data-directory.ts';
import { spooledRows } from '../../store/exchanges/spooled-rows.ts';
import { postingSize } from '../detect-input.ts';
import { filtered } from '../filtered.ts';
import { AnchorCount } from './anchor-count.ts';
import { AT, ROW_LAYOUT, rowSql, STRIDE } from './row.ts';
import type { AnchorSums, UnitSums } from './sums.ts';

/** A test counts a whole log in several ways; up to 30 s on a busy machine. */
const TEST_TIMEOUT = 100_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

interface Sent {
  readonly account: number;
  readonly unit: number;
  readonly anchors: readonly number[];
  readonly body: number;
  readonly time: number;
  readonly intents: readonly number[];
  readonly capabilities: readonly number[];
  readonly flags: number;
  readonly toolResults: number;
  readonly reasoning: number;
  readonly outputTokens: number;
  readonly prompt: number;
  readonly system: number;
  readonly n: number;
  readonly encoded: number;
}

const ROUTER = 7;
/** The end user under a router, else the account. */
const UNIT = () => `if(account = toUInt64('${hash(ROUTER)}'), unit, account)`;
const SEED = 'pass';
const ROWS = 2_000;
/** Sent so often that its means are taken from a share of its exchanges. */
const POPULAR = 5;

/** Hashes as a log has them: far apart. Never 0. */
const hash = (n: number): bigint => BigInt.asUintN(64, BigInt(n + 1) * 0x9e3779b97f4a7c15n) || 1n;

function sentBy(): Sent[] {
  const rng = createRng(SEED);
  return Array.from({ length: ROWS }, () => {
    const account = rng.int(24);
    return {
      account,
      unit: account === ROUTER ? 1_000 + rng.int(9) : account,
      // Few anchors are many units', most are one unit's.
      anchors: [
        ...new Set([
          ...(rng.chance(0.8) ? [POPULAR] : []),
          ...Array.from({ length: rng.int(ANCHOR_SLOTS) }, () =>
            rng.chance(0.5) ? rng.int(40) : 10_000 + 100 * account + rng.int(99),
          ),
        ]),
      ],
      body: rng.int(900),
      time: 1_770_000_000_000 + rng.int(1e9),
      intents: INTENTS.map(() => (rng.chance(0.6) ? 0 : 1 + rng.int(255))),
      capabilities: CAPABILITIES.map(() => (rng.chance(0.6) ? 0 : 1 + rng.int(255))),
      flags: rng.int(256),
      toolResults: rng.chance(0.3) ? 1 + rng.int(9) : 0,
      reasoning: rng.int(256),
      outputTokens: rng.int(5_000),
      prompt: rng.int(60_000),
      system: rng.int(60_000),
      n: 1 + rng.int(3),
      encoded: rng.chance(0.5) ? 0 : rng.int(256),
    };
  });
}

function encode(sent: readonly Sent[]): Uint8Array {
  const bytes = new Uint8Array(sent.length * FINGERPRINT_STRIDE);
  const view = new DataView(bytes.buffer);
  sent.forEach((one, r) => {
    const row = r * FINGERPRINT_STRIDE;
    bytes.set(emptyFingerprint(), row);
    const wide = (at: number, value: bigint) => view.setBigUint64(row + at, value, true);
    wide(OFFSET.id, hash(r));
    wide(OFFSET.time, BigInt(one.time));
    wide(OFFSET.account, hash(one.account));
    wide(OFFSET.unit, hash(one.unit));
    wide(OFFSET.body, hash(one.body));
    one.anchors.forEach((anchor, k) => {
      wide(OFFSET.anchors + 8 * k, hash(anchor));
    });
    bytes[row + OFFSET.shared] = one.anchors.length > 0 ? 1 : 0;
    bytes.set(one.intents, row + OFFSET.intents);
    bytes.set(one.capabilities, row + OFFSET.capabilities);
    bytes[row + OFFSET.reasoning_in_input] = one.reasoning;
    bytes[row + OFFSET.n] = one.n;
    bytes[row + OFFSET.encoded] = one.encoded;
    view.setUint16(row + OFFSET.flags, one.flags, true);
    view.setUint16(row + OFFSET.tool_results, one.toolResults, true);
    view.setUint32(row + OFFSET.output_tokens, one.outputTokens, true);
    view.setUint32(row + OFFSET.prompt_chars, one.prompt, true);
    view.setUint32(row + OFFSET.system_chars, one.system, true);
  });
  return bytes;
}

/** What counting gives of some exchanges, the slow and obvious way. */
function summed(exchanges: readonly Sent[]) {
  const sum = (of: (one: Sent) => number) => exchanges.reduce((total, one) => total + of(one), 0);
  const log = (one: Sent) => Math.log(1 + one.prompt - Math.min(one.system, one.prompt));
  return {
    exchanges: exchanges.length,
    bodies: new Set(exchanges.map((one) => one.body)).size,
    intents: INTENTS.map((_, k) => sum((one) => one.intents[k]) / 255),
    capabilities: CAPABILITIES.map((_, k) => sum((one) => one.capabilities[k]) / 255),
    followUps: sum((one) => (one.flags & FLAGS.followUp ? 1 : 0)),
    toolResults: sum((one) => (one.toolResults > 0 ? 1 : 0)),
    refused: sum((one) => (one.flags & FLAGS.refused ? 1 : 0)),
    reasoningInInput: sum((one) => one.reasoning) / 255,
    outputTokens: sum((one) => one.outputTokens),
    logBody: sum(log),
    logBodySquares: sum((one) => log(one) ** 2),
    truncated: sum((one) => (one.flags & FLAGS.truncated ? 1 : 0)),
    sampled: sum((one) => (one.n > 1 ? 1 : 0)),
    traced: sum((one) => (one.reasoning >= 128 ? 1 : 0)),
    encoded: sum((one) => one.encoded) / 255,
  };
}

describe('counting all exchanges', () => {
  const sent = sentBy();
  let directory: RunDirectory;
  let keys: BigUint64Array;
  let units: UnitSums;
  let anchors: AnchorSums;

  beforeAll(async () => {
    const opened = await openRunDirectory();
    if (!opened.ok) throw new Error(opened.problem.message);
    directory = opened.value;
    // In several parts, as a log comes in.
    for (let at = 0; at < sent.length; at += 500) {
      const part = encode(sent).subarray(at * FINGERPRINT_STRIDE, (at + 500) * FINGERPRINT_STRIDE);
      await directory.exchanges.insert(part, 500);
    }
    const anchorCount = new AnchorCount({ more: false, threads: 1 });
    await anchorCount.registerUnits(await directory.exchanges.spool(rowSql(UNIT()), ROW_LAYOUT));
    await anchorCount.count();
    keys = anchorCount.unitKeys();
    units = anchorCount.unitSums();
    anchors = await anchorCount.anchorSums();
    await anchorCount.close();
  });
  afterAll(() => directory.close());

  it('takes in nothing that comes when it is closed, and leaves no file of it', async () => {
    const anchorCount = new AnchorCount({ more: false, threads: 2, manyRows: 1 });
    const coming = directory.exchanges.spool(rowSql(UNIT()), ROW_LAYOUT);
    await anchorCount.close();
    const rows = await coming;
    expect(existsSync(rows.path)).toBe(true);
    await expect(anchorCount.registerUnits(rows)).rejects.toThrow('closed');
    expect(existsSync(rows.path)).toBe(false);
  });

  it('says the same of exchanges that come in bit by bit, whoever sends what first', async () => {
    const times = sent.map((one) => one.time).sort((a, b) => a - b);
    const rng = createRng(`${SEED}/parts`);
    for (const parts of [2, 3, 9]) {
      const cuts = Array.from({ length: parts - 1 }, () => times[rng.int(times.length)]).sort((a, b) => a - b);
      const anchorCount = new AnchorCount({ more: true, threads: 1 });
      let from = 0;
      for (const [k, to] of [...cuts, Number.MAX_SAFE_INTEGER].entries()) {
        const part = filtered(directory.exchanges, `time >= ${from} AND time < ${to}`);
        await anchorCount.registerUnits(await part.spool(rowSql(UNIT()), ROW_LAYOUT));
        await anchorCount.count();
        from = to;
        // Whoever asks on the way changes nothing.
        if (k % 2 === 0) await anchorCount.anchorSums();
      }
      expect(anchorCount.unitKeys()).toEqual(keys);
      expect(anchorCount.unitSums()).toEqual(units);
      expect(await anchorCount.anchorSums(), `seed ${SEED}, ${parts} parts`).toEqual(anchors);
      await anchorCount.close();
    }
  });

  it('says the same whatever the number of threads', async () => {
    for (const threads of [2, 5, 100]) {
      const detours: string[] = [];
      const onDetour = (detour: string) => detours.push(detour);
      const anchorCount = new AnchorCount({ more: false, threads, manyRows: 1, onDetour });
      await anchorCount.registerUnits(await directory.exchanges.spool(rowSql(UNIT()), ROW_LAYOUT));
      await anchorCount.count();
      expect(anchorCount.unitKeys()).toEqual(keys);
      expect(anchorCount.unitSums()).toEqual(units);
      expect(await anchorCount.anchorSums(), `${threads} threads`).toEqual(anchors);
      expect(detours).toEqual([]);
      await anchorCount.close();
    }
  });

  it('says that a share was counted without kernels, and counts it as well', async () => {
    // All anchors are of one share of two, and their pairs with units more than there is room for.
    const bytes = new Uint8Array(8 * STRIDE);
    const view = new DataView(bytes.buffer);
    for (let row = 0; row < 8; row++) {
      view.setBigUint64(row * STRIDE + AT.unit, BigInt(row + 1), true);
      for (let k = 0; k < ANCHOR_SLOTS; k++) view.setBigUint64(row * STRIDE + AT.anchors + 8 * k, BigInt(k + 1), true);
    }
    const path = join(tmpdir(), `stillwatch-test-count-${process.pid}.rows`);
    const sumsBy = async (threads: number, onDetour?: (detour: string) => void) => {
      writeFileSync(path, bytes);
      const anchorCount = new AnchorCount({ more: false, threads, manyRows: 1, onDetour });
      await anchorCount.registerUnits(spooledRows(path, bytes.length, STRIDE));
      await anchorCount.count();
      const sums = await anchorCount.anchorSums();
      await anchorCount.close();
      return sums;
    };
    const detours: string[] = [];
    const sums = await sumsBy(2, (detour) => detours.push(detour));
    expect(detours).toEqual(['anchors_without_kernels']);
    expect(sums.key).toHaveLength(ANCHOR_SLOTS);
    expect(sums).toEqual(await sumsBy(1));
  });

  it('tells of rows that a thread could not read', async () => {
    const anchorCount = new AnchorCount({ more: false, threads: 2, manyRows: 1 });
    const rows = await directory.exchanges.spool(rowSql(UNIT()), ROW_LAYOUT);
    await anchorCount.registerUnits({ ...rows, path: `${rows.path}-away` });
    await anchorCount.count();
    await expect(anchorCount.anchorSums()).rejects.toThrow('ENOENT');
    await anchorCount.close();
  });

  it('finds each unit once, the end users of a router among them, with the sums of its exchanges', () => {
    const expectedKeys = [...new Set(sent.map((one) => hash(one.unit)))].sort((a, b) => (a < b ? -1 : 1));
    expect([...keys]).toEqual(expectedKeys);
    expectedKeys.forEach((key, i) => {
      const own = sent.filter((one) => hash(one.unit) === key);
      const expected = summed(own);
      const { shapes } = units;
      expect(units.exchanges[i]).toBe(expected.exchanges);
      expect(units.bodies[i]).toBe(expected.bodies);
      expect(units.first[i]).toBe(Math.min(...own.map((one) => one.time)));
      expect(units.last[i]).toBe(Math.max(...own.map((one) => one.time)));
      expect([...units.hours.subarray(24 * i, 24 * (i + 1))]).toEqual(
        Array.from({ length: 24 }, (_, hour) => own.filter((one) => new Date(one.time).getUTCHours() === hour).length),
      );
      close(units.intents.subarray(i * INTENTS.length, (i + 1) * INTENTS.length), expected.intents);
      close(units.capabilities.subarray(i * CAPABILITIES.length, (i + 1) * CAPABILITIES.length), expected.capabilities);
      for (const name of ['followUps', 'toolResults', 'refused', 'reasoningInInput', 'outputTokens'] as const)
        close([units[name][i]], [expected[name]]);
      for (const name of ['logBody', 'logBodySquares', 'truncated', 'sampled', 'traced', 'encoded'] as const)
        close([shapes[name][i]], [expected[name]]);
    });
  });

  it('finds the anchors of three units and six exchanges, with who sends them and the means of their exchanges', () => {
    const carriers = new Map<number, Sent[]>();
    for (const one of sent) {
      for (const anchor of one.anchors) carriers.set(anchor, [...(carriers.get(anchor) ?? []), one]);
    }
    const kept = [...carriers]
      .filter(([, list]) => list.length >= 6 && new Set(list.map((one) => one.unit)).size >= 3)
      .sort(([a], [b]) => (hash(a) < hash(b) ? -1 : 1));
    expect(kept.length).toBeGreaterThan(10);
    expect([...anchors.key]).toEqual(kept.map(([anchor]) => hash(anchor)));
    const place = new Map([...keys].map((key, i) => [key, i]));
    kept.forEach(([anchor, list], a) => {
      const expected = summed(list);
      const within = anchor === POPULAR ? 0.15 : EXACT;
      expect(anchors.exchanges[a]).toBe(expected.exchanges);
      // Estimated.
      expect(Math.abs(anchors.bodies[a] - expected.bodies)).toBeLessThanOrEqual(Math.max(1, 0.03 * expected.bodies));
      close(
        anchors.intents.subarray(a * INTENTS.length, (a + 1) * INTENTS.length),
        expected.intents.map((sum) => sum / list.length),
        within,
      );
      close([anchors.outputTokens[a]], [expected.outputTokens / list.length], within);
      close([anchors.shapes.logBodySquares[a]], [expected.logBodySquares], within);
      const { postings } = anchors;
      const users = new Map<number, number>();
      const harvest = new Map<number, number>();
      for (const one of list) {
        const unit = place.get(hash(one.unit)) as number;
        users.set(unit, (users.get(unit) ?? 0) + 1);
        const intent = one.intents.some((score) => score > 0) ? 255 - one.intents[INTENTS.indexOf('answer')] : 0;
        harvest.set(unit, (harvest.get(unit) ?? 0) + intent / 255);
      }
      expect(postingSize(postings, a)).toBe(users.size);
      const rows = Array.from({ length: users.size }, (_, k) => {
        const p = postings.start[a] + k;
        return [postings.unit[p], postings.weight[p]];
      });
      expect(rows).toEqual([...users].sort((x, y) => x[0] - y[0]));
      rows.forEach(([unit, n], k) => {
        close([postings.harvest[postings.start[a] + k]], [(harvest.get(unit) as number) / n]);
      });
    });
  });

  it('counts which anchors stand in one exchange', () => {
    const { coOccurrences: together, key } = anchors;
    const known = new Map([...key].map((k, a) => [k, a]));
    const pairs = new Map<string, number>();
    for (const one of sent) {
      const list = one.anchors.map((anchor) => known.get(hash(anchor))).filter((a) => a !== undefined);
      for (const a of list) for (const b of list) if (a < b) pairs.set(`${a},${b}`, (pairs.get(`${a},${b}`) ?? 0) + 1);
    }
    const found = Array.from(together.count, (n, k) => [`${together.first[k]},${together.second[k]}`, n]);
    expect(new Map(found as [string, number][])).toEqual(new Map([...pairs].filter(([, n]) => n >= 4)));
  });
});

/** Logarithms are counted in steps. */
const EXACT = 1e-4;

function close(got: ArrayLike<number>, expected: readonly number[], within = EXACT): void {
  expected.forEach((value, k) => {
    expect(Math.abs(got[k] - value)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(value)));
  });
}
