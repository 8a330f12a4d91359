/** `stillwatch inspect`: reads the beginning of a log and says which field becomes what, before anything is analysed. */

import type { FormatName } from '../../ingest/format.ts';
import { planSources } from '../../ingest/sources.ts';
import { surveyLog } from '../../ingest/survey/survey.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { reportProblem } from '../terminal/problems.ts';
import { widthOf } from '../terminal/text.ts';
import { surveyText } from './survey-text.ts';

/** The options of `inspect`; analysis-commands.ts says what each does. */
export interface InspectFlags {
  readonly format: FormatName | 'auto';
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Runs the survey, prints it and returns the exit code. */
export async function runInspect(paths: string[], flags: InspectFlags, context: CommandContext): Promise<number> {
  const { io } = context;
  const json = flags.json === true;
  const planned = await planSources(paths);
  if (!planned.ok) return reportProblem(planned.problem, context, json);
  const survey = await interruptible(
    context,
    () => {},
    (signal) =>
      surveyLog(planned.value, {
        format: flags.format,
        all: flags.all === true,
        now: io.clock(),
        signal,
        ...(paths.includes('-') ? { stdin: io.stdin } : {}),
      }),
  );
  if (json) io.stdout.write(`${JSON.stringify(survey)}\n`);
  else io.stdout.write(surveyText(survey, widthOf(io.stdout), context.out));
  if (survey.exchanges > 0) return EXIT.ok;
  return reportProblem(
    {
      code: survey.files.some(({ accounts, releases }) => accounts + releases > 0) ? 'no_exchanges' : 'nothing_readable',
      message: 'expected exchanges, got none in what was read',
      hint: 'The reasons are listed above; docs/how-to/connect-your-log.md shows how to name fields and formats.',
    },
    context,
  );
}
