/** `stillwatch send`: turns flags into a run that sends a log to a service, and its outcome into text, JSON and an exit code. */
import { count, plural } from '../../base/format.ts';
import { ok, type Problem, type Result } from '../../base/problem.ts';
import type { FormatName } from '../../ingest/format.ts';
import { planSources, type SourcePlan } from '../../ingest/sources.ts';
import type { FieldMapping } from '../../ingest/tables/field-mapping.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { type MappingFlags, readMapping } from '../terminal/log-options.ts';
import { reportProblem } from '../terminal/problems.ts';
import { createProgress } from '../terminal/progress.ts';
import { type ServiceAddress, serviceAddress, serviceKey } from '../terminal/service-target.ts';
import { printable } from '../terminal/text.ts';
import { type SendOutcome, sendSources } from './send.ts';
import { SendRecord } from './send-record.ts';
import { sendText } from './send-text.ts';
import { checkService } from './sender.ts';

/** The options of `send`; send-definition.ts says what each does. */
export interface SendFlags extends MappingFlags {
  readonly to: string;
  readonly keyFile?: string;
  readonly format: FormatName | 'auto';
  readonly resume?: string;
  /** ms. */
  readonly retryFor: number;
  readonly gzip: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Sends the log, prints what became of it and returns the exit code. */
export async function runSend(paths: string[], flags: SendFlags, context: CommandContext): Promise<number> {
  const json = flags.json === true;
  const sent = await send(paths, flags, context);
  if (!sent.ok) return reportProblem(sent.problem, context, json);
  const { outcome, url } = sent.value;
  const { totals } = outcome.tally;
  const reasons = outcome.tally.rejectedFor();
  const isUseless = totals.accepted + totals.duplicates + totals.ignored + totals.skipped_lines === 0;
  const problem = outcome.problem ?? (isUseless ? nothingReadable(totals.rejected) : null);
  if (!json && flags.quiet !== true) context.io.stdout.write(`\n${sendText({ totals, reasons, url }, context)}`);
  if (problem !== null) return reportProblem(problem, context, json);
  if (json) context.io.stdout.write(`${JSON.stringify({ to: url, ...totals, rejected_for: reasons })}\n`);
  return EXIT.ok;
}

async function send(
  paths: string[],
  flags: SendFlags,
  context: CommandContext,
): Promise<Result<{ readonly outcome: SendOutcome; readonly url: string }>> {
  const { io } = context;
  const url = serviceAddress(flags.to, '--to');
  if (!url.ok) return url;
  const key = serviceKey(flags.keyFile, io.env, 'ingest');
  if (!key.ok) return key;
  const mapping = await readMapping(flags);
  if (!mapping.ok) return mapping;
  const plan = await planSources(paths, io.env);
  if (!plan.ok) return plan;
  const checked = await checkService({ url: url.value.origin, key: key.value });
  if (!checked.ok) return checked;
  const record = flags.resume === undefined ? ok(null) : await SendRecord.open(flags.resume, url.value.origin);
  if (!record.ok) return record;
  const outcome = await sendWithProgress(
    plan.value,
    { url: url.value, key: key.value, record: record.value, mapping: mapping.value },
    flags,
    context,
  );
  return ok({ outcome, url: url.value.origin });
}

interface Target {
  readonly url: ServiceAddress;
  readonly mapping: FieldMapping;
  readonly key: string;
  readonly record: SendRecord | null;
}

async function sendWithProgress(
  plan: SourcePlan,
  { url, key, record, mapping }: Target,
  flags: SendFlags,
  context: CommandContext,
): Promise<SendOutcome> {
  const { io, err } = context;
  const isQuiet = flags.quiet === true;
  const say = (text: string): void => {
    if (!isQuiet) io.stderr.write(`${err.yellow('note')}: ${text}\n`);
  };
  if (!url.isLocal && url.origin.startsWith('http:'))
    say('the address is http: the key and the log travel unencrypted. Use https beyond this machine.');
  for (const { path, reason } of plan.skipped) say(`${printable(path, 300)} is not sent: ${reason}`);
  const progress = createProgress(context, isQuiet);
  try {
    return await interruptible(context, progress.stop, async (signal) => {
      const outcome = await sendSources(plan, {
        format: flags.format,
        mapping,
        stdin: io.stdin,
        now: io.clock(),
        sender: {
          url: url.origin,
          key,
          // On one machine, compressing takes longer than sending.
          gzip: flags.gzip && !url.isLocal,
          patience: flags.retryFor,
          monotonic: io.monotonic,
          onRetry: (why, pause) => say(`${printable(why, 300)} Trying again in ${Math.ceil(pause / 1000)} s.`),
        },
        record,
        signal,
        onProgress: (done, exchanges, rejected) =>
          progress.update({ stage: 'send', done, total: plan.totalBytes, unit: 'bytes', exchanges, rejected }),
        onResume: (file, state, lines) =>
          say(
            state === 'changed'
              ? `${printable(file, 300)} has changed since it was sent, and is sent again from its beginning`
              : `${printable(file, 300)}: ${plural(lines, 'line')} sent before ${lines === 1 ? 'is' : 'are'} left out`,
          ),
      });
      return signal.aborted ? { ...outcome, problem: interrupted(outcome, flags) } : outcome;
    });
  } finally {
    progress.stop();
  }
}

function interrupted({ tally }: SendOutcome, { resume }: SendFlags): Problem {
  const { accepted } = tally.totals;
  return {
    code: 'interrupted',
    message: `stopped after ${plural(accepted, 'new record')}, which the service has stored`,
    hint:
      resume === undefined
        ? 'Run the same command again: what was sent counts as a duplicate. With --resume FILE, it is not sent again.'
        : 'Run the same command again: it continues from there.',
  };
}

function nothingReadable(rejected: number): Problem {
  return {
    code: 'nothing_readable',
    message: `expected records, got none that could be accepted (${count(rejected)} rejected)`,
    hint: 'Name the format with --format; docs/formats/README.md lists what each format needs.',
  };
}
