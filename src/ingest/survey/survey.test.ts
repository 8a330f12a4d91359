import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { orThrow } from '../../base/problem.ts';
import { planSources } from '../sources.ts';
import { type Survey, surveyLog } from './survey.ts';

const NOW = Date.parse('2026-04-01T00:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'survey-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function survey(name: string, content: string | Uint8Array): Promise<Survey> {
  const path = join(folder, name);
  writeFileSync(path, content);
  return surveyLog(orThrow(await planSources([path])), { format: 'auto', all: false, now: NOW });
}

function lines(record: (i: number) => object): string {
  return Array.from({ length: 40 }, (_, i) => `${JSON.stringify(record(i))}\n`).join('');
}

const chat = (i: number) => ({
  request_id: `q-${i}`,
  timestamp: new Date(1_772_323_200_000 + i * 60_000).toISOString(),
  project: 'main',
  customer_id: `mail${i % 7}@example.com`,
  x_forwarded_for: '10.0.0.7, 10.0.0.9',
  model: 'm-1',
  messages: [{ role: 'user', content: `secret question ${i}` }],
});

describe('the survey of a log', () => {
  it('names the field of each part, and the field that should have been the account', async () => {
    const found = await survey('chat.ndjson', lines(chat));
    const fields = Object.fromEntries(found.fields.map(({ part, field }) => [part, field]));
    expect(fields).toMatchObject({
      account: 'project',
      time: 'timestamp',
      address: 'x_forwarded_for',
      model: 'model',
      text: 'messages[].content',
      id: 'request_id',
      answer: null,
    });
    expect(found.candidates).toEqual([
      { field: 'customer_id', present: 40, distinct: 7, why: 'project is looked for before customer_id' },
    ]);
    expect(found.warnings.map(({ name }) => name)).toEqual([
      'one_account',
      'private_addresses',
      'no_answers',
      'no_account_records',
    ]);
    expect(found.warnings[0]?.advice).toBe('customer_id has 7 values: try --map account=customer_id.');
    expect(found.window).toEqual({ from: '2026-03-01T00:00:00.000Z', to: '2026-03-01T00:39:00.000Z' });
  });

  it('shows no text, no mail address and no whole identifier', async () => {
    const found = JSON.stringify(
      await survey(
        'mail.ndjson',
        lines((i) => ({ ...chat(i), project: undefined })),
      ),
    );
    expect(found).toContain('"field":"customer_id"');
    expect(found).not.toMatch(/secret|example\.com|10\.0\.0\.7/);
  });

  it('says that a file is compressed, and why lines were rejected', async () => {
    const broken = `${lines(chat)}{"broken\n${lines((i) => ({ ...chat(i), timestamp: 'soon' }))}`;
    const found = await survey('chat.ndjson.gz', gzipSync(broken));
    expect(found.files[0]).toMatchObject({
      format: 'openai',
      compression: 'gzip',
      exchanges: 40,
      rejected: 41,
      whole: true,
    });
    expect(found.rejections.map(({ count, example }) => [count, example.reason, example.line])).toEqual([
      [40, 'no_time', 42],
      [1, 'invalid_json', 41],
    ]);
  });

  it('stops at its bound and says so', async () => {
    const long = Array.from({ length: 3 }, () => lines((i) => ({ ...chat(i), pad: 'x'.repeat(300_000) }))).join('');
    const path = join(folder, 'long.ndjson');
    writeFileSync(path, long);
    const plan = orThrow(await planSources([path]));
    const part = await surveyLog(plan, { format: 'auto', all: false, now: NOW, bytes: 1024 * 1024 });
    expect(part.files[0]?.whole).toBe(false);
    expect(part.exchanges).toBeLessThan(120);
    expect((await surveyLog(plan, { format: 'auto', all: true, now: NOW })).exchanges).toBe(120);
  });
});
