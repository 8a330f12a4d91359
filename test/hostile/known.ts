/**
 * What a sender knows of the service: keys and a session that are good, and ids that answers told of. Its own keys and its own
 * person are in no list of ids, so that they are not revoked under it; those that requests make may be.
 */

import { SCOPES } from '../../src/access/principal.ts';
import type { Rng } from '../../src/base/rng.ts';

export interface Session {
  readonly cookie: string;
  readonly csrf: string;
}

const MOST = 400;
const FOUND = /"(id|account|version|token|next|cursor|model|login|action)":"([^"\\]{1,128})"/g;
/** Keys and people of senders, other processes' as well. */
const SENDERS = /\{[^{}]*"(label|name)":"hostile-[^{}]*\}/g;
/** Read so much of an answer. */
const LONGEST = 20_000;

export class Known {
  every = '';
  keys: string[] = [];
  session: Session | null = null;
  private readonly own = new Set<string>();
  private readonly lists = new Map<string, string[]>();
  private readonly address: string;
  private readonly control: string;

  private constructor(address: string, control: string) {
    this.address = address;
    this.control = control;
  }

  /** With the key of an administrator that no request of the harness is sent with. */
  static async begin(address: string, control: string, name: string): Promise<Known> {
    const known = new Known(address, control);
    const me = await known.call('GET', '/v1/session');
    known.own.add(String((me as { id?: string }).id));
    const { keys } = (await known.call('GET', '/v1/keys?limit=500')) as { keys: { id: string }[] };
    for (const { id } of keys) known.own.add(id);
    known.every = await known.key(SCOPES);
    for (const scope of SCOPES) known.keys.push(await known.key([scope]));
    const login = { login: name, password: 'a long enough passphrase' };
    const person = await known.call('POST', '/v1/people', { ...login, name, role: 'admin' });
    known.own.add((person as { id: string }).id);
    await known.logIn(login);
    known.again = () => known.logIn(login);
    return known;
  }

  /** Begins another session, when the last has ended. */
  again: () => Promise<void> = async () => {};

  /** Takes the ids out of an answer to a request of this path. */
  learn(path: string, body: string): void {
    for (const [, field, value] of body.slice(0, LONGEST).replaceAll(SENDERS, '').matchAll(FOUND)) {
      if (this.own.has(value)) continue;
      this.keep(field === 'id' || field === 'version' ? familyOf(path) : field, value);
      if (field === 'account') this.keep('accounts', value);
    }
  }

  /** An id of what this route is about; null: none is known. */
  idFor(path: string, rng: Rng): string | null {
    const family = path.includes('/{account}') ? 'accounts' : familyOf(path);
    return this.some(family, rng);
  }

  some(list: string, rng: Rng): string | null {
    const values = this.lists.get(list);
    return values === undefined ? null : rng.pick(values);
  }

  private keep(list: string, value: string): void {
    const values = this.lists.get(list) ?? [];
    this.lists.set(list, values);
    if (values.length < MOST) values.push(value);
    else values[(values.indexOf(value) + MOST + value.length * 31 + value.charCodeAt(0)) % MOST] = value;
  }

  private async key(scopes: readonly string[]): Promise<string> {
    const made = await this.call('POST', '/v1/keys', { label: 'hostile-sender', scopes });
    const { token, key, id } = made as { token: string; key?: { id: string }; id?: string };
    this.own.add(String(key?.id ?? id));
    return token;
  }

  private async logIn(login: object): Promise<void> {
    const answer = await fetch(`${this.address}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.200.${Date.now() % 250}.1` },
      body: JSON.stringify(login),
    });
    if (!answer.ok) return;
    const { csrf_token } = (await answer.json()) as { csrf_token: string };
    this.session = {
      cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] as string,
      csrf: csrf_token,
    };
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.control}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/** `decisions` of /v1/decision-proposals and /v1/decisions/D-1/approve alike. */
function familyOf(path: string): string {
  const [, , second = ''] = path.split('/');
  return second.startsWith('decision') ? 'decisions' : second.startsWith('polic') ? 'policies' : second;
}
