/** Runs a world into its files: releases, accounts, exchanges, and the labels. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Truth } from '../src/model/wire.ts';
import type { SubTruth, World } from './world/world.ts';
import { LineWriter } from './write.ts';

export interface WriteWorldOptions {
  /** Directory to write to; made if it is missing. */
  readonly out: string;
  readonly compress: 'none' | 'gzip';
  /** Called about every 16,000 exchanges; it may throw to stop. */
  readonly tick: (written: number, time: number) => void;
  /** Changes the labels before they are written. */
  readonly label?: (truth: Truth[]) => Truth[];
  readonly labelEndUsers?: (truth: readonly SubTruth[]) => readonly SubTruth[];
}

/** The labels of end users are a file only where there are some. */
export async function writeWorld(
  world: World,
  { out, compress, tick, label, labelEndUsers }: WriteWorldOptions,
): Promise<{ files: string[]; exchanges: number }> {
  await mkdir(out, { recursive: true });
  const path = (name: string): string => join(out, name);

  const releases = path('releases.ndjson');
  await writeFile(releases, world.releases().map(toLine).join(''));
  const accounts = path('accounts.ndjson');
  await writeLines(accounts, world.takeAccountLines());

  const exchanges = path(compress === 'gzip' ? 'exchanges.ndjson.gz' : 'exchanges.ndjson');
  const writer = new LineWriter(exchanges, compress);
  let written = 0;
  try {
    written = await world.run(writer, tick);
  } finally {
    await writer.close();
  }

  const truth = path('truth.ndjson');
  const labels = world.truth();
  await writeLines(
    truth,
    (label?.(labels) ?? labels).map((line) => JSON.stringify(line)),
  );
  const files = [exchanges, accounts, releases, truth];
  const behind = world.subTruth();
  if (behind.length > 0) {
    const file = path('truth_sub_accounts.ndjson');
    await writeLines(
      file,
      (labelEndUsers?.(behind) ?? behind).map((line) => JSON.stringify(line)),
    );
    files.push(file);
  }
  return { files, exchanges: written };
}

async function writeLines(path: string, list: readonly string[]): Promise<void> {
  const writer = new LineWriter(path, 'none');
  for (const line of list) if (writer.write(line)) await writer.drain();
  await writer.close();
}

function toLine(record: unknown): string {
  return `${JSON.stringify(record)}\n`;
}
