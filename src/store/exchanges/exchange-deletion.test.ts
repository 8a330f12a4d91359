/** Deletion by age on a server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startClickHouse } from '../../../test/clickhouse-http/start.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import { emptyFingerprint, OFFSET } from '../../model/fingerprint-layout.ts';
import { openStores } from '../stores.ts';

it('deletes what is older on a server', async () => {
  const root = mkdtempSync(join(tmpdir(), 'exchange-deletion-'));
  const server = await startClickHouse();
  const opened = await openStores({ dataDirectory: join(root, 'data'), clickhouseUrl: server.url });
  if (!opened.ok) throw new Error(opened.problem.message);
  const { exchanges, close } = opened.value;
  try {
    const noon = Date.UTC(2026, 5, 10, 12);
    const rows = Array.from({ length: 40 }, (_, i) => {
      const row = emptyFingerprint();
      const view = new DataView(row.buffer, row.byteOffset);
      view.setBigUint64(OFFSET.id, BigInt(i + 1), true);
      view.setBigInt64(OFFSET.time, BigInt(noon - i * 6 * HOUR), true);
      return row;
    });
    await exchanges.insert(rows, rows.length);
    const before = noon - 3 * DAY;
    expect(await exchanges.countBefore(before)).toBe(27);
    expect(await exchanges.deleteBefore(before)).toBe(27);
    expect(await exchanges.count()).toBe(13);
    expect(await exchanges.deleteBefore(before)).toBe(0);
    const [oldest] = await exchanges.rows<{ t: string }>('SELECT min(time) AS t FROM exchanges');
    expect(Number(oldest?.t)).toBe(before);
  } finally {
    await close();
    await server.stop();
    rmSync(root, { recursive: true });
  }
});
