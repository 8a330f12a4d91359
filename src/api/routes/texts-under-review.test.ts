/** Texts under review over HTTP, from a run in a real record store. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordDatabase, type RecordDatabase } from '../../../test/record-database.ts';
import { reportTexts } from '../../../test/report-texts.ts';
import { scopesOf } from '../../access/principal.ts';
import { DAY } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { TextUnderReview } from '../../model/text-under-review.ts';
import { createWindowReader } from '../../service/detection/detection-window.ts';
import { createTextReader } from '../../service/detection/text-reader.ts';
import { type Api, createServer } from '../server.ts';
import { addTextRoutes } from './texts-under-review.ts';

const TEXTS = reportTexts(createRng('api'), (text) => text);

let records: RecordDatabase;
const open: Api[] = [];
let url = '';

async function serve(scopes: ReturnType<typeof scopesOf>): Promise<string> {
  const someone = { kind: 'person', id: 'p', name: 'P', tenant: 'default', scopes } as const;
  const app = await createServer(
    { authenticator: { authenticate: async () => ({ ok: true, value: someone }) }, bodyLimit: 1_000 },
    (api) =>
      addTextRoutes(
        api,
        createTextReader(records.db),
        createWindowReader(records.db, { clock: () => Date.UTC(2026, 1, 3), window: 45 * DAY, end: 'clock' }),
      ),
  );
  open.push(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

async function get(path: string, base = url) {
  const answer = await fetch(`${base}${path}`);
  const body = (await answer.json()) as { texts: { id: string }[] };
  return { status: answer.status, type: answer.headers.get('content-type'), body };
}

async function save(texts: TextUnderReview[], left = 0): Promise<void> {
  await records.store.saveRun(
    {
      started: 1_000,
      finished: 2_000,
      summary: {},
      campaigns: {
        version: 1,
        window: null,
        campaigns: [],
        left_alone: [],
        texts_under_review: texts,
        texts_left_out: left,
      },
    },
    [],
  );
}

beforeAll(async () => {
  records = await openRecordDatabase('texts');
  url = await serve(scopesOf('viewer'));
});
afterAll(async () => {
  for (const app of open) await app.close();
  await records.close();
});

describe('texts under review', () => {
  it('are none before the first run', async () => {
    expect((await get('/v1/texts-under-review')).body).toMatchObject({
      window: { days: 45, last_run_ended: null },
      empty_because: 'no_run_yet',
      texts: [],
      left_out: 0,
      next: null,
    });
    const { status, body } = await get('/v1/texts-under-review/T-1');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'not_found' });
  });

  it('are listed in pages, highest score first, and given in full', async () => {
    await save(TEXTS, 3);
    const { body } = await get('/v1/texts-under-review?limit=1');
    expect(body).toMatchObject({
      texts: [{ id: TEXTS[0]?.id, users: 150, explanation: 'shared_by_strangers', exchanges: 10_999 }],
      left_out: 3,
      next: 1,
    });
    expect((await get('/v1/texts-under-review?from=1')).body).toMatchObject({ texts: [{ users: 100 }], next: null });
    const one = await get(`/v1/texts-under-review/${TEXTS[1]?.id}`);
    expect(one.type).toContain('application/json');
    expect(TextUnderReview.parse(one.body)).toEqual(TEXTS[1]);
    expect(one.body).toMatchObject({ window: { last_run_ended: '1970-01-01T00:00:02.000Z' } });
  });

  it('are those of the last run, which the store gives back whole', async () => {
    await save(TEXTS);
    await save(TEXTS.slice(1));
    expect((await get('/v1/texts-under-review')).body.texts.map(({ id }) => id)).toEqual([TEXTS[1]?.id]);
    expect((await records.store.lastRun())?.campaigns.texts_under_review).toEqual(TEXTS.slice(1));
  });

  it('are refused to who may not read', async () => {
    const other = await serve(new Set(['ingest'] as const));
    for (const path of ['/v1/texts-under-review', '/v1/texts-under-review/T-1'])
      expect((await get(path, other)).status).toBe(403);
  });
});
