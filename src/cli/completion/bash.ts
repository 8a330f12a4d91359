/** The completion script for bash 4 and later. It needs neither bash-completion nor the program: all words are in it. */
import { allCommands, type CommandEntry, type OptionEntry } from './command-tree.ts';

/** Writes the script for a program of this name. */
export function bashCompletion(name: string, program: CommandEntry): string {
  const commands = allCommands(program);
  const deeper = commands.slice(1).map((entry) => keyOf(entry));
  const values = commands.flatMap((entry) =>
    entry.options.flatMap((option) =>
      option.value === 'none' ? [] : [[`${option.names.map((one) => quoted(`${keyOf(entry)} ${one}`)).join('|')}`, option]],
    ),
  ) as [string, OptionEntry][];
  return `# bash completion for ${name}. Load it with: source <(${name} completion bash)
_${name}_value() {
  case "$1 $2" in
${values.map(([pattern, option]) => `    ${pattern}) kind=${option.value} words=${quoted(option.choices.join(' '))} ;;`).join('\n')}
    *) kind='' words='' ;;
  esac
}

_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command='' kind='' words='' word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == -* ]]; then
      _${name}_value "$command" "$word"
      [[ -n $kind && \${COMP_WORDS[i + 1]} != '=' ]] && ((i++))
      continue
    fi
    case "$command/$word" in
      ${deeper.map(quoted).join('|')}) command+="/$word" ;;
    esac
  done

  # bash splits --out=found into three words.
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  _${name}_value "$command" "$prev"
  if [[ -z $kind ]]; then
    if [[ $cur == -* ]]; then
      kind=choice
      case "$command" in
${commands.map((entry) => `        ${quoted(keyOf(entry))}) words=${quoted(wordsOf(entry))} ;;`).join('\n')}
      esac
    else
      case "$command" in
${commands.map((entry) => `        ${quoted(keyOf(entry))}) ${placesOf(entry)} ;;`).join('\n')}
      esac
    fi
  fi

  COMPREPLY=()
  case "$kind" in
    choice) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur") ;;
    directory) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
    file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
  esac
}

complete -F _${name} ${name}
`;
}

/** The options of a command, as words. */
function wordsOf({ options }: CommandEntry): string {
  return options.flatMap(({ names }) => names).join(' ');
}

/** What may stand where no option stands. */
function placesOf({ commands, arguments: [argument] }: CommandEntry): string {
  if (commands.length > 0) return `kind=choice words=${quoted(commands.map(({ path }) => path.at(-1)).join(' '))}`;
  if (argument === undefined) return 'kind=text';
  return `kind=${argument.value} words=${quoted(argument.choices.join(' '))}`;
}

/** `/keys/create`; empty for the program. */
function keyOf({ path }: CommandEntry): string {
  return path.map((one) => `/${one}`).join('');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
