/** `stillwatch explain`: everything that an analysis says about one account, as text or JSON. */
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem } from '../terminal/problems.ts';
import { widthOf } from '../terminal/text.ts';
import { findAccount } from './account-names.ts';
import { readCampaignsFile } from './analysis-output.ts';
import { explanationText } from './explain-text.ts';
import { explain } from './explanation.ts';

/** The options of `explain`. */
export interface ExplainFlags {
  readonly found: string;
  readonly json?: boolean;
}

/** Explains, prints and returns the exit code. */
export async function runExplain(name: string, flags: ExplainFlags, context: CommandContext): Promise<number> {
  const { io } = context;
  const json = flags.json === true;
  const campaigns = await readCampaignsFile(flags.found);
  if (!campaigns.ok) return reportProblem(campaigns.problem, context, json);
  const account = await findAccount(flags.found, name);
  if (!account.ok) return reportProblem(account.problem, context, json);
  const explained = explain(account.value, campaigns.value);
  if (json) io.stdout.write(`${JSON.stringify(explained)}\n`);
  else io.stdout.write(explanationText(explained, flags.found, widthOf(io.stdout), context.out));
  return EXIT.ok;
}
