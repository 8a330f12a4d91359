import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type JournalFiles, systemFiles } from './files.ts';
import { encodeFrame, type JournalFrame } from './frame.ts';
import { Journal } from './journal.ts';
import { recoverJournal } from './recovery.ts';

const OPTIONS = { segmentBytes: 1_000, maxBytes: 1_000_000 };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function openJournal(directory: string, files: JournalFiles = systemFiles, options = OPTIONS) {
  const frames: JournalFrame[] = [];
  const recovered = await recoverJournal(directory, (frame) => frames.push(frame));
  return { journal: new Journal({ directory, files, ...options }, recovered), recovered, frames };
}

const frame = (text: string) => encodeFrame('names', 1_790_000_000_000, [Buffer.from(text)]);
const texts = (frames: readonly JournalFrame[]) => frames.map((one) => Buffer.from(one.payload).toString('utf8'));
const segments = (directory: string) => readdirSync(directory).filter((name) => name.endsWith('.segment'));

async function everything(journal: Journal): Promise<string[]> {
  const found: string[] = [];
  for (let at = journal.drained; ; ) {
    const { frames, next } = await journal.read(at, 100);
    if (frames.length === 0) return found;
    found.push(...texts(frames));
    at = next;
  }
}

describe('the journal', () => {
  it('gives back what was appended, in order and over segments, also after it is opened again', async () => {
    const directory = folder();
    const { journal } = await openJournal(directory);
    const written = Array.from({ length: 100 }, (_, i) => `frame ${i}`);
    for (let i = 0; i < 100; i += 5)
      await Promise.all(written.slice(i, i + 5).map((text) => journal.append(frame(text), () => {})));
    expect(await everything(journal)).toEqual(written);
    expect(segments(directory).length).toBeGreaterThan(2);
    await journal.close();
    const again = await openJournal(directory);
    expect(texts(again.frames)).toEqual(written);
    await again.journal.append(frame('more'), () => {});
    expect(await everything(again.journal)).toEqual([...written, 'more']);
    await again.journal.close();
  });

  it('writes what is appended meanwhile at once', async () => {
    const { journal } = await openJournal(folder());
    await journal.append(frame('first'), () => {});
    const before = journal.commits;
    await Promise.all(Array.from({ length: 50 }, (_, i) => journal.append(frame(`${i}`), () => {})));
    expect(journal.commits - before).toBeLessThanOrEqual(2);
    await journal.close();
  });

  it('removes segments that are stored, and begins behind them when it is opened again', async () => {
    const directory = folder();
    const { journal } = await openJournal(directory);
    for (let i = 0; i < 60; i++) await journal.append(frame(`frame ${i}`), () => {});
    const { frames, next } = await journal.read(journal.drained, 1_500);
    const before = segments(directory).length;
    await journal.advance(next);
    expect(segments(directory).length).toBeLessThan(before);
    await journal.close();
    const again = await openJournal(directory);
    expect(texts(again.frames)).toEqual(Array.from({ length: 60 }, (_, i) => `frame ${i}`).slice(frames.length));
    await again.journal.close();
  });

  it('cuts a frame that was being written, wherever that stopped, and keeps those before it', async () => {
    const directory = folder();
    const { journal } = await openJournal(directory);
    await journal.append(frame('one'), () => {});
    await journal.append(frame('two'), () => {});
    await journal.close();
    const [name] = segments(directory);
    const whole = readFileSync(join(directory, name));
    const length = (whole.length - 16) / 2;
    for (let cut = whole.length - 1; cut >= 0; cut--) {
      writeFileSync(join(directory, name), whole);
      truncateSync(join(directory, name), cut);
      const { recovered, frames } = await openJournal(directory);
      expect(texts(frames), `cut at ${cut}`).toEqual(cut >= 16 + length ? ['one'] : []);
      expect(recovered.tornBytes).toBe(cut < 16 ? cut : (cut - 16) % length);
    }
  });

  it('passes over bytes that have changed, counts them, and keeps the frames behind them', async () => {
    const directory = folder();
    const { journal } = await openJournal(directory);
    for (const text of ['one', 'two', 'three']) await journal.append(frame(text), () => {});
    const [name] = segments(directory);
    const bytes = readFileSync(join(directory, name));
    bytes[bytes.indexOf('two')] ^= 1;
    writeFileSync(join(directory, name), bytes);
    expect(await everything(journal)).toEqual(['one', 'three']);
    expect(journal.damagedBytes).toBe(24 + 3);
    await journal.close();
    const again = await openJournal(directory);
    expect(texts(again.frames)).toEqual(['one', 'three']);
    expect(again.recovered.tornBytes).toBe(24 + 3);
    await again.journal.close();
  });

  it('reads everything again when nobody knows how far it was stored', async () => {
    const directory = folder();
    const { journal } = await openJournal(directory);
    for (const text of ['one', 'two']) await journal.append(frame(text), () => {});
    await journal.advance((await journal.read(journal.drained, 1)).next);
    await journal.close();
    writeFileSync(join(directory, 'position'), 'nonsense');
    const again = await openJournal(directory);
    expect(texts(again.frames)).toEqual(['one', 'two']);
    await again.journal.close();
  });

  it('fails what stands behind a write that failed, and goes on in a new segment', async () => {
    const directory = folder();
    let failing = false;
    const files: JournalFiles = {
      ...systemFiles,
      async create(path) {
        const file = await systemFiles.create(path);
        return {
          ...file,
          async write(chunks, at) {
            if (!failing) return file.write(chunks, at);
            await file.write([Buffer.from('half of somethi')], at);
            throw Object.assign(new Error('full'), { code: 'ENOSPC' });
          },
        };
      },
    };
    const { journal } = await openJournal(directory, files);
    await journal.append(frame('before'), () => {});
    failing = true;
    const durable: string[] = [];
    const first = journal.append(frame('a'), () => durable.push('a'));
    const barrier = journal.append([], () => durable.push('barrier'));
    await expect(first).rejects.toMatchObject({ problem: { code: 'unavailable' } });
    await expect(barrier).rejects.toMatchObject({ problem: { code: 'unavailable' } });
    failing = false;
    await journal.append(frame('after'), () => durable.push('after'));
    expect(durable).toEqual(['after']);
    expect(await everything(journal)).toEqual(['before', 'after']);
    await journal.close();
    expect(texts((await openJournal(directory)).frames)).toEqual(['before', 'after']);
  });

  it('says how much room is left', async () => {
    const { journal } = await openJournal(folder(), systemFiles, { segmentBytes: 100, maxBytes: 500 });
    expect(journal.hasRoom(500)).toBe(true);
    for (let i = 0; i < 8; i++) await journal.append(frame('x'.repeat(20)), () => {});
    expect(journal.hasRoom(100)).toBe(false);
    for (let rest = await journal.read(journal.drained); rest.frames.length > 0; rest = await journal.read(rest.next))
      await journal.advance(rest.next);
    expect(journal.hasRoom(300)).toBe(true);
    await journal.close();
  });

  it('has room again when all is stored, however large the last write was', async () => {
    const { journal } = await openJournal(folder(), systemFiles, { segmentBytes: 10_000, maxBytes: 1_000 });
    for (const size of [100, 700]) {
      await journal.append(frame('x'.repeat(size)), () => {});
      expect(journal.hasRoom(1_000 - size)).toBe(false);
      await journal.advance((await journal.read(journal.drained)).next);
      expect(journal.hasRoom(1_000)).toBe(true);
      expect(journal.hasMore).toBe(false);
    }
    await journal.append(frame('and more'), () => {});
    expect(await everything(journal)).toEqual(['and more']);
    await journal.close();
  });
});
