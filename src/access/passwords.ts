/**
 * Hashes and checks the passwords of local accounts with scrypt. Its parameters are stored with each hash, so they can be
 * raised later without invalidating old hashes. Hashing takes 32 MB and about 0.1 s, so few run at once and few may wait.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Problem, type Result } from '../base/problem.ts';
import { createSemaphore } from '../store/exchanges/semaphore.ts';

/** Parameters of scrypt. */
export interface Cost {
  /** Binary logarithm of N. */
  readonly log2: number;
  /** r. */
  readonly blocks: number;
  /** p. */
  readonly lanes: number;
}

/** The second choice that OWASP recommends: N = 2^15, r = 8, p = 3; 32 MB. */
const COST: Cost = { log2: 15, blocks: 8, lanes: 3 };
/** Maximum memory for checking a stored hash, in bytes, even if the database was tampered with. */
const MOST_MEMORY = 256 * 1024 * 1024;
const SALT = 16;
const LENGTH = 32;

/** As NIST SP 800-63B recommends: a minimum length, and no composition rules. */
const SHORTEST = 12;
const LONGEST = 256;
/** Minimum number of different characters; excludes `aaaaaaaaaaaa`. */
const DIFFERENT = 5;

const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

export interface Passwords {
  /** Returns the hash to store. Problem codes: `bad_request` if the password is too weak, `too_many_requests`. */
  hash(password: string, login: string): Promise<Result<string>>;
  /**
   * Whether the password matches the stored hash. With null, for an unknown login, it takes as long and returns false.
   * Problem code: `too_many_requests`.
   */
  matches(password: string, stored: string | null): Promise<Result<boolean>>;
}

export interface PasswordsOptions {
  /** Hashes computed at once (default 2). */
  readonly atOnce?: number;
  /** Hashes that may wait (default 8). */
  readonly waiting?: number;
  /** Parameters of new hashes. */
  readonly cost?: Cost;
}

/** Makes the password hashing of one node. */
export function createPasswords(options: PasswordsOptions = {}): Passwords {
  const { atOnce = 2, waiting = 8, cost = COST } = options;
  const limited = createSemaphore(atOnce);
  let inside = 0;
  const stored = (salt: Uint8Array, hash: Uint8Array): string =>
    `scrypt$${cost.log2}$${cost.blocks}$${cost.lanes}$${text(salt)}$${text(hash)}`;
  const unknownLogin = stored(randomBytes(SALT), randomBytes(LENGTH));

  const queued = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    if (inside >= atOnce + waiting) return fail(busy());
    inside++;
    try {
      return ok(await limited(work));
    } finally {
      inside--;
    }
  };

  return {
    async hash(password, login) {
      const problem = weakness(password, login);
      if (problem !== null) return fail(problem);
      const salt = randomBytes(SALT);
      const made = await queued(() => derive(password, salt, cost));
      if (!made.ok) return made;
      return ok(stored(salt, made.value));
    },
    matches: (password, kept) =>
      queued(async () => {
        const [, log2, blocks, lanes, salt, hash] = FORM.exec(kept ?? unknownLogin) ?? [];
        const paid = { log2: Number(log2), blocks: Number(blocks), lanes: Number(lanes) };
        if (salt === undefined || hash === undefined || 128 * paid.blocks * 2 ** paid.log2 > MOST_MEMORY) return false;
        const expected = Buffer.from(hash, 'base64url');
        // A password over the maximum length never matches, but takes as long to check.
        const got = await derive(password.slice(0, LONGEST), Buffer.from(salt, 'base64url'), paid);
        const same = expected.length === got.length && timingSafeEqual(expected, got);
        return same && kept !== null && password.length <= LONGEST;
      }),
  };
}

/** Why the password is too weak for this login; null if it is not. */
function weakness(password: string, login: string): Problem | null {
  const characters = [...password];
  const wrong =
    characters.length < SHORTEST || password.length > LONGEST
      ? `that is ${SHORTEST} to ${LONGEST} characters long`
      : new Set(characters).size < DIFFERENT
        ? `that is made of at least ${DIFFERENT} different characters`
        : password.toLowerCase().includes(login)
          ? 'that is free of the login name'
          : null;
  if (wrong === null) return null;
  return {
    code: 'bad_request',
    message: `Expected a password ${wrong}, got one that is not.`,
    where: 'body/password',
    hint: 'Several unrelated words are long enough and easy to remember.',
  };
}

/** Normalises the password, so that different Unicode spellings of the same text match. */
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
    message: 'Expected fewer logins at once, got more than can be checked.',
    hint: 'Try again in a few seconds.',
  };
}
