/** The files a run leaves: campaigns.json, accounts.ndjson, report.html, rejected.ndjson. Each is renamed into place whole. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { LIMITS } from '../base/limits.ts';
import { toAccountLines } from '../decide/account-lines.ts';
import type { Decisions } from '../decide/decide.ts';
import type { Rejection } from '../model/rejection.ts';
import type { RunSummary } from '../model/summary.ts';
import { renderReport } from '../report/html.ts';

const SAMPLES = 12;

/** rejected.ndjson, written as rejections come; past the limit they are only counted. */
export class RejectedFile {
  readonly path: string;
  readonly samples: Rejection[] = [];
  private readonly stream: WriteStream;
  private written = 0;

  private constructor(path: string, stream: WriteStream) {
    this.path = path;
    this.stream = stream;
  }

  static async create(path: string): Promise<RejectedFile> {
    const stream = createWriteStream(path);
    await new Promise<void>((resolve, reject) => {
      stream.once('open', () => resolve());
      stream.once('error', reject);
    });
    return new RejectedFile(path, stream);
  }

  add(rejection: Rejection): void {
    if (this.samples.length < SAMPLES) this.samples.push(rejection);
    if (this.written >= LIMITS.rejectedLines) return;
    this.written++;
    this.stream.write(`${JSON.stringify(rejection)}\n`);
  }

  async close(): Promise<void> {
    this.stream.end();
    await finished(this.stream);
  }
}

export async function writeResults(
  out: string,
  summary: RunSummary,
  decisions: Decisions,
  rejected: RejectedFile,
  now: number,
): Promise<{ campaigns: string; accounts: string; report: string; rejected: string }> {
  const files = {
    campaigns: join(out, 'campaigns.json'),
    accounts: join(out, 'accounts.ndjson'),
    report: join(out, 'report.html'),
    rejected: rejected.path,
  };
  await replace(files.campaigns, `${JSON.stringify(decisions.campaigns, null, 2)}\n`);
  await replace(
    files.accounts,
    toAccountLines(decisions.accounts)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  const report = renderReport({
    generatedAt: new Date(now).toISOString(),
    campaigns: decisions.campaigns,
    accounts: [...decisions.accounts],
    summary,
    rejectedSamples: rejected.samples,
  });
  await replace(files.report, report);
  return files;
}

async function replace(path: string, content: string): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
