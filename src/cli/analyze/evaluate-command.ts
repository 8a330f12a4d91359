/** `stillwatch evaluate`: compares findings with labels and prints tables or JSON. */
import { evaluateFiles } from '../../evaluate/evaluate.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem } from '../terminal/problems.ts';
import { widthOf } from '../terminal/text.ts';
import { evaluationText } from './evaluation-text.ts';

/** The options of `evaluate`: the file of labels, and the directory that `analyze --out` wrote. */
export interface EvaluateFlags {
  readonly truth: string;
  readonly found: string;
  readonly json?: boolean;
}

/** Compares, prints and returns the exit code. */
export async function runEvaluate(flags: EvaluateFlags, context: CommandContext): Promise<number> {
  const json = flags.json === true;
  const result = await evaluateFiles(flags.truth, flags.found);
  if (!result.ok) return reportProblem(result.problem, context, json);
  const { io } = context;
  if (json) io.stdout.write(`${JSON.stringify(result.value)}\n`);
  else io.stdout.write(evaluationText(result.value, widthOf(io.stdout), context.out));
  return EXIT.ok;
}
