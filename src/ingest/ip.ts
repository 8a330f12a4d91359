/**
 * Addresses in one spelling, so that two logs of one address give one hash. IPv4 inside IPv6 becomes IPv4; a
 * port, a zone and brackets are left out. The network is the /24 of IPv4 and the /48 of IPv6.
 */

export interface IpAddress {
  ip: string;
  net: string;
}

/** The address and its network; undefined if the text is not an address. */
export function normaliseIp(text: string): IpAddress | undefined {
  let host = text.trim();
  if (host.length === 0 || host.length > 64) return undefined;
  if (host.startsWith('[')) {
    const close = host.indexOf(']');
    if (close < 0) return undefined;
    host = host.slice(1, close);
  } else if (host.includes('.') && !host.includes('::') && host.indexOf(':') === host.lastIndexOf(':')) {
    host = host.split(':')[0];
  }
  const zone = host.indexOf('%');
  if (zone >= 0) host = host.slice(0, zone);
  if (!host.includes(':')) {
    const octets = readV4(host);
    return octets && v4(octets);
  }
  const groups = readV6(host);
  if (groups === undefined) return undefined;
  const embedded = embeddedV4(groups);
  return embedded === undefined ? v6(groups) : v4(embedded);
}

function v4(octets: readonly number[]): IpAddress {
  return { ip: octets.join('.'), net: `${octets.slice(0, 3).join('.')}.0/24` };
}

function v6(groups: readonly number[]): IpAddress {
  const hex = groups.map((group) => group.toString(16));
  return { ip: hex.join(':'), net: `${hex.slice(0, 3).join(':')}::/48` };
}

function readV4(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const octets = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  return octets.every((octet) => octet <= 255) ? octets : undefined;
}

function readV6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const left = readGroups(halves[0], halves.length === 1);
  const right = halves.length === 2 ? readGroups(halves[1], true) : [];
  if (left === undefined || right === undefined) return undefined;
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...left, ...new Array<number>(missing).fill(0), ...right];
}

/** The groups of one side; the address may end with a dotted IPv4 address. */
function readGroups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part.includes('.') && last && i === parts.length - 1) {
      const octets = readV4(part);
      if (octets === undefined) return undefined;
      groups.push(octets[0] * 256 + octets[1], octets[2] * 256 + octets[3]);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** ::ffff:a.b.c.d, and 64:ff9b::a.b.c.d of a translator (RFC 6052). */
function embeddedV4(groups: readonly number[]): number[] | undefined {
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  const translated = groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  if (!mapped && !translated) return undefined;
  return [groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255];
}
