import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ingestChecks, judgeIngest } from './doctor-ingest.ts';

const METRICS = `# HELP stillwatch_ingest_callers_total x
stillwatch_ingest_callers_total{source="user.id"} 1200
stillwatch_ingest_callers_total{source="parent: enduser.id"} 7
stillwatch_ingest_callers_total{source="none"} 3
stillwatch_ingest_hashed_identifiers_total{kind="email"} 41
stillwatch_ingest_unknown_field_records_total 12
stillwatch_ingest_unknown_fields_total{field="client.user-agent"} 5
stillwatch_ingest_unknown_fields_total{field="user"} 12
`;

test('exchanges without a caller are a warning, and the places of the others are named', () => {
  const [callers, unknown, ids] = judgeIngest(METRICS);
  expect(callers).toMatchObject({
    state: 'warn',
    found: '3 exchanges without one, rejected; others in user.id 1,200, parent: enduser.id 7',
  });
  expect(unknown).toMatchObject({ state: 'warn', found: 'left out of 12 records: user 12, client.user-agent 5' });
  expect(ids).toMatchObject({ state: 'ok', found: 'hashed: email 41' });
  const stored = judgeIngest(`${METRICS}stillwatch_stored_personal_ids 3\n`).find(({ name }) => name === 'stored ids');
  expect(stored).toMatchObject({ state: 'warn', found: expect.stringContaining('3 accounts or users') });
  const good = judgeIngest(METRICS.replace(/.*none.*\n/, ''));
  expect(good[0]).toMatchObject({ name: 'callers', state: 'ok' });
  expect(judgeIngest('').map(({ found }) => found)).toEqual(['none came', 'none came']);
});

test('a running service is asked, and one that does not run is no failure', async () => {
  const server = createServer((_, response) => response.end(METRICS));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  expect((await ingestChecks({ host: '127.0.0.1', port })).map(({ name }) => name)).toEqual([
    'callers',
    'unknown fields',
    'personal ids',
  ]);
  await new Promise((closed) => server.close(closed));
  expect(await ingestChecks({ host: '127.0.0.1', port })).toEqual([]);
  expect(await ingestChecks({ host: '127.0.0.1' })).toEqual([]);
});
