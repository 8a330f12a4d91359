/**
 * Notices a proxy that the settings do not name: then all callers have its address, and limits by address count them together.
 * Signs are a forwarding header from a private address while no proxy is trusted, and several callers who all have one private
 * address. Warns once for each sign. Leaves out what a trusted proxy forwards: Fastify reads that.
 */
import { BlockList, isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Authenticated requests, and callers among them, after which one address for all of them is a sign. */
const ENOUGH_REQUESTS = 1_000;
const ENOUGH_CALLERS = 3;

/** Watches the requests of a server whose settings name no proxy; `counted` is called for every ignored forwarding header. */
export function addProxyWatch(app: FastifyInstance, counted: () => void = () => {}): void {
  let isHeaderNoted = false;
  let requests = 0;
  const addresses = new Set<string>();
  const callers = new Set<string>();

  app.addHook('onRequest', async ({ headers, socket }) => {
    if (headers['x-forwarded-for'] === undefined && headers.forwarded === undefined) return;
    if (!isPrivate(socket.remoteAddress ?? '')) return;
    counted();
    if (isHeaderNoted) return;
    isHeaderNoted = true;
    app.log.warn(
      { code: 'proxy_not_trusted', setting: 'trusted_proxies' },
      'requests come through a proxy that is not trusted',
    );
  });
  app.addHook('onResponse', async ({ principal, socket }) => {
    if (principal === null || requests >= ENOUGH_REQUESTS) return;
    requests++;
    if (addresses.size < 2) addresses.add(socket.remoteAddress ?? '');
    if (callers.size < ENOUGH_CALLERS) callers.add(principal.id);
    if (requests < ENOUGH_REQUESTS || isHeaderNoted || callers.size < ENOUGH_CALLERS || addresses.size > 1) return;
    if (!isPrivate([...addresses][0] ?? '')) return;
    app.log.warn({ code: 'one_address', setting: 'trusted_proxies' }, 'all callers come from one private address');
  });
}

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Loopback, link-local, shared and private addresses (RFC 1918, 4193, 6598), also as IPv4-mapped IPv6 addresses. */
function isPrivate(address: string): boolean {
  if (address === '') return false;
  return PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
