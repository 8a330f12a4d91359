/**
 * The first hour on one's own data: eight logs of kinds that are met in practice, made here, each read rightly or explained on the
 * screen. Two are wrong on purpose, and one is no log of requests at all.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { query } from 'chdb';
import picocolors from 'picocolors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { surveyText } from '../../src/cli/analyze/survey-text.ts';
import type { Survey } from '../../src/ingest/survey/survey.ts';
import { analyze } from '../../src/pipeline/analyze.ts';
import { run } from '../command-line.ts';

const START = 1_772_323_200_000;
const NOW = START + 30 * 24 * 3_600_000;
const EXCHANGES = 60;
const ACCOUNTS = 12;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-hour-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Made {
  readonly id: string;
  readonly ms: number;
  readonly time: string;
  readonly account: string;
  readonly ip: string;
  readonly prompt: string;
  readonly answer: string;
}

const made: readonly Made[] = Array.from({ length: EXCHANGES }, (_, i) => ({
  id: `req-${i}`,
  ms: START + i * 60_000,
  time: new Date(START + i * 60_000).toISOString(),
  account: `cust-${i % ACCOUNTS}`,
  ip: `198.51.100.${i % 50}`,
  prompt: `How does lock number ${i} on the canal work, "exactly"?\nIn two lines, please.`,
  answer: `It lets water in, then out: ${i}.`,
}));

const chat = ({ prompt }: Made) => ({ model: 'large-4', messages: [{ role: 'user', content: prompt }] });
const reply = ({ answer }: Made) => ({
  choices: [{ message: { role: 'assistant', content: answer } }],
  usage: { prompt_tokens: 12, completion_tokens: 9 },
});

function write(name: string, content: string | Uint8Array): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const lines = (record: (made: Made) => object): string => made.map((one) => `${JSON.stringify(record(one))}\n`).join('');
const csv = (values: readonly string[]): string => values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');

/** What `inspect` finds, and its page in one line. */
async function inspect(...argv: string[]): Promise<{ survey: Survey; screen: string; code: number }> {
  const found = await run(['inspect', ...argv, '--json'], { clock: NOW });
  const survey = JSON.parse(found.out.split('\n')[0] as string) as Survey;
  const page = surveyText(survey, 100, picocolors.createColors(false));
  return { survey, screen: page.replaceAll(/\s+/g, ' '), code: found.code };
}

const fieldsOf = ({ fields }: Survey) => Object.fromEntries(fields.map(({ part, field }) => [part, field]));
const codesOf = ({ warnings }: Survey) => warnings.map(({ name }) => name);
const valuesOf = ({ fields }: Survey, part: string) => fields.find((field) => field.part === part)?.distinct;

describe('the first hour', () => {
  it('reads a log in the shape of a chat API', async () => {
    const path = write(
      'gateway.ndjson',
      lines((one) => ({
        request_id: one.id,
        timestamp: one.time,
        organization: one.account,
        client_ip: one.ip,
        request: chat(one),
        response: reply(one),
      })),
    );
    const { survey } = await inspect(path);
    expect(survey.exchanges).toBe(EXCHANGES);
    expect(fieldsOf(survey)).toMatchObject({
      account: 'organization',
      text: 'request.messages[].content',
      answer: 'response.choices[].message.content',
      'input tokens': 'response.usage.prompt_tokens',
    });
    expect(codesOf(survey)).toEqual(['no_account_records']);
  });

  it('reads a LiteLLM log', async () => {
    const path = write(
      'litellm.ndjson.gz',
      gzipSync(
        lines((one) => ({
          id: one.id,
          call_type: 'acompletion',
          startTime: one.ms / 1_000,
          endTime: one.ms / 1_000 + 1,
          model: 'large-4',
          metadata: { user_api_key_hash: 'k'.repeat(64), user_api_key_team_id: one.account },
          requester_ip_address: one.ip,
          messages: chat(one).messages,
          response: reply(one),
          prompt_tokens: 12,
          completion_tokens: 9,
        })),
      ),
    );
    const { survey } = await inspect(path);
    expect(survey.files[0]).toMatchObject({ format: 'litellm', compression: 'gzip', exchanges: EXCHANGES });
    expect(fieldsOf(survey).account).toBe('metadata.user_api_key_team_id');
  });

  it('reads a CSV of single requests, and keeps quotes, line breaks and leading zeros', async () => {
    const rows = made.map((one) =>
      csv([`00${one.id.slice(4)}`, one.time, one.account, one.prompt, one.answer, 'large-4', '12', '9']),
    );
    const path = write(
      'requests.csv',
      `request_id,created_at,customer_id,prompt,completion,model,input_tokens,output_tokens\n${rows.join('\n')}\n`,
    );
    const { survey } = await inspect(path);
    expect(survey.files[0]).toMatchObject({ table: 'csv', layout: 'table', exchanges: EXCHANGES, rejected: 0 });
    expect(fieldsOf(survey)).toMatchObject({
      account: 'customer_id',
      time: 'created_at',
      text: 'prompt',
      answer: 'completion',
    });
    expect(valuesOf(survey, 'account')).toBe(ACCOUNTS);
    const lengths = survey.fields.find(({ part }) => part === 'text')?.examples;
    expect(lengths).toEqual(made.slice(0, 3).map(({ prompt }) => `${prompt.length} characters`));
    expect(survey.fields.find(({ part }) => part === 'id')?.examples[0]).toMatch(/^00/);
  });

  it('says of a bill that it has no single requests', async () => {
    const rows = made.map((one) => csv([one.time.slice(0, 10), one.account, 'large-4', '140', '9000', '12.50']));
    const path = write('bill.csv', `date,organization_id,model,num_requests,input_tokens,cost\n${rows.join('\n')}\n`);
    const { survey, screen, code } = await inspect(path);
    expect(survey.rejections[0]?.example.reason).toBe('unusable_format');
    expect(code).toBe(3);
    expect(screen).toContain('a bill or usage report has no single');
  });

  it('reads Parquet from a lake, with columns that the user maps', async () => {
    const source = write(
      'lake.ndjson',
      lines((one) => ({
        uid: one.id,
        at: one.ms * 1_000,
        who: `team/${one.account}`,
        said: one.prompt,
        got: one.answer,
        llm: 'large-4',
      })),
    );
    const path = join(folder, "it's `a` lake.parquet");
    query(
      `INSERT INTO FUNCTION file('${path.replaceAll("'", "\\'")}', 'Parquet') SELECT * FROM file('${source}', 'JSONEachRow')`,
    );
    const { screen, code } = await inspect(path);
    expect(code).toBe(3);
    expect(screen).toContain('a table with the columns uid, at, who, said, got, llm');
    expect(screen).toContain('--map account=FIELD,time=FIELD,text=FIELD');

    const map = "id=uid,time=at,account=splitByChar('/', who)[2],text=said,answer=got,model=llm";
    const { survey } = await inspect(path, '--map', map);
    expect(survey).toMatchObject({ exchanges: EXCHANGES, rejections: [] });
    expect(valuesOf(survey, 'account')).toBe(ACCOUNTS);
    expect(survey.window).toEqual({ from: made[0]?.time, to: made.at(-1)?.time.toString() });
  });

  it('reads what Cloud Logging wraps around records', async () => {
    const path = write(
      'cloud-logging.json',
      JSON.stringify(
        made.map((one) => ({
          insertId: one.id,
          logName: 'projects/p-1/logs/gateway',
          resource: { type: 'k8s_container', labels: { project_id: 'p-1' } },
          timestamp: one.time,
          httpRequest: { remoteIp: one.ip, userAgent: 'sdk/1', status: 200 },
          jsonPayload: { customer_id: one.account, request: chat(one), response: reply(one) },
        })),
        null,
        1,
      ),
    );
    const { survey } = await inspect(path);
    expect(survey.files[0]).toMatchObject({ wrapper: 'cloud-logging', format: 'openai', exchanges: EXCHANGES });
    expect(fieldsOf(survey)).toMatchObject({ account: 'customer_id', address: 'client_ip', time: 'timestamp', id: 'id' });
  });

  it('reads the exports of CloudWatch, to a bucket and from its API', async () => {
    const record = (one: Made) => ({
      request_id: one.id,
      tenant_id: one.account,
      source_ip: one.ip,
      request: chat(one),
      response: reply(one),
    });
    const stamped = write('export.gz', gzipSync(made.map((one) => `${one.time} ${JSON.stringify(record(one))}\n`).join('')));
    const events = made.map((one) => ({
      eventId: one.id,
      timestamp: one.ms,
      message: JSON.stringify(record(one)),
      ingestionTime: NOW,
    }));
    const answer = write('events.json', JSON.stringify({ events, searchedLogStreams: [] }, null, 2));
    for (const path of [stamped, answer]) {
      const { survey } = await inspect(path);
      expect(survey).toMatchObject({ exchanges: EXCHANGES, rejections: [] });
      expect(survey.files[0]?.wrapper).toBe('cloudwatch');
      expect(fieldsOf(survey)).toMatchObject({ account: 'tenant_id', address: 'source_ip', time: 'timestamp' });
      expect(survey.window?.to).toBe(made.at(-1)?.time);
    }
  });

  it('says that a project is beside the customers, and reads them when told to', async () => {
    const path = write(
      'project.ndjson',
      lines((one) => ({
        id: one.id,
        timestamp: one.time,
        project: 'main',
        customer_id: one.account,
        client_ip: one.ip,
        ...chat(one),
      })),
    );
    const { survey, screen } = await inspect(path);
    expect(codesOf(survey)[0]).toBe('one_account');
    expect(screen).toContain('project is looked for before customer_id');
    expect(screen).toContain('try --map account=customer_id');

    const analyzed = await analyze({ paths: [path], format: 'auto', out: join(folder, 'one'), workers: 1, now: NOW });
    expect(analyzed.ok && analyzed.value.summary.input.warnings?.map(({ name }) => name)).toContain('one_account');
    expect(readFileSync(join(folder, 'one', 'report.html'), 'utf8')).toContain('One account has all 60 exchanges');

    const mapping = new Map([['account', { field: 'customer_id' }]] as const);
    const mapped = await analyze({
      paths: [path],
      format: 'auto',
      mapping,
      out: join(folder, 'many'),
      workers: 1,
      now: NOW,
    });
    expect(mapped.ok && mapped.value.summary.totals.accounts).toBe(ACCOUNTS);
    expect(mapped.ok && mapped.value.summary.input.warnings?.map(({ name }) => name)).not.toContain('one_account');
  });

  it('says that one private address is on every line', async () => {
    const path = write(
      'balancer.ndjson',
      lines((one) => ({
        id: one.id,
        timestamp: one.time,
        customer_id: one.account,
        remote_addr: '10.12.0.7',
        ...chat(one),
        response: reply(one),
      })),
    );
    const { survey, screen } = await inspect(path);
    expect(codesOf(survey)).toEqual(['private_addresses', 'no_account_records']);
    expect(screen).toContain('Log the first address of X-Forwarded-For');
  });
});
