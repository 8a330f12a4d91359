/** The completion script for fish: one `complete` line an option, command and argument. */
import { allCommands, type CommandEntry, type OptionEntry, shortText } from './command-tree.ts';

/** Writes the script for a program of this name. */
export function fishCompletion(name: string, program: CommandEntry): string {
  const commands = allCommands(program);
  const valued = commands.flatMap((entry) =>
    entry.options.flatMap(({ names, value }) =>
      value === 'none' ? [] : names.map((one) => quoted(`${keyOf(entry)} ${one}`)),
    ),
  );
  return `# fish completion for ${name}. Load it with: ${name} completion fish | source
function __${name}_at
    set -l command
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case '-*'
                if contains -- "$command $word" $__${name}_valued
                    set skip 1
                end
            case '*'
                if contains -- "$command/$word" $__${name}_commands
                    set command "$command/$word"
                end
        end
    end
    test "$command" = "$argv[1]"
end

set -g __${name}_commands ${commands.slice(1).map(keyOf).map(quoted).join(' ')}
set -g __${name}_valued ${valued.join(' ')}

complete -c ${name} -e
complete -c ${name} -f
${commands.flatMap((entry) => linesOf(name, entry)).join('\n')}
`;
}

function linesOf(name: string, entry: CommandEntry): string[] {
  const begin = `complete -c ${name} -n ${quoted(`__${name}_at ${quotedKey(entry)}`)}`;
  const [argument] = entry.arguments;
  return [
    ...entry.commands.map(({ path, summary }) => `${begin} -a ${path.at(-1)} -d ${quoted(shortText(summary))}`),
    ...entry.options.map((option) => `${begin} ${optionPart(option)}`),
    ...(argument === undefined || argument.value === 'text' ? [] : [`${begin} ${valuePart(argument)}`]),
  ];
}

function optionPart(option: OptionEntry): string {
  const names = option.names.map((one) => (one.startsWith('--') ? `-l ${one.slice(2)}` : `-s ${one.slice(1)}`));
  const value = option.value === 'none' ? [] : ['-r', valuePart(option)];
  return [...names, ...value, '-d', quoted(shortText(option.description))].join(' ');
}

function valuePart({ value, choices }: Pick<OptionEntry, 'value' | 'choices'>): string {
  if (value === 'choice') return `-f -a ${quoted(choices.join(' '))}`;
  if (value === 'directory') return '-f -a \'(__fish_complete_directories (commandline -ct) "")\'';
  return value === 'file' ? '-F' : '-f';
}

/** `/keys/create`; empty for the program. */
function keyOf({ path }: CommandEntry): string {
  return path.map((one) => `/${one}`).join('');
}

function quotedKey(entry: CommandEntry): string {
  return `"${keyOf(entry)}"`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
