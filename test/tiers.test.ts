/**
 * Two tiers, one code: a log that is analysed on servers gives, byte for byte, the findings that it gives in one process;
 * and it still does when a second node takes in the same log.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulate } from '../sim/index.ts';
import { openStores } from '../src/store/stores.ts';
import { analyzed, dataDirectory, firstDifference, makeFolder, readCampaigns, readFindings } from './analysis-run.ts';
import { type ClickHouseEndpoint, startClickHouse } from './clickhouse-http/start.ts';
import { NO_POSTGRES, type PostgresDatabase, postgresIsThere, startPostgres } from './postgres/start.ts';

/** Each test analyses a simulated world on another tier. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let root: string;
let files: string[];
let reference: string;
const out = (name: string): string => join(root, `out-${name}`);

beforeAll(async () => {
  root = makeFolder('tiers');
  const world = await simulate({
    world: 'feb-2026',
    scale: 0.001,
    seed: 3,
    days: 4,
    honest: 0.1,
    out: join(root, 'world'),
  });
  files = world.files.filter((file) => !file.endsWith('truth.ndjson'));
  await analyzed({ paths: files, out: out('embedded'), data: dataDirectory(root, 'embedded'), workers: 1 });
  reference = readFindings(out('embedded'));
  expect(readCampaigns(out('embedded')).campaigns.length).toBeGreaterThan(0);
}, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

if (!postgresIsThere()) it.skip(`findings on servers: ${NO_POSTGRES}`);

describe.runIf(postgresIsThere())('findings on servers', () => {
  let clickhouse: ClickHouseEndpoint;
  let postgres: PostgresDatabase;

  beforeAll(async () => {
    [clickhouse, postgres] = await Promise.all([startClickHouse(), startPostgres()]);
  });
  afterAll(async () => {
    await Promise.all([clickhouse.stop(), postgres.stop()]);
  });

  const node = (name: string) =>
    openStores({
      dataDirectory: join(root, name),
      clickhouseUrl: clickhouse.url,
      postgresUrl: postgres.url,
      // That of dataDirectory().
      identityKey: '07'.repeat(32),
    });

  it('are those of one process, byte for byte', async () => {
    await analyzed({ paths: files, out: out('servers'), open: () => node('a'), workers: 1 });
    expect(firstDifference(readFindings(out('servers')), reference)).toBeNull();
  });

  it('stay what they are when another node takes in the same log at the same time', async () => {
    const [b, c] = await Promise.all([node('b'), node('c')]);
    if (!b.ok || !c.ok) throw new Error('the nodes did not open');
    // Nodes that do not know of each other's rows: each asks before it inserts, and neither finds anything.
    await b.value.exchanges.rows('TRUNCATE TABLE exchanges');
    await Promise.all([
      analyzed({ paths: files, out: out('b'), open: async () => b, workers: 1 }),
      analyzed({ paths: files, out: out('c'), open: async () => c, workers: 1 }),
    ]);
    const again = await node('d');
    if (!again.ok) throw new Error(again.problem.message);
    const [row] = await again.value.exchanges.rows<{ n: string; ids: string }>(
      'SELECT count() AS n, uniqExact(id) AS ids FROM exchanges',
    );
    expect(row?.n).toBe(row?.ids);
    await again.value.close();
  });
});
