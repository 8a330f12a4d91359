/**
 * The sample data of `serve --demo`: a small simulated world, moved so that it ends now, with `sample-` before every account. It lies
 * in a directory of its own, which a service for real data refuses; removing the directory removes everything.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile, open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Clock, DAY } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import type { SimulatorOptions } from '../terminal/simulator.ts';

/** Where `serve --demo` keeps everything. */
export const SAMPLE_DIRECTORY = './stillwatch-demo-data';
/** What marks a directory as one of sample data. */
const MARK = 'sample-data.json';
/** Before the account ids of sample data. */
const PREFIX = 'sample-';

/** A world that is simulated, sent and analysed within a minute, with campaigns in it. */
export const SAMPLE_WORLD: Omit<SimulatorOptions, 'out'> = {
  world: 'feb-2026',
  scale: 0.001,
  seed: 5,
  days: 4,
  honest: 0.1,
};

export interface SampleDirectory {
  /** The data directory of the service. */
  readonly data: string;
  /** Where the world is written before it is sent. */
  readonly world: string;
  /** The administrator key, to print it again at later starts. */
  readonly keyFile: string;
  /** Whether the world was sent in full. */
  isSent(): boolean;
  markSent(): void;
}

/**
 * Opens the directory of sample data in the current directory, or makes it.
 * @returns `demo_directory` if the path is taken by something else
 */
export function openSampleDirectory(path = SAMPLE_DIRECTORY): Result<SampleDirectory> {
  const mark = join(path, MARK);
  if (!existsSync(mark)) {
    if (existsSync(path) && readdirSync(path).length > 0) return fail(notSample(path));
    mkdirSync(path, { recursive: true });
    writeFileSync(mark, markText(false));
  }
  return ok({
    data: join(path, 'data'),
    world: join(path, 'world'),
    keyFile: join(path, 'admin.key'),
    isSent: () => (JSON.parse(readFileSync(mark, 'utf8')) as { sent?: unknown }).sent === true,
    markSent: () => writeFileSync(mark, markText(true)),
  });
}

/** The problem of a service for real data on a directory of sample data; null for any other directory. */
export function sampleDataProblem(data: string): Problem | null {
  const full = resolve(data);
  if (!existsSync(join(full, MARK)) && !existsSync(join(dirname(full), MARK))) return null;
  return {
    code: 'demo_directory',
    message: 'expected a data directory for real data, got the one of `serve --demo`',
    where: data,
    hint: 'Choose another with --data, or run `stillwatch serve --demo`. Sample data is never mixed with real data.',
  };
}

function notSample(path: string): Problem {
  return {
    code: 'demo_directory',
    message: 'expected no directory, or one of sample data, got one with other files',
    where: path,
    hint: 'Run `stillwatch serve --demo` in another directory, or move this one away.',
  };
}

function markText(sent: boolean): string {
  return `${JSON.stringify({ purpose: 'sample data of stillwatch serve --demo; remove this directory to remove it', sent })}\n`;
}

/** Lines that are written at once. */
const LINES = 1_000;

/**
 * Moves the files of a simulated world to now, by whole days, so that the hours of the day stay what they are; and marks its
 * accounts. Labels are removed: they are not for the service.
 * @returns the paths of the moved files, accounts and releases first
 */
export async function moveToNow(files: readonly string[], clock: Clock): Promise<string[]> {
  const exchanges = files.filter((file) => file.includes('exchanges'));
  const others = files.filter((file) => /(accounts|releases)\.ndjson$/.test(file) && !file.includes('truth'));
  let newest = 0;
  for (const file of exchanges) await eachLine(file, (record) => (newest = Math.max(newest, timeOf(record.time))));
  const shift = Math.floor((clock() - newest) / DAY) * DAY;
  const moved: string[] = [];
  for (const file of [...others, ...exchanges]) {
    const target = `${file.slice(0, -'.ndjson'.length)}-now.ndjson`;
    rmSync(target, { force: true });
    let lines: string[] = [];
    await eachLine(file, async (record) => {
      lines.push(`${JSON.stringify(movedBy(record, shift))}\n`);
      if (lines.length < LINES) return;
      const full = lines.join('');
      lines = [];
      await appendFile(target, full);
    });
    await appendFile(target, lines.join(''));
    moved.push(target);
  }
  return moved;
}

type Line = Readonly<Record<string, unknown>>;

/** The fields of records that are times, and so of grants. */
const TIMES = ['time', 'created', 'status_time', 'released', 'from', 'to'] as const;

function movedBy(record: Line, shift: number): Line {
  const moved: Record<string, unknown> = { ...record };
  for (const field of TIMES) {
    const value = record[field];
    if (typeof value === 'string' || typeof value === 'number') moved[field] = timeOf(value) + shift;
  }
  if (typeof record.account === 'string') moved.account = `${PREFIX}${record.account}`;
  if (Array.isArray(record.grants)) moved.grants = record.grants.map((grant: Line) => movedBy(grant, shift));
  return moved;
}

function timeOf(value: unknown): number {
  return typeof value === 'number' ? value : Date.parse(String(value));
}

async function eachLine(path: string, take: (record: Line) => unknown): Promise<void> {
  const file = await open(path);
  try {
    for await (const line of createInterface({ input: file.createReadStream({ autoClose: false }) }))
      if (line !== '') await take(JSON.parse(line) as Line);
  } finally {
    await file.close();
  }
}
