/** The completion script for zsh, on its own `_arguments`. It works as a file `_NAME` in a folder of `fpath`, and when sourced. */
import { type ArgumentEntry, allCommands, type CommandEntry, type OptionEntry, shortText } from './command-tree.ts';

/** Writes the script for a program of this name. */
export function zshCompletion(name: string, program: CommandEntry): string {
  const functions = allCommands(program).map((entry) =>
    entry.commands.length > 0 ? branch(name, entry) : leaf(name, entry),
  );
  return `#compdef ${name}
# zsh completion for ${name}. Save it as _${name} in a folder of fpath, or load it with: source <(${name} completion zsh)
${functions.join('\n')}
if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

/** A command of commands: its options, then the name of one below it, which completes the rest. */
function branch(name: string, entry: CommandEntry): string {
  const named = entry.commands.map(({ path, summary }) => quoted(`${path.at(-1)}:${shortText(summary)}`));
  const cases = entry.commands.map((one) => `        ${one.path.at(-1)}) ${functionOf(name, one)} ;;`);
  return `
${functionOf(name, entry)}() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  local -a commands
  _arguments -C ${[...entry.options.map(optionSpec), "'1: :->command'", "'*:: :->rest'"].join(' ')}
  case $state in
    command)
      commands=(${named.join(' ')})
      _describe -t commands command commands
      ;;
    rest)
      case $line[1] in
${cases.join('\n')}
      esac
      ;;
  esac
}`;
}

/** A command without others below it. */
function leaf(name: string, entry: CommandEntry): string {
  const specs = [...entry.options.map(optionSpec), ...entry.arguments.map(argumentSpec)];
  return `
${functionOf(name, entry)}() {
  _arguments \\
${specs.map((spec) => `    ${spec}`).join(' \\\n')}
}`;
}

function optionSpec({ names, description, value, placeholder, choices, isRepeatable }: OptionEntry): string {
  const text = `[${shortText(description).replaceAll(/[[\]]/g, '\\$&')}]`;
  const action = value === 'none' ? '' : `:${placeholder.replaceAll(':', '\\:')}:${actionOf(value, choices)}`;
  if (names.length > 1) return `${quoted(`(${names.join(' ')})`)}{${names.join(',')}}${quoted(`${text}${action}`)}`;
  const [long] = names;
  return quoted(`${isRepeatable ? '*' : ''}${long}${value === 'none' ? '' : '='}${text}${action}`);
}

function argumentSpec({ name, value, choices, isVariadic, isRequired }: ArgumentEntry, at: number): string {
  const place = isVariadic ? '*:' : `${at + 1}:${isRequired ? '' : ':'}`;
  return quoted(`${place}${name}:${actionOf(value, choices)}`);
}

function actionOf(value: OptionEntry['value'], choices: readonly string[]): string {
  if (value === 'choice') return `(${choices.join(' ')})`;
  if (value === 'directory') return '_files -/';
  return value === 'file' ? '_files' : ' ';
}

/** `_stillwatch_keys_create`. */
function functionOf(name: string, { path }: CommandEntry): string {
  return ['', name, ...path].join('_');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
