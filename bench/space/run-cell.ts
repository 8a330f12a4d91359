/** One cell from points to row: makes the world, analyses it as `stillwatch analyze` does, and compares with the labels. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { framersOf } from '../../sim/space/group.ts';
import { writeSpaceWorld } from '../../sim/space/world.ts';
import { ProblemError, type Result } from '../../src/base/problem.ts';
import { type FoundFiles, readFound } from '../../src/evaluate/found.ts';
import { type Label, readLabels } from '../../src/evaluate/labels.ts';
import { unitId } from '../../src/model/unit-id.ts';
import { ACTIONS, type Action, actionRank } from '../../src/model/vocabulary.ts';
import { analyze } from '../../src/pipeline/analyze.ts';
import { type ChangedAction, cellName, type GroupActions, type Respelled, type SpaceCell, type SpaceRow } from './cell.ts';
import { LOG_FILES, readLogs, spellings, withoutAccounts, writeVariant } from './logs.ts';

/** Later than every time in the logs. */
const NOW = Date.UTC(2027, 0, 1);

/** Runs a cell in an empty folder, which the caller removes. Throws a {@link ProblemError} when something outside fails. */
export async function runSpaceCell(cell: SpaceCell, folder: string): Promise<SpaceRow> {
  const started = performance.now();
  const made = await writeSpaceWorld({
    points: cell.points,
    seed: cell.seed,
    framed: cell.measure === 'framing',
    out: folder,
    tick() {},
  });
  const simulated = performance.now();
  const found = await analyzeFolder(folder);
  const labels = await labelsOf(folder);
  const row = {
    cell: cellName(cell),
    measure: cell.measure,
    seed: cell.seed,
    points: cell.points.map(({ id }) => id),
    exchanges: made.exchanges,
    accounts: made.accounts,
    groups: groupActions(labels, found),
    ...(cell.measure === 'framing' ? { raised: await raisedByFramers(cell, folder, labels, found) } : {}),
    ...(cell.measure === 'renaming' ? { respelled: await respelledActions(cell, folder, labels, found) } : {}),
  };
  const seconds = { simulate: (simulated - started) / 1000, analyze: (performance.now() - simulated) / 1000 };
  return { ...row, seconds };
}

async function analyzeFolder(folder: string): Promise<FoundFiles> {
  const out = join(folder, 'found');
  orThrow(
    await analyze({
      paths: LOG_FILES.map((name) => join(folder, `${name}.ndjson`)),
      format: 'auto',
      out,
      now: NOW,
      // Cells run beside each other; one worker each shares the cores fairly.
      workers: 1,
    }),
  );
  return orThrow(await readFound(out));
}

/** Labels by unit id: accounts, and the end users of routers who harvest. */
async function labelsOf(folder: string): Promise<ReadonlyMap<string, Label>> {
  const { units } = orThrow(await readLabels(join(folder, 'truth.ndjson')));
  const all = new Map(units);
  for (const line of endUserLines(folder)) all.set(unitId(line.account, line.sub_account), line);
  return all;
}

function endUserLines(folder: string): (Label & { account: string; sub_account: string })[] {
  try {
    const text = readFileSync(join(folder, 'truth_sub_accounts.ndjson'), 'utf8');
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Label & { account: string; sub_account: string });
  } catch (error) {
    // Most worlds have no router.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Units by group and action. An end user without a label is what its router is labelled. */
function groupActions(labels: ReadonlyMap<string, Label>, found: FoundFiles): GroupActions[] {
  const groups = new Map<string, CountedActions>();
  const named = new Set<string>();
  for (const { accounts, sub_accounts } of found.campaigns) {
    for (const account of accounts) named.add(account);
    for (const { account, sub_account } of sub_accounts ?? []) named.add(unitId(account, sub_account));
  }
  const add = (unit: string, { group, campaign }: Label, action: Action): void => {
    const entry = groups.get(group) ?? {
      harvests: campaign !== null,
      units: 0,
      actions: Object.fromEntries(ACTIONS.map((name) => [name, 0])) as Record<Action, number>,
      inFinding: 0,
    };
    groups.set(group, entry);
    entry.units++;
    entry.actions[action]++;
    if (named.has(unit)) entry.inFinding++;
  };
  for (const [unit, label] of labels) add(unit, label, found.units.get(unit)?.action ?? 'allow');
  for (const [unit, { account, subAccount, action }] of found.units) {
    const router = labels.get(unitId(account));
    if (subAccount !== null && !labels.has(unit) && router !== undefined) add(unit, router, action);
  }
  return [...groups].map(([group, entry]) => ({ group, ...entry })).sort((a, b) => (a.group < b.group ? -1 : 1));
}

interface CountedActions {
  readonly harvests: boolean;
  units: number;
  readonly actions: Record<Action, number>;
  inFinding: number;
}

/** The log with the framers and the same log without their lines: honest accounts whose action is higher with them. */
async function raisedByFramers(
  cell: SpaceCell,
  folder: string,
  labels: ReadonlyMap<string, Label>,
  found: FoundFiles,
): Promise<ChangedAction[]> {
  const framing = new Set(cell.points.map(({ id }) => framersOf(id)));
  const gone = new Set([...labels].filter(([, { group }]) => framing.has(group)).map(([account]) => account));
  const without = join(folder, 'without');
  await writeVariant(without, withoutAccounts(readLogs(folder), gone));
  const before = await analyzeFolder(without);
  return changes(labels, before, found, (account) => account).filter(
    ({ account, before, after }) => !gone.has(account) && actionRank(after) > actionRank(before),
  );
}

async function respelledActions(
  cell: SpaceCell,
  folder: string,
  labels: ReadonlyMap<string, Label>,
  found: FoundFiles,
): Promise<Respelled[]> {
  const logs = readLogs(folder);
  const respelled: Respelled[] = [];
  for (const [k, { name, respell, account }] of spellings(cell.seed).entries()) {
    const place = join(folder, `spelling-${k}`);
    await writeVariant(place, respell(logs));
    respelled.push({ spelling: name, changed: changes(labels, found, await analyzeFolder(place), account) });
  }
  return respelled;
}

/** Accounts whose action differs; `renamed` gives an account's name in the second result. */
function changes(
  labels: ReadonlyMap<string, Label>,
  first: FoundFiles,
  second: FoundFiles,
  renamed: (account: string) => string,
): ChangedAction[] {
  return [...labels].flatMap(([account, { group }]) => {
    const before = first.units.get(account)?.action ?? 'allow';
    const after = second.units.get(renamed(account))?.action ?? 'allow';
    return before === after ? [] : [{ account, group, before, after }];
  });
}

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemError(result.problem);
  return result.value;
}
