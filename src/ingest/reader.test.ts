import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fixture, inDirectory, readLog } from './fixtures/read.ts';
import { planSources } from './reader.ts';

const exchange = (id: string, more: object = {}): string =>
  JSON.stringify({ id, time: '2026-03-01T08:00:00Z', account: 'a', model: 'm', request: {}, ...more });
const lines = (count: number): string => Array.from({ length: count }, (_, i) => exchange(`x-${i}`)).join('\n');
const ids = (log: { exchanges: { id: string }[] }): string[] => log.exchanges.map((one) => one.id);

describe('the forms a file may have', () => {
  it('plain, gzip, several gzip members and Zstandard give the same records', async () => {
    await inDirectory(async (put) => {
      const plain = await readFile(fixture('stillwatch.ndjson'));
      const half = plain.indexOf(10, plain.length / 2) + 1;
      const paths = [
        await put('plain.log', plain),
        await put('named-wrongly.zst', gzipSync(plain)),
        await put('members', Buffer.concat([gzipSync(plain.subarray(0, half)), gzipSync(plain.subarray(half))])),
        fixture('stillwatch.ndjson.zst'),
      ];
      const expected = await readLog([fixture('stillwatch.ndjson')]);
      expect(expected.exchanges).toHaveLength(3);
      expect(expected.rejections).toHaveLength(4);
      for (const path of paths) {
        const log = await readLog([path]);
        expect(log.exchanges).toEqual(expected.exchanges);
        expect(log.accounts).toEqual(expected.accounts);
        expect(log.rejections.map((one) => [one.line, one.reason])).toEqual(
          expected.rejections.map((one) => [one.line, one.reason]),
        );
      }
    });
  });

  it('JSON arrays, pretty-printed and concatenated objects and wrapped exports give numbered elements', async () => {
    await inDirectory(async (put) => {
      const records = ['a', 'b', 'c'].map((id) => JSON.parse(exchange(id)) as object);
      const forms = [
        JSON.stringify(records),
        JSON.stringify(records, null, 2),
        records.map((record) => JSON.stringify(record, null, 2)).join('\n'),
        records.map((record) => JSON.stringify(record)).join(' '),
        JSON.stringify({ count: 3, data: records, meta: { page: [1] } }, null, 1),
        JSON.stringify({ records }),
        `${JSON.stringify([records[0]])}\n${JSON.stringify([records[1], records[2]])}`,
      ];
      for (const [i, form] of forms.entries()) {
        const log = await readLog([await put(`form-${i}`, form)]);
        expect(ids(log)).toEqual(['a', 'b', 'c']);
        expect(log.places.map((place) => place.line)).toEqual([1, 2, 3]);
        expect(log.rejections).toEqual([]);
      }
    });
  });

  it('a byte order mark, CRLF and UTF-16 of both orders are read', async () => {
    await inDirectory(async (put) => {
      const text = `${exchange('a', { session: 'naïve 漢字' })}\r\n${exchange('b')}\r\n`;
      const little = Buffer.from(text, 'utf16le');
      const big = Buffer.from(little).swap16();
      const forms = [
        Buffer.from(`\ufeff${text}`),
        Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
        Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
        little,
        big,
      ];
      for (const [i, form] of forms.entries()) {
        const log = await readLog([await put(`form-${i}`, form)]);
        expect(ids(log)).toEqual(['a', 'b']);
        expect(log.exchanges[0].session).toBe('naïve 漢字');
        expect(log.rejections).toEqual([]);
      }
    });
  });

  it('standard input is read, and empty files are fine', async () => {
    await inDirectory(async (put) => {
      const stdin = Readable.from([Buffer.from(lines(2).slice(0, 50)), Buffer.from(lines(2).slice(50))]);
      const log = await readLog(['-', await put('empty', ''), await put('blank', '\n \r\n'), await put('none', '[]')], {
        stdin,
      });
      expect(ids(log)).toEqual(['x-0', 'x-1']);
      expect(log.places[1]).toEqual({ file: '-', line: 2 });
      expect(log.rejections).toEqual([]);
    });
  });

  it('consumed bytes grow to the size of the file, compressed or not', async () => {
    await inDirectory(async (put) => {
      const content = Buffer.from(lines(5_000));
      for (const [name, form] of [
        ['plain', content],
        ['packed', gzipSync(content)],
      ] as const) {
        const log = await readLog([await put(name, form)], { limits: { blockBytes: 50_000 } });
        expect(log.blocks.length).toBeGreaterThan(5);
        const consumed = log.blocks.map((block) => block.consumed);
        expect(consumed).toEqual([...consumed].sort((a, b) => a - b));
        expect(consumed.at(-1)).toBe(form.length);
        expect(log.exchanges).toHaveLength(5_000);
        expect(log.places.map((place) => place.line)).toEqual(Array.from({ length: 5_000 }, (_, i) => i + 1));
      }
    });
  });

  it('--format overrides what the content looks like', async () => {
    await inDirectory(async (put) => {
      const log = await readLog([await put('log', lines(1))], { format: 'openai' });
      expect(log.blocks[0].format).toBe('openai');
      expect(log.exchanges).toHaveLength(0);
      expect(log.rejections[0].reason).toBe('no_request');
    });
  });
});

describe('files that are no logs, or damaged', () => {
  it('a table that is damaged is set aside once, and the next file is read', async () => {
    await inDirectory(async (put) => {
      const path = await put('lake.parquet', `PAR1${'x'.repeat(200)}PAR1`);
      const log = await readLog([path, await put('good', lines(1))]);
      expect(log.rejections).toHaveLength(1);
      expect(log.rejections[0]).toMatchObject({ file: path, got: expect.stringMatching(/^engine code \d+$/) });
      expect(log.exchanges).toHaveLength(1);
    });
  });

  it('a file that is not a log is set aside once, with what it is, and the next is read', async () => {
    await inDirectory(async (put) => {
      const binary = Buffer.alloc(5_000, 7);
      binary[100] = 0;
      const cases: [string, string | Uint8Array, string][] = [
        ['csv', 'id,12,account\n1,2,3\n', 'separated values without a line of column names: add one'],
        ['text', 'Dear all,\nno log here.\n', 'text that is not JSON'],
        ['page', '<html><body>x</body></html>', 'markup'],
        ['zip', Buffer.from('504b030414000000', 'hex'), 'a ZIP archive: unpack or convert it first'],
        ['binary', binary, 'binary data'],
        ['latin', Buffer.from('caf\xe9 au lait, no log', 'latin1'), 'binary data'],
      ];
      for (const [name, content, got] of cases) {
        const path = await put(name, content);
        const log = await readLog([path, await put('good', lines(1))]);
        expect(log.rejections).toEqual([
          {
            file: path,
            line: 0,
            field: '',
            reason: 'not_a_log',
            expected: expect.stringContaining('NDJSON'),
            got,
          },
        ]);
        expect(log.exchanges).toHaveLength(1);
      }
    });
  });

  it('JSON of no known form is set aside once and its fields are not quoted', async () => {
    await inDirectory(async (put) => {
      const log = await readLog([await put('other', '{"secret name":1,"b":2}\n{"c":1}\n')]);
      expect(log.rejections).toHaveLength(1);
      expect(log.rejections[0]).toMatchObject({ line: 0, reason: 'unknown_format' });
      expect(JSON.stringify(log.rejections)).not.toContain('secret');
    });
  });

  it('Vertex AI and Envoy logs are refused with what to use instead', async () => {
    await inDirectory(async (put) => {
      const vertex = await put(
        'vertex',
        '{"endpoint":"e","deployed_model_id":"1","logging_time":"2026-03-01T00:00:00Z","request_id":1,"request_payload":["{}"]}',
      );
      const envoy = await put('envoy', '{"start_time":"2026-03-01T00:00:00Z","genai_model_name":"m","response_code":200}');
      const log = await readLog([vertex, envoy]);
      expect(log.rejections.map((one) => one.reason)).toEqual(['unusable_format', 'unusable_format']);
      expect(log.rejections[0].got).toContain('no caller');
      expect(log.rejections[1].expected).toContain('OTLP/JSON');
    });
  });

  it('of a truncated gzip what is readable is used', async () => {
    await inDirectory(async (put) => {
      const whole = gzipSync(lines(2_000));
      const path = await put('cut.gz', whole.subarray(0, Math.floor(whole.length * 0.6)));
      const log = await readLog([path]);
      expect(log.exchanges.length).toBeGreaterThan(500);
      expect(log.exchanges.length).toBeLessThan(2_000);
      expect(log.rejections.find((one) => one.line === 0)).toMatchObject({
        file: path,
        reason: 'truncated',
        got: 'gzip data that ends early',
      });
      // The line that the end cuts through, if it cuts one.
      expect(log.rejections.filter((one) => one.line > 0).length).toBeLessThanOrEqual(1);
    });
  });

  it('of a damaged gzip and a truncated Zstandard file too', async () => {
    await inDirectory(async (put) => {
      const whole = gzipSync(lines(20_000));
      whole.fill(0xff, whole.length - 4_000, whole.length - 3_000);
      const damaged = await readLog([await put('damaged.gz', whole)]);
      expect(damaged.rejections.some((one) => one.line === 0 && one.reason === 'damaged')).toBe(true);
      const zst = await readFile(fixture('stillwatch.ndjson.zst'));
      const cut = await readLog([await put('cut.zst', zst.subarray(0, zst.length - 2))]);
      expect(cut.exchanges).toHaveLength(3);
      expect(cut.rejections.some((one) => one.line === 0 && one.reason === 'truncated')).toBe(true);
    });
  });

  it('JSON that ends inside a record is told and what came before is used', async () => {
    await inDirectory(async (put) => {
      const log = await readLog([await put('cut.json', `[\n${exchange('a')},\n${exchange('b').slice(0, 40)}`)]);
      expect(ids(log)).toEqual(['a']);
      expect(log.rejections).toMatchObject([{ line: 2, reason: 'truncated' }]);
    });
  });

  it('a file that vanishes is set aside and the run goes on', async () => {
    await inDirectory(async (put) => {
      const log = await readLog(['/nowhere/at/all', await put('good', lines(1))]);
      expect(log.rejections).toMatchObject([{ file: '/nowhere/at/all', reason: 'unreadable' }]);
      expect(log.exchanges).toHaveLength(1);
    });
  });
});

describe('hostile sizes', () => {
  it('a line of 200 MB is skipped without being held, and the lines around it are read', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    async function* input(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${exchange('before')}\n{"id":"`);
      for (let i = 0; i < 200; i++) yield chunk;
      yield Buffer.from(`"}\n${exchange('after')}\n`);
    }
    const before = process.memoryUsage.rss();
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 5);
    const log = await readLog(['-'], { stdin: Readable.from(input()) });
    clearInterval(timer);
    peak = Math.max(peak, process.memoryUsage.rss());
    expect(ids(log)).toEqual(['before', 'after']);
    expect(log.places.map((place) => place.line)).toEqual([1, 3]);
    expect(log.rejections).toMatchObject([{ line: 2, reason: 'line_too_long' }]);
    expect(peak - before).toBeLessThan(120 * 1024 * 1024);
  });

  it('so is one at the very beginning of a file', async () => {
    async function* input(): AsyncGenerator<Buffer> {
      for (let i = 0; i < 40; i++) yield Buffer.alloc(1024 * 1024, 'x');
      yield Buffer.from(`\n${exchange('after')}\n`);
    }
    async function* object(): AsyncGenerator<Buffer> {
      yield Buffer.from('{"id":"');
      yield* input();
    }
    const log = await readLog(['-'], { stdin: Readable.from(object()) });
    expect(ids(log)).toEqual(['after']);
    expect(log.places[0].line).toBe(2);
    expect(log.rejections).toMatchObject([{ line: 1, reason: 'line_too_long' }]);
  });

  it('a gzip bomb goes through in bounded memory', async () => {
    await inDirectory(async (put) => {
      const bomb = gzipSync(Buffer.concat([Buffer.from(`${exchange('a')}\n`), Buffer.alloc(300 * 1024 * 1024, 'x')]));
      const path = await put('bomb.gz', bomb);
      const before = process.memoryUsage.rss();
      const log = await readLog([path]);
      expect(ids(log)).toEqual(['a']);
      expect(log.rejections).toMatchObject([{ line: 2, reason: 'line_too_long' }]);
      expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024);
    });
  });

  it('blocks are cut by content alone, however the bytes arrive', async () => {
    const text = Buffer.from(lines(3_000));
    const cuts: string[][] = [];
    for (const size of [997, 4_096, 65_536, text.length]) {
      async function* input(): AsyncGenerator<Buffer> {
        for (let at = 0; at < text.length; at += size) yield text.subarray(at, at + size);
      }
      const log = await readLog(['-'], { stdin: Readable.from(input()), limits: { blockBytes: 20_000 } });
      expect(log.exchanges).toHaveLength(3_000);
      cuts.push(log.blocks.map((block) => `${block.firstLine}+${block.bytes.length}`));
    }
    for (const cut of cuts) expect(cut).toEqual(cuts[0]);
  });

  it('reading stops when asked', async () => {
    await inDirectory(async (put) => {
      const path = await put('log', lines(20_000));
      const stop = new AbortController();
      stop.abort();
      expect((await readLog([path], { signal: stop.signal })).exchanges).toHaveLength(0);
    });
  });

  it('reading stops when asked though whoever sends is silent', async () => {
    const stop = new AbortController();
    const stdin = new PassThrough();
    stdin.write(lines(3));
    setTimeout(() => stop.abort(), 50);
    // It ends at all, and what had come may be in it.
    expect((await readLog(['-'], { stdin, signal: stop.signal })).exchanges.length).toBeLessThanOrEqual(3);
    expect(stdin.destroyed).toBe(true);
  });
});

describe('planning what to read', () => {
  it('walks directories in a fixed order and says what it passes over', async () => {
    await inDirectory(async (put, directory) => {
      await mkdir(join(directory, 'b'));
      await mkdir(join(directory, 'AWSLogs', 'BedrockModelInvocationLogs', 'data'), { recursive: true });
      await writeFile(join(directory, 'b', 'two.log'), 'xx');
      await writeFile(join(directory, 'AWSLogs', 'BedrockModelInvocationLogs', 'one.json.gz'), 'x');
      await writeFile(join(directory, 'AWSLogs', 'BedrockModelInvocationLogs', 'data', 'q_input.json.gz'), 'x');
      await put('z.log', 'xxx');
      await put('.hidden', 'x');
      await symlink(join(directory, 'b'), join(directory, 'c'));
      const plan = await planSources([directory, join(directory, 'z.log')]);
      if (!plan.ok) throw new Error(plan.problem.message);
      expect(plan.value.sources.map((source) => source.path.slice(directory.length + 1))).toEqual([
        join('AWSLogs', 'BedrockModelInvocationLogs', 'one.json.gz'),
        join('b', 'two.log'),
        'z.log',
      ]);
      expect(plan.value.totalBytes).toBe(6);
      expect(plan.value.skipped.map((one) => one.reason).sort()).toEqual([
        'a body that Bedrock stored apart',
        'a link to a directory',
        'hidden',
        'named twice',
      ]);
    });
  });

  it('a missing path and a path without files are problems with a hint', async () => {
    const missing = await planSources(['/nowhere/at/all']);
    expect(missing).toMatchObject({
      ok: false,
      problem: { code: 'path_not_found', where: '/nowhere/at/all' },
    });
    await inDirectory(async (put, directory) => {
      await put('.hidden', 'x');
      expect(await planSources([directory])).toMatchObject({ ok: false, problem: { code: 'no_input' } });
    });
    expect(await planSources([])).toMatchObject({ ok: false, problem: { code: 'no_input' } });
    expect(await planSources(['-'])).toMatchObject({
      ok: true,
      value: { sources: [{ path: '-', size: 0 }] },
    });
  });
});
