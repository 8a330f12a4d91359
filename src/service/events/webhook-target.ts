/**
 * Where a webhook may go: out into the internet, and not to what only this machine can reach. A name is resolved once, every
 * address it has must be public, and the connection goes to an address that was checked, so that a name cannot mean
 * something else a moment later.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** The addresses of a name. */
export type Resolve = (name: string) => Promise<readonly ResolvedAddress[]>;

export const resolveName: Resolve = async (name) =>
  (await lookup(name, { all: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

/** IANA's special-purpose blocks of IPv4 (RFC 6890 and its successors), and multicast. */
const SPECIAL_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
/** Of IPv6 only 2000::/3 is given out; in it, what carries or documents other addresses. */
const SPECIAL_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/** Whether an address (a literal of either family) can be reached by anybody on the internet. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const special = new BlockList();
  for (const [net, bits] of SPECIAL_V4) special.addSubnet(net, bits, 'ipv4');
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  const given = new BlockList();
  given.addSubnet('2000::', 3, 'ipv6');
  for (const [net, bits] of SPECIAL_V6) special.addSubnet(net, bits, 'ipv6');
  return given.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

export interface TargetRules {
  /** Addresses of this machine and its networks, too. */
  readonly allowPrivate: boolean;
  /** Without TLS. */
  readonly allowHttp: boolean;
}

/** Longest URL of a webhook, characters. */
export const MOST_URL = 2_048;

/** What a URL alone tells of whether it may be a webhook's. */
export function checkTarget(text: string, rules: TargetRules): Result<URL> {
  const url = URL.canParse(text) && text.length <= MOST_URL ? new URL(text) : null;
  if (url === null) return fail(notAllowed('a URL'));
  if (url.protocol !== 'https:' && !(rules.allowHttp && url.protocol === 'http:'))
    return fail(notAllowed('a URL that begins with https'));
  if (url.username !== '' || url.password !== '') return fail(notAllowed('a URL without a user or password'));
  const host = hostOf(url);
  if (isIP(host) !== 0 && !rules.allowPrivate && !isPublic(host)) return fail(notAllowed('a public address'));
  return ok(url);
}

/** The address to connect to for a URL that was checked. */
export async function resolveTarget(
  url: URL,
  rules: TargetRules,
  resolve: Resolve,
): Promise<Result<ResolvedAddress>> {
  const host = hostOf(url);
  const family = isIP(host);
  const found =
    family === 0 ? await resolve(host) : [{ address: host, family: family === 6 ? 6 : 4 } as const];
  const [first] = found;
  if (first === undefined) return fail(notAllowed('a name that has an address'));
  if (!rules.allowPrivate && !found.every(({ address }) => isPublic(address)))
    return fail(notAllowed('a name whose every address is public'));
  return ok(first);
}

/** The host as names are looked up: an IPv6 literal without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function notAllowed(expected: string): Problem {
  return {
    code: 'webhook_target_refused',
    message: `Expected ${expected} for a webhook, got something else.`,
    where: 'url',
    hint: 'Webhooks go to public addresses over TLS unless the configuration allows others.',
  };
}
