/**
 * The man page of the command line as roff, from the same definitions as its help: every command with its arguments and options.
 * Leaves out where it is written to (write-man.ts).
 */

import { VERSION } from '../src/base/version.ts';
import {
  type ArgumentEntry,
  allCommands,
  type CommandEntry,
  commandTree,
  type OptionEntry,
} from '../src/cli/completion/command-tree.ts';
import { createProgram } from '../src/cli/program.ts';
import { createContext } from '../src/cli/terminal/context.ts';
import { EXIT } from '../src/cli/terminal/exit-codes.ts';
import type { Io } from '../src/cli/terminal/io.ts';

const EXIT_TEXTS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: 'Success; for analyze, whether or not campaigns were found.',
  bug: 'A bug in Stillwatch.',
  usage: 'The command line or the configuration is wrong.',
  input: 'The input cannot be used.',
  environment: 'The machine, a data directory or a server is not ready: locked, full, missing.',
  failOn: '--fail-on was given and an account reached that action.',
  interrupted: 'Stopped by Ctrl-C or SIGTERM.',
};

const ENVIRONMENT: readonly (readonly [name: string, text: string])[] = [
  ['STILLWATCH_CONFIG', 'Configuration file of serve. Every other setting of the service has a variable of its own.'],
  ['STILLWATCH_KEY', 'API key that send uses.'],
  ['STILLWATCH_TMPDIR', 'Directory for temporary data directories, in the place of the one of the system.'],
  ['STILLWATCH_DEBUG', 'If it is 1, the stack of an internal error is printed. The stack may quote log content.'],
  ['NO_COLOR, FORCE_COLOR', 'Turn colour off, or on.'],
];

const EXAMPLES: readonly (readonly [command: string, text: string])[] = [
  ['stillwatch demo', 'Analyze a small simulated world and write its report.'],
  ['stillwatch inspect logs/', 'Show which field of a log becomes what.'],
  ['stillwatch analyze logs/ accounts.ndjson --out found', 'Find campaigns in a log and write them to the directory found.'],
  ['stillwatch serve', 'Run the service on ./stillwatch-data.'],
];

/** The whole page. */
export async function manPage(): Promise<string> {
  const program = commandTree(await describedProgram());
  const commands = allCommands(program).slice(1);
  return `${[
    `.TH STILLWATCH 1 "" "Stillwatch ${VERSION}" "User Commands"`,
    '.SH NAME',
    `stillwatch \\- find illicit distillation in the request logs of a language\\-model API`,
    '.SH SYNOPSIS',
    '.B stillwatch',
    '.I command',
    '.RI [ arguments ]',
    '.SH DESCRIPTION',
    line(program.description),
    '.SH OPTIONS',
    ...program.options.flatMap(optionLines),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH "EXIT STATUS"',
    ...Object.entries(EXIT).flatMap(([name, code]) => ['.TP', `.B ${code}`, line(EXIT_TEXTS[name as keyof typeof EXIT])]),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, text]) => ['.TP', `.B ${escaped(name)}`, line(text)]),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([command, text]) => ['.TP', `.B ${escaped(command)}`, line(text)]),
    '.SH "SEE ALSO"',
    line(
      'The documentation in the directory docs of the package: docs/reference/command-line.md for every command, docs/reference/errors.md for every error code.',
    ),
  ].join('\n')}\n`;
}

/** The program as it is, with streams that nothing is written to. */
function describedProgram(): ReturnType<typeof createProgram> {
  const io = { stdout: { write: () => {} }, stderr: { write: () => {} }, env: { NO_COLOR: '1' } } as unknown as Io;
  const services = { version: VERSION, loadAnalyze: never, loadServe: never };
  return createProgram(createContext(io, services), [], { run: async () => {}, onComplaint: () => {} });
}

function never(): never {
  throw new Error('no command runs');
}

function commandLines({ path, description, arguments: taken, options, commands }: CommandEntry): string[] {
  const own = options.filter(({ names }) => !names.includes('--help'));
  return [
    `.SS "stillwatch ${[path.join(' '), ...taken.map(usageOf), ...(own.length > 0 ? ['[options]'] : [])].join(' ')}"`,
    line(description),
    ...(commands.length > 0
      ? ['.PP', line(`It has these commands: ${commands.map((one) => one.path.at(-1)).join(', ')}.`)]
      : []),
    ...taken.flatMap((one) => (one.description === '' ? [] : ['.TP', `.I ${escaped(one.name)}`, line(withChoices(one))])),
    ...own.flatMap(optionLines),
  ];
}

function optionLines(option: OptionEntry): string[] {
  const required = option.isRequired ? ' (required)' : '';
  const byDefault = option.byDefault === null ? '' : ` (default: ${option.byDefault})`;
  return ['.TP', `.B ${escaped(option.flags)}`, line(`${withChoices(option)}${required}${byDefault}`)];
}

function withChoices({ description, choices }: Pick<OptionEntry, 'description' | 'choices'>): string {
  return choices.length === 0 ? description : `${description} (one of ${choices.join(', ')})`;
}

function usageOf({ name, isRequired, isVariadic }: ArgumentEntry): string {
  const shown = `${name}${isVariadic ? '...' : ''}`;
  return isRequired ? `<${shown}>` : `[${shown}]`;
}

/** A paragraph: a sentence a line, as roff wants it. */
function line(text: string): string {
  return text
    .split(/(?<=[a-z0-9)][.]) (?=[A-Z])/)
    .map(escaped)
    .join('\n');
}

/** Text that roff shows as it is: backslashes and hyphens escaped, and no control line. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&');
}
