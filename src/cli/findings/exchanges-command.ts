/**
 * `stillwatch exchanges`: the lines of a log behind a finding. It prints prompts, because the operator asks for them in their own
 * log, and writes them nowhere but to --out.
 */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { count } from '../../base/format.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import type { FormatName } from '../../ingest/format.ts';
import { PERSONAL_KINDS } from '../../ingest/personal-identifier.ts';
import { planSources } from '../../ingest/sources.ts';
import type { SelectionsFile } from '../../model/selections.ts';
import { type FindCounts, type FindOptions, findExchanges } from '../../pipeline/exchanges/find-exchanges.ts';
import type { FoundExchange, MatchSettings } from '../../pipeline/exchanges/match-task.ts';
import { identityKey } from '../../store/directory/directory-files.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { interruptible } from '../terminal/interrupt.ts';
import type { Output } from '../terminal/io.ts';
import { type MappingFlags, readMapping } from '../terminal/log-options.ts';
import { reportProblem } from '../terminal/problems.ts';
import { createProgress } from '../terminal/progress.ts';
import { printable } from '../terminal/text.ts';
import { readCampaignsFile, readSelectionsFile } from './analysis-output.ts';
import { type ExchangeTarget, resolveExchangeTarget, type TargetFlags } from './exchange-target.ts';
import { countsText, exchangeText } from './exchanges-text.ts';

/** The options of `exchanges`; findings-commands.ts says what each does. */
export interface ExchangesFlags extends TargetFlags, MappingFlags {
  readonly log: readonly string[];
  readonly format: FormatName | 'auto';
  readonly data?: string;
  readonly limit?: number;
  readonly context: number;
  readonly redact?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
  readonly out?: string;
  readonly quiet?: boolean;
}

const SHOWN = 20;
/** A key for ids that are not hashed anyway. */
const ANY_KEY = new Uint8Array(32);
const PSEUDONYM = new RegExp(`^(?:${PERSONAL_KINDS.join('|')})_[0-9a-f]{16}$`);

/** Finds the exchanges, prints them and returns the exit code. */
export async function runExchanges(id: string, flags: ExchangesFlags, context: CommandContext): Promise<number> {
  try {
    const found = await find(id, flags, context);
    return found.ok ? EXIT.ok : reportProblem(found.problem, context, flags.json === true);
  } catch (error) {
    if (error instanceof ProblemError) return reportProblem(error.problem, context, flags.json === true);
    throw error;
  }
}

async function find(id: string, flags: ExchangesFlags, context: CommandContext): Promise<Result<void>> {
  const { io } = context;
  const campaigns = await readCampaignsFile(flags.found);
  if (!campaigns.ok) return campaigns;
  const selections = await readSelectionsFile(flags.found);
  if (!selections.ok) return selections;
  const target = await resolveExchangeTarget(id, flags, campaigns.value, selections.value);
  if (!target.ok) return target;
  const settings = settingsOf(target.value, flags, selections.value, io.clock());
  if (!settings.ok) return settings;
  const mapping = await readMapping(flags);
  if (!mapping.ok) return mapping;
  const plan = await planSources(flags.log, io.env);
  if (!plan.ok) return plan;

  const asLines = flags.json === true || flags.out !== undefined;
  const output = flags.out === undefined ? null : await openOutput(flags.out);
  const report = flags.json === true ? io.stderr : io.stdout;
  const colors = flags.json === true ? context.err : context.out;
  const isQuiet = flags.quiet === true;
  if (!asLines && !isQuiet) io.stdout.write(`${printable(target.value.says, 2_000)}\n\n`);
  const counts = await findWithProgress(
    {
      plan: plan.value,
      format: flags.format,
      ...(mapping.value.size === 0 ? {} : { mapping: mapping.value }),
      ...(flags.log.includes('-') ? { stdin: io.stdin } : {}),
      workers: flags.workers,
      limit: flags.limit ?? (asLines ? Number.MAX_SAFE_INTEGER : SHOWN),
      settings: settings.value,
      onFound: (exchange) =>
        write(output ?? io.stdout, asLines ? `${jsonLine(exchange)}\n` : exchangeText(exchange, flags.context, context.out)),
    },
    isQuiet,
    context,
  );
  if (output !== null) {
    output.end();
    await finished(output);
  }
  if (!isQuiet) report.write(countsText(target.value, counts, selections.value.read, colors));
  return counts.read === 0 ? fail(nothingRead(counts)) : ok(undefined);
}

async function findWithProgress(
  options: Omit<FindOptions, 'signal' | 'onProgress'>,
  quiet: boolean,
  context: CommandContext,
): Promise<FindCounts> {
  const progress = createProgress(context, quiet);
  const total = options.plan.totalBytes;
  try {
    return await interruptible(context, progress.stop, (signal) =>
      findExchanges({
        ...options,
        signal,
        onProgress: (done, exchanges) =>
          progress.update({ stage: 'read', done, total, unit: 'bytes', exchanges, rejected: 0 }),
      }),
    );
  } finally {
    progress.stop();
  }
}

function settingsOf(
  { whole, part, marked }: ExchangeTarget,
  flags: ExchangesFlags,
  { segments, identifiers }: SelectionsFile,
  now: number,
): Result<MatchSettings> {
  const areHashed =
    identifiers === 'hashed' &&
    whole.units.some(({ account, subAccount }) => PSEUDONYM.test(account) || PSEUDONYM.test(subAccount ?? ''));
  if (areHashed && flags.data === undefined) return fail(hashedIdentifiers());
  const key = flags.data === undefined ? ok(ANY_KEY) : identityKey(flags.data, true);
  if (!key.ok) return key;
  const named = new Set([...(whole.selection.segments ?? []), ...(part.selection.segments ?? []), ...marked]);
  return ok({
    identityKey: key.value,
    now,
    rawIdentifiers: identifiers === 'kept',
    whole,
    part,
    segments: Object.entries(segments).filter(([id]) => named.has(id)),
    marked,
    context: flags.context,
    redact: flags.redact === true,
  });
}

function hashedIdentifiers(): Problem {
  return {
    code: 'identifiers_hashed',
    message: 'expected accounts as the log names them, got keyed hashes of mail addresses, IP addresses or phone numbers',
    hint: 'If the analysis had --data DIR, pass the same --data here: it has the key. Otherwise the key is gone: analyse the log again with --data or --keep-identifiers.',
  };
}

function nothingRead({ unread, rejected }: FindCounts): Problem {
  const [first] = unread;
  return {
    code: 'nothing_readable',
    message: `expected exchanges, got none that could be read (${count(rejected)} lines and files set aside)`,
    ...(first === undefined ? {} : { where: first.file }),
    hint: 'Pass the log that was analysed as --log, with the same --format and --map.',
  };
}

function jsonLine({ time, ...exchange }: FoundExchange): string {
  return JSON.stringify({ ...exchange, time: new Date(time).toISOString() });
}

/** For its owner alone: it holds prompts. */
async function openOutput(path: string): Promise<WriteStream> {
  const stream = createWriteStream(path, { mode: 0o600 });
  await once(stream, 'open');
  return stream;
}

/** Writes, and waits where the other side is slower. */
async function write(output: Output | WriteStream, text: string): Promise<void> {
  if (output.write(text) === false && 'once' in output) await once(output, 'drain');
}
