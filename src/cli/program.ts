/**
 * The program: all commands, as the …-commands.ts files define them. The code of a command is loaded when it runs, so
 * that help answers at once. What commander says about a wrong command line becomes a usage Problem (problems.ts).
 */
import { Command, CommanderError } from 'commander';
import type { Problem } from '../base/problem.ts';
import { addAnalyze, addDemo, addEvaluate, addInspect, addSimulate } from './analyze/analysis-commands.ts';
import { addCompletion } from './completion/completion-definition.ts';
import { addExchanges, addExplain } from './findings/findings-commands.ts';
import { addSend } from './send/send-definition.ts';
import { addAudit, addKeys, addServe } from './serve/service-commands.ts';
import { after, HANDBOOK, type RunCommand } from './terminal/command-definition.ts';
import type { CommandContext } from './terminal/context.ts';
import { EXIT } from './terminal/exit-codes.ts';
import { reportProblem, reportThrown } from './terminal/problems.ts';
import { addBackup, addDoctor, addMigrate, addRekey, addRestore } from './upkeep/upkeep-commands.ts';

/**
 * Parses a command line (without node and script), runs the command and returns its exit code. Never throws: a problem
 * or an exception is printed, and its exit code returned.
 */
export async function runProgram(argv: readonly string[], context: CommandContext): Promise<number> {
  let code: number = EXIT.ok;
  let complaint = '';
  const json = argv.includes('--json');
  const program = await createProgram(context, argv, {
    run: async (work) => {
      code = await work();
    },
    onComplaint: (text) => {
      complaint += text;
    },
  });

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

/** What a program does with the work of a command, and with what commander says about a wrong command line. */
interface ProgramCallbacks {
  readonly run: RunCommand;
  readonly onComplaint: (text: string) => void;
}

/** The program with all its commands; the man page is written from it as well. The worlds of `simulate` are listed if `argv` names it. */
export async function createProgram(
  context: CommandContext,
  argv: readonly string[],
  { run, onComplaint }: ProgramCallbacks,
): Promise<Command> {
  const program = new Command('stillwatch')
    .description('Finds illicit distillation in the request logs of a language-model API and shows the evidence.')
    .version(context.services.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => context.io.stdout.write(text),
      // Commander's errors are kept and printed as a Problem; help that it prints as an error is passed on as it is.
      writeErr: onComplaint,
      getOutHelpWidth: () => Math.min(100, context.io.stdout.columns ?? 80),
      getErrHelpWidth: () => Math.min(100, context.io.stderr.columns ?? 80),
      getOutHasColors: () => context.out.isColorSupported,
      getErrHasColors: () => context.err.isColorSupported,
    })
    .exitOverride();

  addDemo(program, context, run);
  addInspect(program, context, run);
  addAnalyze(program, context, run);
  addExchanges(program, context, run);
  addExplain(program, context, run);
  addEvaluate(program, context, run);
  await addSimulate(program, context, run, argv);
  addServe(program, context, run);
  addSend(program, context, run);
  addDoctor(program, context, run);
  addMigrate(program, context, run);
  addKeys(program, context, run);
  addAudit(program, context, run);
  addBackup(program, context, run);
  addRestore(program, context, run);
  addRekey(program, context, run);
  addCompletion(program, context, run);
  return program.addHelpText(
    'after',
    after(HANDBOOK, [
      'stillwatch demo',
      'stillwatch inspect logs/',
      'stillwatch analyze logs/ --out found',
      'stillwatch analyze --help',
    ]),
  );
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
