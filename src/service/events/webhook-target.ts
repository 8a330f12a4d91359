/**
 * Checks where webhooks may be sent: to the internet, but not to addresses that only this machine can reach. A name is resolved
 * once, all its addresses must be public, and the connection uses a checked address, so that DNS changes in between have no
 * effect.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Resolves a host name to its addresses. */
export type Resolve = (name: string) => Promise<readonly ResolvedAddress[]>;

/** Resolves by the system's resolver. */
export const resolveName: Resolve = async (name) =>
  (await lookup(name, { all: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

/** Special-purpose IPv4 blocks of IANA (RFC 6890 and its successors), and multicast. */
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
/** Special-purpose IPv6 blocks within 2000::/3, the only block with public addresses. */
const SPECIAL_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/** Whether an IPv4 or IPv6 address is public, that is, reachable from the internet. */
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
  /** Also allow addresses of this machine and its networks. */
  readonly allowPrivate: boolean;
  /** Also allow URLs without TLS. */
  readonly allowHttp: boolean;
}

/** Maximum length of a webhook URL, in characters. */
export const MOST_URL = 2_048;

/** Checks a URL without resolving its name. Problem code: `webhook_target_refused`. */
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

/** Resolves a checked URL to the address to connect to. Problem code: `webhook_target_refused`. */
export async function resolveTarget(url: URL, rules: TargetRules, resolve: Resolve): Promise<Result<ResolvedAddress>> {
  const host = hostOf(url);
  const family = isIP(host);
  const found = family === 0 ? await resolve(host) : [{ address: host, family: family === 6 ? 6 : 4 } as const];
  const [first] = found;
  if (first === undefined) return fail(notAllowed('a name that has an address'));
  if (!rules.allowPrivate && !found.every(({ address }) => isPublic(address)))
    return fail(notAllowed('a name whose every address is public'));
  return ok(first);
}

/** The host of a URL, with IPv6 literals without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function notAllowed(expected: string): Problem {
  return {
    code: 'webhook_target_refused',
    message: `Expected ${expected} for a webhook, got something else.`,
    where: 'url',
    hint: 'Webhooks are sent to public addresses over TLS, unless webhooks.allow_private_addresses is set.',
  };
}
