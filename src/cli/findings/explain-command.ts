/** `stillwatch explain`: everything that an analysis or a running service says about one account, as text or JSON. */
import { ok, type Result } from '../../base/problem.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem } from '../terminal/problems.ts';
import { serviceAddress, serviceKey } from '../terminal/service-target.ts';
import { widthOf } from '../terminal/text.ts';
import { findAccount } from './account-names.ts';
import { readCampaignsFile } from './analysis-output.ts';
import { explanationText } from './explain-text.ts';
import { type AccountExplanation, explain } from './explanation.ts';
import { explainFromService, type ServiceSource } from './service-explanation.ts';

/** The options of `explain`. */
export interface ExplainFlags {
  readonly found: string;
  /** The address of a service to ask in place of the files. */
  readonly from?: string;
  readonly keyFile?: string;
  readonly json?: boolean;
}

/** Explains, prints and returns the exit code. */
export async function runExplain(name: string, flags: ExplainFlags, context: CommandContext): Promise<number> {
  const { io } = context;
  const json = flags.json === true;
  const source = flags.from === undefined ? ok(null) : serviceOf(flags.from, flags, context);
  if (!source.ok) return reportProblem(source.problem, context, json);
  const explained =
    source.value === null ? await fromFiles(name, flags.found) : await explainFromService(name, source.value);
  if (!explained.ok) return reportProblem(explained.problem, context, json);
  const found = source.value === null ? flags.found : null;
  if (json) io.stdout.write(`${JSON.stringify(explained.value)}\n`);
  else io.stdout.write(explanationText(explained.value, found, widthOf(io.stdout), context.out));
  return EXIT.ok;
}

async function fromFiles(name: string, found: string): Promise<Result<AccountExplanation>> {
  const campaigns = await readCampaignsFile(found);
  if (!campaigns.ok) return campaigns;
  const account = await findAccount(found, name);
  return account.ok ? ok(explain(account.value, campaigns.value)) : account;
}

function serviceOf(from: string, { keyFile }: ExplainFlags, { io }: CommandContext): Result<ServiceSource> {
  const address = serviceAddress(from, '--from');
  if (!address.ok) return address;
  const key = serviceKey(keyFile, io.env, 'read');
  return key.ok ? ok({ url: address.value.origin, key: key.value }) : key;
}
