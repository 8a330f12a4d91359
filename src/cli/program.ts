/**
 * The commands: names, options, help. No command is loaded before it runs, so help answers at once.
 * What commander says about a wrong command line becomes a usage Problem (problems.ts).
 */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { parseHead } from '../access/audit-chain.ts';
import { SCOPES, type Scope } from '../access/principal.ts';
import { DAY } from '../base/clock.ts';
import type { Problem } from '../base/problem.ts';
import { FORMAT_NAMES } from '../ingest/format.ts';
import type { AnalyzeFlags } from './analyze-command.ts';
import type { VerifyAuditFlags } from './audit-command.ts';
import type { BackupFlags, RestoreFlags } from './backup-command.ts';
import type { Context } from './context.ts';
import { DEMO_DEFAULTS } from './defaults.ts';
import type { DemoFlags } from './demo.ts';
import type { DoctorFlags } from './doctor.ts';
import type { EvaluateFlags } from './evaluate-command.ts';
import { EXIT } from './exit-codes.ts';
import type { CreateKeyFlags, ListKeysFlags, RevokeKeyFlags, RotateKeyFlags } from './keys-command.ts';
import type { MigrateFlags } from './migrate-command.ts';
import { parseDuration } from './numbers.ts';
import { reportProblem, reportThrown } from './problems.ts';
import type { RekeyFlags } from './rekey-command.ts';
import type { ServeFlags } from './serve-command.ts';
import type { SimulateFlags } from './simulate-command.ts';
import { labelled } from './text.ts';

const HANDBOOK = 'docs/reference/command-line.md';
/** Actions that may fail a scheduled run: the milder ones are no alarm, the harsher ones are included. */
const FAIL_ON = ['review', 'verify', 'limit'];
const INFRASTRUCTURES = ['shared', 'rotating', 'unique'];
const MOST_WORKERS = 64;
const LONGEST_STEP = 365 * DAY;
const LONGEST_LIFE = 3660 * DAY;

/** Parses the command line, runs what it names and gives the exit code. */
export async function runProgram(argv: readonly string[], context: Context): Promise<number> {
  let code: number = EXIT.ok;
  let complaint = '';
  const json = argv.includes('--json');

  const program = new Command('stillwatch')
    .description('Finds illicit distillation in the request logs of a language-model API, and shows why.')
    .version(context.services.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showSuggestionAfterError(true)
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => context.io.stdout.write(text),
      // Commander's complaints are kept and printed as a Problem; help that it shows as an error goes out as it is.
      writeErr: (text) => {
        complaint += text;
      },
      getOutHelpWidth: () => Math.min(100, context.io.stdout.columns ?? 80),
      getErrHelpWidth: () => Math.min(100, context.io.stderr.columns ?? 80),
      getOutHasColors: () => context.out.isColorSupported,
      getErrHasColors: () => context.err.isColorSupported,
    })
    .exitOverride();

  const run = async (work: () => Promise<number>): Promise<void> => {
    code = await work();
  };
  addDemo(program, context, run);
  addAnalyze(program, context, run);
  addEvaluate(program, context, run);
  await addSimulate(program, context, run, argv);
  addServe(program, context, run);
  addDoctor(program, context, run);
  addMigrate(program, context, run);
  addKeys(program, context, run);
  addAudit(program, context, run);
  addBackup(program, context, run);
  addRestore(program, context, run);
  addRekey(program, context, run);
  program.addHelpText(
    'after',
    after(HANDBOOK, ['stillwatch demo', 'stillwatch analyze logs/ --out found', 'stillwatch analyze --help']),
  );

  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportThrown(error, context, json);
    if (error.exitCode === 0) return EXIT.ok;
    if (error.code === 'commander.help') {
      context.io.stderr.write(complaint);
      return EXIT.usage;
    }
    return reportProblem(usageProblem(error, program, argv), context, json);
  }
}

type Run = (work: () => Promise<number>) => Promise<void>;

function addDemo(program: Command, context: Context, run: Run): void {
  program
    .command('demo')
    .summary('make a small world, analyse it and write its report')
    .description(
      'Makes a small seeded world of honest and harvesting traffic, analyses it without being told which is which, compares what was found with the truth, and writes the report. Needs no data and about a minute.',
    )
    .option('--dir <dir>', 'where the world and its report are written', DEMO_DEFAULTS.directory)
    .option(
      '--seed <n>',
      'another world of the same kind',
      integer(0, Number.MAX_SAFE_INTEGER),
      DEMO_DEFAULTS.seed,
    )
    .option('--quiet', 'print no progress')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#demo`, ['stillwatch demo', 'stillwatch demo --dir /tmp/demo --seed 7']),
    )
    .action((flags: DemoFlags) => run(async () => (await import('./demo.ts')).runDemo(flags, context)));
}

function addAnalyze(program: Command, context: Context, run: Run): void {
  program
    .command('analyze')
    .summary('read logs and name the campaigns in them')
    .description(
      'Reads request logs, clusters the accounts in them into campaigns and writes campaigns.json, accounts.ndjson, report.html and rejected.ndjson. Files may be plain, .gz or .zst; a directory is read with everything below it. Lines that cannot be read are set aside with a reason and counted.',
    )
    .argument('<path...>', "log files or directories; '-' is standard input")
    .addOption(
      new Option('--format <name>', 'the format of every file')
        .choices(['auto', ...FORMAT_NAMES])
        .default('auto', 'auto: told from the content of each file'),
    )
    .option('--out <dir>', 'where the results are written', './stillwatch-out')
    .option('--data <dir>', 'add to this data directory (default: a temporary one, removed afterwards)')
    .option('--workers <n>', 'parsing threads (default: one a core)', integer(1, MOST_WORKERS))
    .option(
      '--replay <step>',
      'when the findings are written, go through the log again in steps of this length (30m, 6h, 1d) and tell when each campaign could first have been raised',
      step,
    )
    .addOption(
      new Option(
        '--fail-on <action>',
        `exit with code ${EXIT.failOn} if any account is at this action or above`,
      ).choices(FAIL_ON),
    )
    .option('--json', 'print the result as one JSON document')
    .option('--quiet', 'print no progress and no summary')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#analyze and docs/formats/README.md`, [
        'stillwatch analyze logs/ accounts.ndjson --out found',
        'zcat gateway.ndjson.gz | stillwatch analyze - --format litellm --out found',
        'stillwatch analyze today.ndjson.zst --data /var/lib/stillwatch --out found --fail-on limit',
        'stillwatch analyze logs/ --out found --replay 6h',
        "stillwatch analyze logs/ --json --quiet | jq '.campaigns.campaigns[] | {id, action}'",
      ]),
    )
    .action((paths: string[], flags: AnalyzeFlags) =>
      run(async () => (await import('./analyze-command.ts')).runAnalyze(paths, flags, context)),
    );
}

function addEvaluate(program: Command, context: Context, run: Run): void {
  program
    .command('evaluate')
    .summary('compare findings with truth')
    .description(
      'Compares the results of an analysis with labels: precision and recall over accounts, each planted campaign with the finding that matches it, honest accounts by what would be done to them, and how well the risk score ranks and is calibrated. Every share comes with a 95 % interval.',
    )
    .requiredOption(
      '--truth <file>',
      'truth.ndjson, plain or gzip: {account, campaign or null, group} a line',
    )
    .requiredOption('--found <dir>', 'the folder that analyze --out wrote')
    .option('--json', 'print the result as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#evaluate`, [
        'stillwatch evaluate --truth world/truth.ndjson --found found',
        "stillwatch evaluate --truth labels.ndjson --found found --json | jq '.primary'",
      ]),
    )
    .action((flags: EvaluateFlags) =>
      run(async () => (await import('./evaluate-command.ts')).runEvaluate(flags, context)),
    );
}

async function addSimulate(
  program: Command,
  context: Context,
  run: Run,
  argv: readonly string[],
): Promise<void> {
  const share = number(0, 1);
  const factor = number(0, 1000);
  const worlds = argv.includes('simulate') ? await describeWorlds(context) : '';
  program
    .command('simulate')
    .summary('write a seeded world with its truth')
    .description(
      'Writes exchanges.ndjson, accounts.ndjson, releases.ndjson and truth.ndjson of a made-up world: campaigns as they were disclosed, among every kind of honest traffic that looks like them. The same seed gives the same bytes.',
    )
    .requiredOption('--world <name>', 'which world')
    .requiredOption('--scale <x>', 'size: 1 is the world as disclosed, 0.02 a small one', number(1e-5, 100))
    .requiredOption('--seed <n>', 'the seed', integer(0, Number.MAX_SAFE_INTEGER))
    .requiredOption('--out <dir>', 'where the files are written')
    .option(
      '--mix <share>',
      "share of a campaign's traffic that is unrelated customers' (default: the world's)",
      share,
    )
    .option(
      '--paraphrase <share>',
      "share of a template's sentences reworded or dropped (default: the world's)",
      share,
    )
    .addOption(
      new Option(
        '--infrastructure <kind>',
        "how much a campaign's accounts share (default: the world's)",
      ).choices(INFRASTRUCTURES),
    )
    .option('--rate <factor>', "multiplies a campaign account's exchanges a day (default: 1)", factor)
    .option('--accounts <n>', "accounts of each campaign (default: the scale's)", integer(20, 5_000))
    .option('--honest <factor>', 'multiplies honest traffic (default: 1)', factor)
    .option('--days <n>', "length of the window (default: the world's)", integer(1, 3660))
    .option('--label-noise <share>', 'share of truth lines that are wrong (default: 0)', share)
    .option('--text <file>', 'draw all text from real prompts (JSON lines) instead of a grammar')
    .option('--text-fold <k/n>', "use part k of n of that file's source repositories")
    .option('--gzip', 'compress exchanges.ndjson')
    .option('--json', 'print what was made as one JSON document')
    .option('--quiet', 'print no progress and no summary')
    .addHelpText(
      'after',
      worlds +
        after(`${HANDBOOK}#simulate and docs/simulator.md`, [
          'stillwatch simulate --world feb-2026 --scale 0.02 --seed 1 --out world',
          'stillwatch simulate --world sept-2026 --scale 0.02 --seed 3 --mix 0.8 --out hard',
        ]),
    )
    .action((flags: SimulateFlags) =>
      run(async () => (await import('./simulate-command.ts')).runSimulate(flags, context)),
    );
}

function addServe(program: Command, context: Context, run: Run): void {
  program
    .command('serve')
    .summary('run the service')
    .description(
      'Takes in exchanges over HTTP, looks for campaigns and answers with decisions, until it is stopped. Prints its address and, at the first start, a first key. Settings come from a file and from variables of the environment; options given here stand above both.',
    )
    .option('--config <file>', 'the configuration, JSON (default: STILLWATCH_CONFIG, or none)')
    .option('--data <dir>', 'the data directory (default: ./stillwatch-data)')
    .option('--port <n>', 'the port to listen on; 0 takes a free one (default: 8787)', integer(0, 65_535))
    .option('--print-config', 'print the settings in force, secrets masked, and end')
    .option('--json', 'print the address as one JSON document; the log then goes to standard error')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#serve and docs/operations.md`, [
        'stillwatch serve',
        'stillwatch serve --config /etc/stillwatch/config.json',
        'stillwatch serve --data ./data --port 0 --json',
      ]),
    )
    .action((flags: ServeFlags) =>
      run(async () => (await import('./serve-command.ts')).runServe(flags, context)),
    );
}

function addDoctor(program: Command, context: Context, run: Run): void {
  program
    .command('doctor')
    .summary('check that this machine can run an analysis')
    .description(
      'Checks the Node version, memory, free disk, the embedded engines and, with --data, who holds a data directory; with --serve also the settings of the service, its port, room for its journal, file handles and clock. Servers that are named, here or in the environment, are asked for their version and for the rights that a node needs. Prints what to do about anything that is not well.',
    )
    .option('--data <dir>', 'a data directory to look at; it is not changed')
    .addOption(clickhouseOption())
    .addOption(postgresOption())
    .addOption(clusterOption())
    .option('--serve', 'look at what the service needs as well')
    .option('--config <file>', 'the configuration of the service (implies --serve)')
    .option('--json', 'print the checks as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#doctor`, [
        'stillwatch doctor',
        'stillwatch doctor --data /var/lib/stillwatch',
        'stillwatch doctor --config /etc/stillwatch/config.json',
      ]),
    )
    .action((flags: DoctorFlags) => run(async () => (await import('./doctor.ts')).runDoctor(flags, context)));
}

function addMigrate(program: Command, context: Context, run: Run): void {
  program
    .command('migrate')
    .summary('bring a data directory or servers to this version')
    .description(
      'Applies the migrations that a data directory or servers lack, forward only. `analyze --data` and nodes do the same when they open them; this command does nothing else, for planned upgrades. Back up first.',
    )
    .option('--data <dir>', 'the data directory; it must exist (default: none)')
    .addOption(clickhouseOption())
    .addOption(postgresOption())
    .addOption(clusterOption())
    .option('--json', 'print the versions as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#migrate`, [
        'stillwatch migrate --data /var/lib/stillwatch',
        'stillwatch migrate --data ./data --json',
        'STILLWATCH_POSTGRES_URL=postgres://… stillwatch migrate',
      ]),
    )
    .action((flags: MigrateFlags) =>
      run(async () => (await import('./migrate-command.ts')).runMigrate(flags, context)),
    );
}

function clickhouseOption(): Option {
  return new Option(
    '--clickhouse-url <url>',
    'a ClickHouse server, http://user:password@host:8123/database (default: STILLWATCH_CLICKHOUSE_URL)',
  );
}

function postgresOption(): Option {
  return new Option(
    '--postgres-url <url>',
    'a PostgreSQL server, postgres://user:password@host:5432/database (default: STILLWATCH_POSTGRES_URL)',
  );
}

function clusterOption(): Option {
  return new Option(
    '--cluster <name>',
    "ClickHouse's name of the cluster over whose shards the tables lie (default: STILLWATCH_CLUSTER, or one server)",
  );
}

function addKeys(program: Command, context: Context, run: Run): void {
  const page = `${HANDBOOK}#keys and docs/access.md`;
  const data = (command: Command): Command =>
    command.requiredOption('--data <dir>', 'the data directory; it must exist, and no service may run on it');
  const keys = program
    .command('keys')
    .summary('make, list, rotate and revoke API keys')
    .description(
      'API keys of a data directory: a first one, or one after the last was lost. While the service runs on the directory it alone can open it; then ask the service, whose /v1/keys does the same.',
    )
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys create --data /var/lib/stillwatch --label gateway --scopes ingest,decide',
        'stillwatch keys list --data /var/lib/stillwatch',
      ]),
    );
  data(keys.command('create'))
    .summary('make a key and print it once')
    .description('Makes a key. It is printed once; only its hash is kept.')
    .requiredOption('--label <text>', 'what it is for, as lists show it')
    .requiredOption('--scopes <list>', `what it may do, with commas between: ${SCOPES.join(', ')}`, scopes)
    .option('--expires <duration>', 'its life, such as 90d (default: until it is revoked)', life)
    .option('--json', 'print the key as one JSON document')
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys create --data ./data --label gateway --scopes ingest,decide --expires 90d',
        'stillwatch keys create --data ./data --label ops --scopes admin --json | jq -r .token',
      ]),
    )
    .action((flags: CreateKeyFlags) =>
      run(async () => (await import('./keys-command.ts')).runCreateKey(flags, context)),
    );
  data(keys.command('list'))
    .summary('list keys, the newest first')
    .description('Lists keys with their scopes, when each was last used, and whether it is in use.')
    .option('--json', 'print the list as one JSON document')
    .addHelpText(
      'after',
      after(page, ['stillwatch keys list --data ./data', 'stillwatch keys list --data ./data --json']),
    )
    .action((flags: ListKeysFlags) =>
      run(async () => (await import('./keys-command.ts')).runListKeys(flags, context)),
    );
  data(keys.command('rotate'))
    .summary('make a key that takes over from another')
    .description(
      'Makes a key with the label, scopes and life of another and prints it once. The old one ends after the overlap.',
    )
    .argument('<id>', 'the id of the old key, as lists show it')
    .option('--overlap <duration>', 'how long the old key still works, such as 30m or 1d', life, DAY)
    .option('--json', 'print the new key as one JSON document')
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys rotate 3kQ9ZdX01ab --data ./data',
        'stillwatch keys rotate 3kQ9ZdX01ab --data ./data --overlap 7d',
      ]),
    )
    .action((id: string, flags: RotateKeyFlags) =>
      run(async () => (await import('./keys-command.ts')).runRotateKey(id, flags, context)),
    );
  data(keys.command('revoke'))
    .summary('end a key now')
    .description('Ends a key at once. It stays in the list.')
    .argument('<id>', 'the id of the key, as lists show it')
    .option('--json', 'print the key as one JSON document')
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys revoke 3kQ9ZdX01ab --data ./data',
        'stillwatch keys revoke 3kQ9ZdX01ab --data ./data --json',
      ]),
    )
    .action((id: string, flags: RevokeKeyFlags) =>
      run(async () => (await import('./keys-command.ts')).runRevokeKey(id, flags, context)),
    );
}

function addAudit(program: Command, context: Context, run: Run): void {
  const page = `${HANDBOOK}#audit and docs/formats/audit-log.md`;
  const examples = [
    'stillwatch audit verify --data /var/lib/stillwatch',
    'stillwatch audit verify --data ./data --head 120:HASH',
  ];
  program
    .command('audit')
    .summary('check that the audit log is as it was written')
    .description(
      'The audit log of a data directory. While the service runs on the directory it alone can open it; then ask the service: GET /v1/audit/verify does the same.',
    )
    .addHelpText('after', after(page, examples))
    .command('verify')
    .summary('walk the chain of hashes and say where it breaks first')
    .description(
      'Walks the audit log from its first entry and says where it breaks first. Prints its head: noted elsewhere and given to a later check, it shows whether entries were cut off at the end, which the log alone cannot.',
    )
    .requiredOption('--data <dir>', 'the data directory; it must exist, and no service may run on it')
    .option('--head <head>', 'a head that was noted before and must be in the log (default: none)', head)
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', after(page, examples))
    .action((flags: VerifyAuditFlags) =>
      run(async () => (await import('./audit-command.ts')).runVerifyAudit(flags, context)),
    );
}

function addBackup(program: Command, context: Context, run: Run): void {
  program
    .command('backup')
    .summary('copy a data directory whole')
    .description(
      'Writes both stores and every other file of a data directory to a folder, with a manifest of versions, counts and SHA-256 of each file. The directory must not be in use. The key is sealed under a passphrase, or left out.',
    )
    .requiredOption('--data <dir>', 'the data directory')
    .requiredOption('--out <dir>', 'the backup: a folder that is empty or does not exist')
    .option(
      '--passphrase-file <file>',
      'seal the key under the passphrase in this file (default: leave it out)',
    )
    .option('--json', 'print the manifest as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#backup and docs/operations.md`, [
        'stillwatch backup --data /var/lib/stillwatch --out /backup/today --passphrase-file /etc/stillwatch/passphrase',
      ]),
    )
    .action((flags: BackupFlags) =>
      run(async () => (await import('./backup-command.ts')).runBackup(flags, context)),
    );
}

function addRestore(program: Command, context: Context, run: Run): void {
  program
    .command('restore')
    .summary('make a data directory of a backup')
    .description(
      'Checks a backup against its manifest, then makes a data directory of it. Nothing is written over, and a restore that fails leaves no directory.',
    )
    .requiredOption('--from <dir>', 'the folder that backup --out wrote')
    .option('--data <dir>', 'the data directory: a folder that is empty or does not exist')
    .option('--passphrase-file <file>', 'the passphrase that the key was sealed with')
    .option('--key-file <file>', 'the identity.key that was kept apart')
    .option('--new-key', 'go on without the old key: what comes will match nothing that is stored')
    .option('--check', 'check the backup and restore nothing')
    .option('--json', 'print the manifest as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#restore and docs/operations.md`, [
        'stillwatch restore --from /backup/today --data /var/lib/stillwatch --passphrase-file /etc/stillwatch/passphrase',
        'stillwatch restore --from /backup/today --check',
      ]),
    )
    .action((flags: RestoreFlags) =>
      run(async () => (await import('./backup-command.ts')).runRestore(flags, context)),
    );
}

function addRekey(program: Command, context: Context, run: Run): void {
  program
    .command('rekey')
    .summary('change the key of a data directory')
    .description(
      'Makes a new key and brings every stored hash of a card, address, mailbox or phone under it, so that what is stored still matches what comes. The directory must not be in use. Stopped half-way, it goes on when it is run again.',
    )
    .requiredOption('--data <dir>', 'the data directory')
    .option('--json', 'print the result as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#rekey and docs/operations.md`, ['stillwatch rekey --data /var/lib/stillwatch']),
    )
    .action((flags: RekeyFlags) =>
      run(async () => (await import('./rekey-command.ts')).runRekey(flags, context)),
    );
}

/** Worlds are the simulator's to name, so its help alone loads it. */
async function describeWorlds({ io, services }: Context): Promise<string> {
  if (services.loadSimulator === undefined)
    return '\nThis build does not ship the simulator; run the command from a checkout.\n';
  const { WORLDS } = await services.loadSimulator();
  const width = Math.min(100, io.stdout.columns ?? 80);
  return `\nWorlds:\n${WORLDS.map((world) => labelled(world.name, world.description, 2, 11, width)).join('\n')}\n`;
}

function after(page: string, examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}\n\nLearn more: ${page}\n`;
}

function integer(least: number, most: number): (text: string) => number {
  const parse = number(least, most);
  return (text) => {
    const value = parse(text);
    if (!Number.isSafeInteger(value))
      throw new InvalidArgumentError(`Expected a whole number, got '${text}'.`);
    return value;
  };
}

function number(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < least || value > most) {
      throw new InvalidArgumentError(`Expected a number from ${least} to ${most}.`);
    }
    return value;
  };
}

function scopes(text: string): Scope[] {
  const named = text.split(',').map((name) => name.trim());
  const known = SCOPES.filter((scope) => named.includes(scope));
  if (known.length === 0 || named.some((name) => !known.some((scope) => scope === name)))
    throw new InvalidArgumentError(`Expected some of ${SCOPES.join(', ')}, with commas between.`);
  return known;
}

/** A length of time in ms. */
function life(text: string): number {
  const ms = parseDuration(text);
  if (ms === null || ms > LONGEST_LIFE)
    throw new InvalidArgumentError(
      'Expected a whole number of minutes, hours or days, such as 30m, 6h or 90d, at most 3660d.',
    );
  return ms;
}

function head(text: string): NonNullable<ReturnType<typeof parseHead>> {
  const read = parseHead(text);
  if (read === null) throw new InvalidArgumentError('Expected SEQ:HASH, as an earlier check printed it.');
  return read;
}

/** The length of a replay's steps in ms. */
function step(text: string): number {
  const ms = parseDuration(text);
  if (ms === null)
    throw new InvalidArgumentError(
      'Expected a whole number of minutes, hours or days, such as 30m, 6h or 1d.',
    );
  if (ms > LONGEST_STEP) throw new InvalidArgumentError('Expected at most 365d.');
  return ms;
}

/** Commander's sentence, in the shape of a Problem; its suggestion becomes the hint. */
function usageProblem(error: CommanderError, program: Command, argv: readonly string[]): Problem {
  const [sentence = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = rest.join(' ').match(/Did you mean (.+)\?/)?.[1];
  const command = program.commands.find((candidate) => argv[0] === candidate.name());
  const part = command?.commands.find((candidate) => argv[1] === candidate.name());
  const named = [command, part].flatMap((one) => (one === undefined ? [] : [`${one.name()} `])).join('');
  const help = `stillwatch ${named}--help`;
  return {
    code: 'usage',
    message: sentence,
    hint: suggestion === undefined ? `See: ${help}` : `Did you mean ${suggestion}? See: ${help}`,
  };
}
