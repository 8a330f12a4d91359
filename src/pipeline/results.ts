/**
 * The files a run leaves: campaigns.json, accounts.ndjson, the same as CSV, report.html, selections.json, rejected.ndjson, and replay.json when the
 * log was replayed. Each is renamed into place whole.
 */
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { LIMITS } from '../base/limits.ts';
import { toAccountLines } from '../decide/account-lines.ts';
import type { DecidedFindings } from '../decide/decide.ts';
import type { CampaignState } from '../model/lineage.ts';
import type { Rejection } from '../model/rejection.ts';
import type { ReplayFile, ReplaySummary } from '../model/replay.ts';
import type { SelectionsFile } from '../model/selections.ts';
import type { RunSummary } from '../model/summary.ts';
import { accountsCsv, campaignsCsv, evidenceCsv } from '../report/csv.ts';
import { renderReport } from '../report/html.ts';

const SAMPLES = 12;
const REPLAY = 'replay.json';

/** rejected.ndjson, written as rejections come; past the limit they are only counted. Keeps the first as samples. */
export class RejectedFile {
  /** Null if none is written. */
  readonly path: string | null;
  readonly samples: Rejection[] = [];
  private readonly stream: WriteStream | null;
  private written = 0;

  private constructor(path: string | null, stream: WriteStream | null) {
    this.path = path;
    this.stream = stream;
  }

  /** Keeps samples and writes no file. */
  static none(): RejectedFile {
    return new RejectedFile(null, null);
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
    if (this.stream === null || this.written >= LIMITS.rejectedLines) return;
    this.written++;
    this.stream.write(`${JSON.stringify(rejection)}\n`);
  }

  async close(): Promise<void> {
    if (this.stream === null) return;
    this.stream.end();
    await finished(this.stream);
  }
}

/** What the files are made from. */
export interface Results {
  readonly summary: RunSummary;
  readonly decisions: DecidedFindings;
  /** How the exchanges behind the findings are recognised. */
  readonly selections: SelectionsFile;
  readonly rejected: RejectedFile;
  readonly now: number;
  /** What earlier runs said of the campaigns. */
  readonly runs: ReadonlyMap<string, readonly CampaignState[]>;
  readonly replay?: ReplaySummary;
}

export async function writeResults(
  out: string,
  results: Results,
): Promise<{ campaigns: string; accounts: string; report: string; rejected: string }> {
  const { decisions } = results;
  const files = {
    campaigns: join(out, 'campaigns.json'),
    accounts: join(out, 'accounts.ndjson'),
    report: join(out, 'report.html'),
    rejected: join(out, 'rejected.ndjson'),
  };
  // The replay of an earlier run says nothing of these findings.
  await rm(join(out, REPLAY), { force: true });
  await replace(files.campaigns, `${JSON.stringify(decisions.campaigns, null, 2)}\n`);
  await replace(
    files.accounts,
    toAccountLines(decisions.accounts)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  const { campaigns } = decisions.campaigns;
  await replace(join(out, 'campaigns.csv'), campaignsCsv(campaigns, decisions.accounts));
  await replace(join(out, 'accounts.csv'), accountsCsv(decisions.accounts));
  await replace(join(out, 'evidence.csv'), evidenceCsv(campaigns));
  await replace(join(out, 'selections.json'), `${JSON.stringify(results.selections)}\n`);
  await replace(files.report, drawReport(results));
  return files;
}

/** Adds the replay to what {@link writeResults} wrote, and draws the report again with it. */
export async function writeReplay(out: string, replay: ReplayFile, results: Results): Promise<string> {
  const path = join(out, REPLAY);
  await replace(path, `${JSON.stringify(replay)}\n`);
  await replace(join(out, 'report.html'), drawReport(results));
  return path;
}

function drawReport({ summary, decisions, rejected, now, runs, replay }: Results): string {
  return renderReport({
    generatedAt: new Date(now).toISOString(),
    campaigns: decisions.campaigns,
    accounts: [...decisions.accounts],
    summary,
    rejectedSamples: rejected.samples,
    runs,
    ...(replay === undefined ? {} : { replay }),
  });
}

async function replace(path: string, content: string): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
