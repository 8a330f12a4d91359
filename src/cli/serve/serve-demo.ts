/** What `serve --demo` does beside serving: makes the sample data, sends it to the service, and says where to look. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { plural } from '../../base/format.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import { planSources } from '../../ingest/sources.ts';
import { simulateWithProgress } from '../analyze/simulate-command.ts';
import { sendSources } from '../send/send.ts';
import type { CommandContext } from '../terminal/context.ts';
import { moveToNow, SAMPLE_DIRECTORY, SAMPLE_WORLD, type SampleDirectory } from './sample-data.ts';

/** Patience with the service of this process, ms. */
const PATIENCE = 60_000;

/** Writes the sample world, moved to now; nothing if it was sent before. @returns the files to send */
export async function makeSampleData(sample: SampleDirectory, context: CommandContext): Promise<Result<string[]>> {
  if (sample.isSent()) return ok([]);
  context.io.stderr.write(`Generating sample data in ${SAMPLE_DIRECTORY}\n`);
  const simulated = await simulateWithProgress({ ...SAMPLE_WORLD, out: sample.world }, false, context);
  if ('problem' in simulated) return fail(simulated.problem);
  return ok(await moveToNow(simulated.result.files, context.io.clock));
}

/** The administrator key: that of this start, or the one that an earlier start kept. */
export function sampleKey(sample: SampleDirectory, fresh: string | null): string | null {
  if (fresh !== null) writeFileSync(sample.keyFile, `${fresh}\n`, { mode: 0o600 });
  return existsSync(sample.keyFile) ? readFileSync(sample.keyFile, 'utf8').trim() : null;
}

/** Sends the sample data to the service and says where to look. */
export async function fillDemo(
  { sample, files, address, key }: { sample: SampleDirectory; files: readonly string[]; address: string; key: string },
  signal: AbortSignal,
  { io, err }: CommandContext,
): Promise<Result<void>> {
  if (files.length > 0) {
    const plan = await planSources(files);
    if (!plan.ok) return plan;
    const { tally, problem } = await sendSources(plan.value, {
      format: 'stillwatch',
      now: io.clock(),
      sender: { url: address, key, gzip: false, patience: PATIENCE, monotonic: io.monotonic },
      record: null,
      signal,
      onProgress: () => {},
      onResume: () => {},
    });
    if (signal.aborted) return ok(undefined);
    if (problem !== null) return fail(problem);
    sample.markSent();
    rmSync(sample.world, { recursive: true, force: true });
    io.stderr.write(`${plural(tally.totals.accepted, 'sample record')} stored; campaigns appear within a minute.\n`);
  }
  const lines = [
    '',
    err.bold('This is sample data.'),
    `  KEY=${key}`,
    `  curl -sS ${address}/v1/campaigns -H "Authorization: Bearer $KEY"`,
    `  curl -sS ${address}/v1/decision-proposals -H "Authorization: Bearer $KEY"`,
    `  stop with Ctrl-C; rm -r ${SAMPLE_DIRECTORY} removes everything`,
    '',
  ];
  io.stderr.write(lines.join('\n'));
  return ok(undefined);
}
