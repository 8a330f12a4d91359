/**
 * A ClickHouse server notes an insert in its deduplication log before it commits the rows. A power cut between the two leaves a server
 * that takes the next attempt for repeated, and has nothing of it. The cut is made by hand here: it hits that moment once in
 * hundreds of tries.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ProblemError } from '../../src/base/problem.ts';
import { NO_TRACES } from '../../src/base/tracing.ts';
import { tracedStores } from '../../src/service/operations/traced-stores.ts';
import { startClickHouse } from '../clickhouse-http/start.ts';
import { drained, exchange, KEY, ndjson, startIntakeServer } from '../intake-server.ts';

const TEST_TIMEOUT = 240_000;
const CUT = new ProblemError({ code: 'exchange_store_failed', message: 'The server lost power.' });

it(
  'stores what a server remembers and has lost, once',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'forgotten-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const clickhouse = await startClickHouse(undefined, join(folder, 'clickhouse'));
    onTestFinished(() => clickhouse.stop());
    let isCut = false;
    let inserts = 0;
    const server = await startIntakeServer(
      { drainInterval: 20 },
      (stores) => {
        // As the service has them.
        const { exchanges } = tracedStores(stores, NO_TRACES);
        const insert: typeof exchanges.insert = async (...rows) => {
          inserts++;
          await exchanges.insert(...rows);
          if (isCut) return;
          isCut = true;
          await clickhouse.kill();
          removeParts(join(folder, 'clickhouse'));
          await clickhouse.start();
          throw CUT;
        };
        return { exchanges: { ...exchanges, insert } };
      },
      join(folder, 'data'),
      { clickhouseUrl: clickhouse.url, identityKey: '07'.repeat(32) },
    );
    onTestFinished(() => server.close());

    const payload = ndjson(Array.from({ length: 10 }, (_, n) => exchange(n)));
    const headers = { ...KEY, 'content-type': 'application/x-ndjson' };
    const answer = await server.app.inject({ method: 'POST', url: '/v1/exchanges', headers, payload });
    expect(answer.statusCode).toBe(200);
    await drained(server.intake);
    expect(isCut).toBe(true);
    // The one that was cut, the one that the server took for repeated, and one more.
    expect(inserts).toBe(3);
    const [row] = await server.directory.exchanges.rows<{ n: string }>(
      'SELECT count() AS n FROM exchanges SETTINGS final = 0',
    );
    expect(Number(row?.n)).toBe(10);
  },
  TEST_TIMEOUT,
);

/** Removes the rows of the only table that deduplicates inserts, and leaves what it remembers. */
function removeParts(store: string): void {
  const log = readdirSync(store, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith('deduplication_logs'));
  if (log === undefined) throw new Error('no table deduplicates its inserts');
  const table = join(store, dirname(log));
  const parts = readdirSync(table).filter((name) => name.startsWith('all_'));
  expect(parts).not.toEqual([]);
  for (const part of parts) rmSync(join(table, part), { recursive: true });
}
