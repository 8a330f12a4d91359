/**
 * `stillwatch keys create|list|rotate|revoke`: API keys of a data directory while no service runs on it, such as a first
 * one, or one after the last was lost. A token is printed once and kept nowhere.
 */
import type { Access } from '../../access/access.ts';
import { DisplayName } from '../../access/display-name.ts';
import type { ApiKey, NewKey } from '../../access/keys.ts';
import type { Scope } from '../../access/principal.ts';
import { ok, type Problem, type Result } from '../../base/problem.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { moment, plural } from '../terminal/numbers.ts';
import { reportProblem } from '../terminal/problems.ts';
import { printable, textTable } from '../terminal/text.ts';
import { withAccess } from './access-data.ts';

interface DataFlags {
  readonly data: string;
  readonly json?: boolean;
}

export interface CreateKeyFlags extends DataFlags {
  readonly label: string;
  readonly scopes: readonly Scope[];
  /** ms from now. */
  readonly expires?: number;
}

export interface RotateKeyFlags extends DataFlags {
  /** ms. */
  readonly overlap: number;
}

export type ListKeysFlags = DataFlags;
export type RevokeKeyFlags = DataFlags;

/** Keys of one read of the list. */
const PAGE = 500;

export async function runCreateKey(flags: CreateKeyFlags, context: CommandContext): Promise<number> {
  const label = DisplayName.safeParse(flags.label);
  if (!label.success) return reportProblem(badLabel(), context, flags.json === true);
  const expires = flags.expires === undefined ? null : context.io.clock() + flags.expires;
  return run(
    flags,
    context,
    async ({ keys }) => ok(await keys.create({ label: label.data, scopes: flags.scopes, expires }, 'system')),
    (made) => newKeyText(made, 'made', context),
  );
}

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

export function runRotateKey(id: string, flags: RotateKeyFlags, context: CommandContext): Promise<number> {
  return run(
    flags,
    context,
    ({ keys }) => keys.rotate(id, flags.overlap, 'system'),
    (made) => newKeyText(made, `takes over from ${printable(id, 40)}`, context),
  );
}

export function runRevokeKey(id: string, flags: RevokeKeyFlags, context: CommandContext): Promise<number> {
  return run(
    flags,
    context,
    ({ keys }) => keys.revoke(id, 'system'),
    (key) => `${context.out.green('ok')}  key ${key.id} (${printable(key.label, 100)}) is revoked\n`,
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
    message: 'expected a label of 1 to 100 characters on one line, got another text',
    where: '--label',
    hint: 'See: stillwatch keys create --help',
  };
}

function newKeyText({ key, token }: NewKey, what: string, { out }: CommandContext): string {
  const until = key.expires === null ? 'until it is revoked' : `until ${timeText(key.expires)}`;
  return [
    `${out.green('ok')}  key ${key.id} ${what}: ${printable(key.label, 100)} (${key.scopes.join(', ')}), ${until}`,
    '',
    `    ${token}`,
    '',
    'This is shown once: only its hash is kept. Send it as Authorization: Bearer.',
    '',
  ].join('\n');
}

function listText(keys: readonly ApiKey[], { io, out }: CommandContext): string {
  if (keys.length === 0) return 'No keys. `stillwatch keys create` makes one.\n';
  const now = io.clock();
  const rows = keys.map((key) => [
    key.id,
    printable(key.label, 30),
    key.scopes.join(' '),
    key.lastUsed === null ? 'never' : timeText(key.lastUsed),
    stateOf(key, now),
  ]);
  const columns = ['id', 'label', 'scopes', 'last used', 'state'].map((title) => ({ title }));
  return `${plural(keys.length, 'key')}\n\n${textTable(columns, rows, out)}\n`;
}

function stateOf(key: ApiKey, now: number): string {
  if (key.revoked !== null) return `revoked ${timeText(key.revoked)}`;
  if (key.expires === null) return 'in use';
  return key.expires <= now ? `expired ${timeText(key.expires)}` : `until ${timeText(key.expires)}`;
}

function timeText(time: number): string {
  return moment(new Date(time).toISOString());
}
