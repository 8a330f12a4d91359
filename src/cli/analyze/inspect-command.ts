/** `stillwatch inspect`: reads the beginning of a log and says which field becomes what, before anything is analysed. */

import { writeFile } from 'node:fs/promises';
import type { FormatName } from '../../ingest/format.ts';
import { planSources } from '../../ingest/sources.ts';
import { PART_OF, type Survey, surveyLog } from '../../ingest/survey/survey.ts';
import {
  type FieldMapping,
  MAP_TARGETS,
  type MapTarget,
  mappingText,
  mergeMappings,
} from '../../ingest/tables/field-mapping.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { type MappingFlags, readMapping } from '../terminal/log-options.ts';
import { reportProblem } from '../terminal/problems.ts';
import { printable, widthOf } from '../terminal/text.ts';
import { surveyText } from './survey-text.ts';

/** The options of `inspect`; analysis-commands.ts says what each does. */
export interface InspectFlags extends MappingFlags {
  readonly format: FormatName | 'auto';
  readonly all?: boolean;
  /** Where a proposed mapping is written. */
  readonly saveMap?: string;
  readonly json?: boolean;
}

/** Runs the survey, prints it and returns the exit code. */
export async function runInspect(paths: string[], flags: InspectFlags, context: CommandContext): Promise<number> {
  const { io } = context;
  const json = flags.json === true;
  const mapping = await readMapping(flags);
  if (!mapping.ok) return reportProblem(mapping.problem, context, json);
  const planned = await planSources(paths, io.env);
  if (!planned.ok) return reportProblem(planned.problem, context, json);
  const survey = await interruptible(
    context,
    () => {},
    (signal) =>
      surveyLog(planned.value, {
        format: flags.format,
        mapping: mapping.value,
        all: flags.all === true,
        now: io.clock(),
        signal,
        ...(paths.includes('-') ? { stdin: io.stdin } : {}),
      }),
  );
  if (json) io.stdout.write(`${JSON.stringify(survey)}\n`);
  else io.stdout.write(surveyText(survey, widthOf(io.stdout), context.out));
  if (flags.saveMap !== undefined) {
    await writeFile(flags.saveMap, mappingText(mergeMappings([proposedMapping(survey), mapping.value])));
    if (!json)
      io.stdout.write(`\n  Mapping written to ${printable(flags.saveMap)}: check it, then pass it with --map-file.\n`);
  }
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

/** The fields that were read, as a mapping; of one account the field that tells most accounts apart. */
function proposedMapping({ fields, warnings, candidates }: Survey): FieldMapping {
  const mapping = new Map<MapTarget, { field: string }>();
  for (const { part, field } of fields) {
    const target = MAP_TARGETS.find((name) => PART_OF[name] === part);
    // Inside lists there is no single field; a field that was mapped is in the mapping already.
    if (target !== undefined && field !== null && !/\[\]| \(mapped\)$/.test(field)) mapping.set(target, { field });
  }
  const other = candidates.find(({ distinct }) => distinct > 1);
  if (other !== undefined && warnings.some(({ name }) => name === 'one_account'))
    mapping.set('account', { field: other.field });
  return mapping;
}
