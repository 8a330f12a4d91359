/**
 * Passwords of local accounts: scrypt with its parameters beside each hash, so that they can be raised later and old
 * hashes still be read. Hashing takes 32 MB and about a tenth of a second, so few run at a time and few wait.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Problem, type Result } from '../base/problem.ts';
import { createSemaphore } from '../store/exchanges/semaphore.ts';

export interface Cost {
  readonly log2: number;
  readonly blocks: number;
  readonly lanes: number;
}

/** OWASP's second choice: 2^15 rounds of 8, three lanes, 32 MB. */
const COST: Cost = { log2: 15, blocks: 8, lanes: 3 };
/** A stored hash asks for no more than this, whoever wrote it. */
const MOST_MEMORY = 256 * 1024 * 1024;
const SALT = 16;
const LENGTH = 32;

/** As the NIST advises (SP 800-63B): length, and no rules on what must be in it. */
const SHORTEST = 12;
const LONGEST = 256;
/** Fewer different characters than this is `aaaaaaaaaaaa`. */
const DIFFERENT = 5;

const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

export interface Passwords {
  /** The hash to store, or what is wrong with the password; problem codes `bad_request` and `too_many_requests`. */
  hash(password: string, login: string): Promise<Result<string>>;
  /**
   * Whether a password is the stored one. With null, for a name that nobody has, it takes as long and says no. Problem
   * code `too_many_requests`.
   */
  matches(password: string, stored: string | null): Promise<Result<boolean>>;
}

export interface PasswordsOptions {
  /** Hashes made at a time, and those that may wait. */
  readonly atOnce?: number;
  readonly waiting?: number;
  /** Of new hashes; absent: as much as is right today. */
  readonly cost?: Cost;
}

export function createPasswords(options: PasswordsOptions = {}): Passwords {
  const { atOnce = 2, waiting = 8, cost = COST } = options;
  const turns = createSemaphore(atOnce);
  let inside = 0;
  const stored = (salt: Uint8Array, hash: Uint8Array): string =>
    `scrypt$${cost.log2}$${cost.blocks}$${cost.lanes}$${text(salt)}$${text(hash)}`;
  const nobody = stored(randomBytes(SALT), randomBytes(LENGTH));

  const inTurn = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    if (inside >= atOnce + waiting) return fail(busy());
    inside++;
    try {
      return ok(await turns(work));
    } finally {
      inside--;
    }
  };

  return {
    async hash(password, login) {
      const problem = weakness(password, login);
      if (problem !== null) return fail(problem);
      const salt = randomBytes(SALT);
      const made = await inTurn(() => derive(password, salt, cost));
      if (!made.ok) return made;
      return ok(stored(salt, made.value));
    },
    matches: (password, kept) =>
      inTurn(async () => {
        const [, log2, blocks, lanes, salt, hash] = FORM.exec(kept ?? nobody) ?? [];
        const paid = { log2: Number(log2), blocks: Number(blocks), lanes: Number(lanes) };
        if (salt === undefined || hash === undefined || 128 * paid.blocks * 2 ** paid.log2 > MOST_MEMORY)
          return false;
        const expected = Buffer.from(hash, 'base64url');
        // What is longer than a password may be is none, but takes as long.
        const got = await derive(password.slice(0, LONGEST), Buffer.from(salt, 'base64url'), paid);
        const same = expected.length === got.length && timingSafeEqual(expected, got);
        return same && kept !== null && password.length <= LONGEST;
      }),
  };
}

/** What is wrong with a password for this login; null: nothing. */
function weakness(password: string, login: string): Problem | null {
  const characters = [...password];
  const wrong =
    characters.length < SHORTEST || password.length > LONGEST
      ? `of ${SHORTEST} to ${LONGEST} characters`
      : new Set(characters).size < DIFFERENT
        ? `with at least ${DIFFERENT} different characters`
        : password.toLowerCase().includes(login)
          ? 'without the login in it'
          : null;
  if (wrong === null) return null;
  return {
    code: 'bad_request',
    message: `Expected a password ${wrong}, got another.`,
    where: 'body/password',
    hint: 'Several words that do not belong together are long enough and easy to keep.',
  };
}

/** Unicode spellings of one text are one password. */
function derive(password: string, salt: Uint8Array, cost: Cost): Promise<Buffer> {
  const [N, r, p] = [2 ** cost.log2, cost.blocks, cost.lanes];
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N, r, p, maxmem: 2 * MOST_MEMORY }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function busy(): Problem {
  return {
    code: 'too_many_requests',
    message: 'Expected few logins at a time, got more than can be checked now.',
    hint: 'Try again in a few seconds.',
  };
}
