/** The commands of a commander program as plain records, from which completions and the man page are written. */
import type { Argument, Command, Option } from 'commander';

/** What may stand in the place of a value: nothing, text that cannot be completed, a file, a directory, or one of a few words. */
export type ValueKind = 'none' | 'text' | 'file' | 'directory' | 'choice';

export interface OptionEntry {
  /** `--out`, or `-h` and `--help`. */
  readonly names: readonly string[];
  /** As help shows it: `--out <dir>`. */
  readonly flags: string;
  readonly description: string;
  /** The default as help shows it; null if there is none to show. */
  readonly byDefault: string | null;
  readonly isRequired: boolean;
  readonly value: ValueKind;
  /** What the value is, in a word: `dir`. Empty if there is none. */
  readonly placeholder: string;
  readonly choices: readonly string[];
  readonly isRepeatable: boolean;
}

export interface ArgumentEntry {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly isVariadic: boolean;
  readonly value: ValueKind;
  readonly choices: readonly string[];
}

export interface CommandEntry {
  /** Names from the program down: `['keys', 'create']`; empty for the program itself. */
  readonly path: readonly string[];
  /** One line. */
  readonly summary: string;
  readonly description: string;
  readonly options: readonly OptionEntry[];
  readonly arguments: readonly ArgumentEntry[];
  readonly commands: readonly CommandEntry[];
}

/** Reads a program or one of its commands, with everything that its help shows. */
export function commandTree(command: Command, path: readonly string[] = []): CommandEntry {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).map((one) => commandTree(one, [...path, one.name()]));
  return {
    path,
    summary: command.summary() || command.description(),
    description: command.description(),
    options: help.visibleOptions(command).map(optionEntry),
    arguments: command.registeredArguments.map(argumentEntry),
    commands: commands.map((one) => (one.path.at(-1) === 'help' ? namingOne(one, commands) : one)),
  };
}

/** `help` takes the name of a command beside it, which commander does not list as choices. */
function namingOne(entry: CommandEntry, commands: readonly CommandEntry[]): CommandEntry {
  const choices = commands.map(({ path }) => path.at(-1) as string).filter((name) => name !== 'help');
  return { ...entry, arguments: entry.arguments.map((one) => ({ ...one, value: 'choice', choices })) };
}

/** An entry and all below it, the program first. */
export function allCommands(entry: CommandEntry): CommandEntry[] {
  return [entry, ...entry.commands.flatMap(allCommands)];
}

/** The beginning of a description that fits beside a completion: its first clause. */
export function shortText(description: string): string {
  const [clause = ''] = description.split(/; | \(|: /, 1);
  return clause.replaceAll(/\s+/g, ' ').trim();
}

function optionEntry(option: Option): OptionEntry {
  const placeholder = /[<[](.+?)[\]>]/.exec(option.flags)?.[1] ?? '';
  const shown = option.defaultValueDescription ?? option.defaultValue;
  return {
    names: [option.short, option.long].filter((name) => name !== undefined),
    flags: option.flags,
    description: option.description,
    byDefault: shown === undefined || typeof shown === 'boolean' ? null : String(shown),
    isRequired: option.mandatory,
    value: placeholder === '' ? 'none' : kindOf(placeholder, option.argChoices),
    placeholder: placeholder.replace(/\.\.\.$/, ''),
    choices: option.argChoices ?? [],
    isRepeatable: option.variadic || /may be repeated/.test(option.description),
  };
}

function argumentEntry(argument: Argument): ArgumentEntry {
  return {
    name: argument.name(),
    description: argument.description,
    isRequired: argument.required,
    isVariadic: argument.variadic,
    value: kindOf(argument.name(), argument.argChoices),
    choices: argument.argChoices ?? [],
  };
}

/** Placeholders are words of one meaning each: that of a directory is `dir`, of a file `file` or `path`. */
function kindOf(placeholder: string, choices: readonly string[] | undefined): ValueKind {
  if (choices !== undefined) return 'choice';
  if (/^dir\b/.test(placeholder)) return 'directory';
  return /^(file|path)\b/.test(placeholder) ? 'file' : 'text';
}
