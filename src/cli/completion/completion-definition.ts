/** Defines `completion`: prints the script with which a shell completes the command line, written from the program itself. */
import { Argument, type Command } from 'commander';
import { after, HANDBOOK, type RunCommand } from '../terminal/command-definition.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** Defines `completion`. */
export function addCompletion(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('completion')
    .summary('print completions for a shell')
    .description(
      'Prints a script that completes commands, options, their values, files and directories when you press Tab. It contains every word, so that completing never starts the program; print it again after an upgrade.',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      after(`${HANDBOOK}#completion and docs/how-to/install.md`, [
        'stillwatch completion bash > ~/.local/share/bash-completion/completions/stillwatch',
        'stillwatch completion fish > ~/.config/fish/completions/stillwatch.fish',
      ]),
    )
    .action((shell: Shell) =>
      run(async () => {
        context.io.stdout.write(await scriptFor(shell, program));
        return EXIT.ok;
      }),
    );
}

async function scriptFor(shell: Shell, program: Command): Promise<string> {
  const { commandTree } = await import('./command-tree.ts');
  const tree = commandTree(program);
  const name = program.name();
  if (shell === 'bash') return (await import('./bash.ts')).bashCompletion(name, tree);
  if (shell === 'zsh') return (await import('./zsh.ts')).zshCompletion(name, tree);
  return (await import('./fish.ts')).fishCompletion(name, tree);
}
