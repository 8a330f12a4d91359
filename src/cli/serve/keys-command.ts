/**
 * `stillwatch keys create|list|rotate|revoke`: the API keys of a data directory while no service runs on it. A token is
 * printed once and stored nowhere.
 */
import type { Access } from '../../access/access.ts';
import { DisplayName } from '../../access/display-name.ts';
import type { ApiKey, NewKey } from '../../access/keys.ts';
import type { Scope } from '../../access/principal.ts';
import { moment, plural } from '../../base/format.ts';
import { ok, type Problem, type Result } from '../../base/problem.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem } from '../terminal/problems.ts';
import { printable, textTable } from '../terminal/text.ts';
import { withAccess } from './access-data.ts';

interface DataFlags {
  readonly data: string;
  readonly json?: boolean;
}

/** The options of `keys create`. */
export interface CreateKeyFlags extends DataFlags {
  readonly label: string;
  readonly scopes: readonly Scope[];
  /** Lifetime, ms. */
  readonly expires?: number;
}

/** The options of `keys rotate`. */
export interface RotateKeyFlags extends DataFlags {
  /** How long the old key keeps working, ms. */
  readonly overlap: number;
}

/** The options of `keys list`. */
export type ListKeysFlags = DataFlags;
/** The options of `keys revoke`. */
export type RevokeKeyFlags = DataFlags;

/** Keys per page of the list. */
const PAGE = 500;

/** Creates a key, prints it and returns the exit code; so do the commands below with theirs. */
export async function runCreateKey(flags: CreateKeyFlags, context: CommandContext): Promise<number> {
  const label = DisplayName.safeParse(flags.label);
  if (!label.success) return reportProblem(badLabel(), context, flags.json === true);
  const expires = flags.expires === undefined ? null : context.io.clock() + flags.expires;
  return run(
    flags,
    context,
    async ({ keys }) => ok(await keys.create({ label: label.data, scopes: flags.scopes, expires }, 'system')),
    (made) => newKeyText(made, 'created', context),
  );
}

/** Lists every key, newest first. */
export function runListKeys(flags: ListKeysFlags, context: CommandContext): Promise<number> {
  return run(
    flags,
    context,
    async ({ keys }) => {
      const all: ApiKey[] = [];
      for (;;) {
        const page = await keys.list(PAGE, all.at(-1)?.id);
        if (!page.ok) return page;
        all.push(...page.value);
        if (page.value.length < PAGE) return ok({ keys: all });
      }
    },
    ({ keys }) => listText(keys, context),
  );
}

/** Creates the successor of a key. */
export function runRotateKey(id: string, flags: RotateKeyFlags, context: CommandContext): Promise<number> {
  return run(
    flags,
    context,
    ({ keys }) => keys.rotate(id, flags.overlap, 'system'),
    (made) => newKeyText(made, `replaces ${printable(id, 40)}`, context),
  );
}

/** Revokes a key. */
export function runRevokeKey(id: string, flags: RevokeKeyFlags, context: CommandContext): Promise<number> {
  return run(
    flags,
    context,
    ({ keys }) => keys.revoke(id, 'system'),
    (key) => `${context.out.green('ok')}  key ${key.id} (${printable(key.label, 100)}) revoked\n`,
  );
}

async function run<T>(
  flags: DataFlags,
  context: CommandContext,
  work: (access: Access) => Promise<Result<T>>,
  text: (value: T) => string,
): Promise<number> {
  const result = await withAccess(flags.data, context, work);
  if (!result.ok) return reportProblem(result.problem, context, flags.json === true);
  context.io.stdout.write(flags.json === true ? `${JSON.stringify(result.value)}\n` : text(result.value));
  return EXIT.ok;
}

function badLabel(): Problem {
  return {
    code: 'usage',
    message: 'expected a label of 1 to 100 characters on one line',
    where: '--label',
    hint: 'See: stillwatch keys create --help',
  };
}

function newKeyText({ key, token }: NewKey, what: string, { out }: CommandContext): string {
  const until = key.expires === null ? 'until it is revoked' : `until ${moment(key.expires)}`;
  return [
    `${out.green('ok')}  key ${key.id} ${what}: ${printable(key.label, 100)} (${key.scopes.join(', ')}), ${until}`,
    '',
    `    ${token}`,
    '',
    'The token is shown only once, since only its hash is stored. Send it as a bearer token:',
    'Authorization: Bearer TOKEN',
    '',
  ].join('\n');
}

function listText(keys: readonly ApiKey[], { io, out }: CommandContext): string {
  if (keys.length === 0) return 'There are no keys. Create one with `stillwatch keys create`.\n';
  const now = io.clock();
  const rows = keys.map((key) => [
    key.id,
    printable(key.label, 30),
    key.scopes.join(' '),
    key.lastUsed === null ? 'never' : moment(key.lastUsed),
    stateOf(key, now),
  ]);
  const columns = ['id', 'label', 'scopes', 'last used', 'state'].map((title) => ({ title }));
  return `${plural(keys.length, 'key')}\n\n${textTable(columns, rows, out)}\n`;
}

function stateOf(key: ApiKey, now: number): string {
  if (key.revoked !== null) return `revoked ${moment(key.revoked)}`;
  if (key.expires === null) return 'active';
  return key.expires <= now ? `expired ${moment(key.expires)}` : `until ${moment(key.expires)}`;
}
