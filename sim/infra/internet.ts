/**
 * A made-up internet: networks with autonomous system numbers, address ranges and a kind, and addresses in them.
 * Numbers are drawn from the seed and stand for no real operator. Campaigns and customers draw from the same networks,
 * and a residential proxy pool is made of addresses that households use.
 */
import { assert } from '../../src/base/assert.ts';
import type { Rng } from '../../src/base/rng.ts';

export type NetworkKind = 'home' | 'mobile' | 'cloud' | 'campus' | 'business' | 'vpn';

export interface Network {
  readonly kind: NetworkKind;
  readonly asn: number;
  readonly country: string;
  /** First two octets of its IPv4 blocks. */
  readonly blocks: readonly string[];
  /** First two groups of its IPv6 prefix, or null. */
  readonly six: string | null;
}

export interface Country {
  readonly code: string;
  readonly weight: number;
  /** Hours east of UTC. */
  readonly offset: number;
  readonly languages: readonly string[];
  readonly dial: string;
}

export const COUNTRIES: readonly Country[] = [
  { code: 'US', weight: 26, offset: -6, languages: ['en'], dial: '+1' },
  { code: 'IN', weight: 11, offset: 5.5, languages: ['en', 'en', 'hi'], dial: '+91' },
  { code: 'BR', weight: 7, offset: -3, languages: ['pt'], dial: '+55' },
  { code: 'DE', weight: 6, offset: 1, languages: ['de', 'en'], dial: '+49' },
  { code: 'GB', weight: 6, offset: 0, languages: ['en'], dial: '+44' },
  { code: 'JP', weight: 6, offset: 9, languages: ['ja'], dial: '+81' },
  { code: 'FR', weight: 5, offset: 1, languages: ['fr', 'fr', 'en'], dial: '+33' },
  { code: 'KR', weight: 4, offset: 9, languages: ['ko', 'en'], dial: '+82' },
  { code: 'SG', weight: 3, offset: 8, languages: ['en', 'zh'], dial: '+65' },
  { code: 'TW', weight: 3, offset: 8, languages: ['zh'], dial: '+886' },
  { code: 'HK', weight: 2, offset: 8, languages: ['zh', 'en'], dial: '+852' },
  { code: 'CA', weight: 4, offset: -5, languages: ['en', 'fr'], dial: '+1' },
  { code: 'ES', weight: 4, offset: 1, languages: ['es'], dial: '+34' },
  { code: 'MX', weight: 4, offset: -6, languages: ['es'], dial: '+52' },
  { code: 'IT', weight: 3, offset: 1, languages: ['it'], dial: '+39' },
  { code: 'UA', weight: 2, offset: 2, languages: ['ru', 'en'], dial: '+380' },
  { code: 'KZ', weight: 2, offset: 5, languages: ['ru'], dial: '+7' },
  { code: 'EG', weight: 2, offset: 2, languages: ['ar', 'en'], dial: '+20' },
  { code: 'AU', weight: 3, offset: 10, languages: ['en'], dial: '+61' },
  { code: 'NL', weight: 2, offset: 1, languages: ['en', 'de'], dial: '+31' },
  { code: 'PL', weight: 2, offset: 1, languages: ['en'], dial: '+48' },
  { code: 'AR', weight: 2, offset: -3, languages: ['es'], dial: '+54' },
];

const COUNTRY_WHEEL: readonly Country[] = COUNTRIES.flatMap((country) => Array<Country>(country.weight).fill(country));

export class Internet {
  private readonly networks = new Map<string, Network[]>();
  /** Addresses that households were given; a bounded sample of them. */
  private readonly homes: HostAddress[] = [];
  private handed = 0;

  constructor(rng: Rng) {
    const seen = new Set<string>();
    const block = (): string => {
      for (;;) {
        const text = `${rng.pick(PUBLIC_FIRST)}.${rng.int(256)}`;
        if (!seen.has(text)) {
          seen.add(text);
          return text;
        }
      }
    };
    const make = (kind: NetworkKind, country: string, blocks: number, six: boolean): void => {
      const network: Network = {
        kind,
        asn: 1_000 + rng.int(398_000),
        country,
        blocks: Array.from({ length: blocks }, block),
        six: six ? `2a${hex(rng.int(16), 1)}${hex(rng.int(16), 1)}:${hex(rng.int(65536), 1)}` : null,
      };
      for (const key of [`${kind}/${country}`, `${kind}/*`]) {
        const list = this.networks.get(key);
        if (list) list.push(network);
        else this.networks.set(key, [network]);
      }
    };
    for (const { code, weight } of COUNTRIES) {
      const big = weight >= 6;
      for (let i = big ? 4 : 2; i > 0; i--) make('home', code, big ? 6 : 3, i % 2 === 0);
      for (let i = 2; i > 0; i--) make('mobile', code, 2, i === 1);
      make('business', code, 2, false);
      make('campus', code, 1, false);
    }
    for (let i = 0; i < 9; i++) make('cloud', rng.pick(COUNTRIES).code, 4, i < 3);
    for (let i = 0; i < 5; i++) make('vpn', rng.pick(COUNTRIES).code, 1, false);
  }

  country(rng: Rng): Country {
    return rng.pick(COUNTRY_WHEEL);
  }

  /** A network of a kind in a country, or anywhere when there is none. */
  network(rng: Rng, kind: NetworkKind, country = '*'): Network {
    const list = this.networks.get(`${kind}/${country}`) ?? this.networks.get(`${kind}/*`);
    assert(list !== undefined && list.length > 0, `no network of kind ${kind}`);
    return rng.pick(list);
  }

  /** A fresh address in a network. */
  address(rng: Rng, network: Network): HostAddress {
    if (network.six !== null && rng.chance(0.45)) {
      const groups = Array.from({ length: 6 }, () => hex(rng.int(65536), 1));
      return { ip: `${network.six}:${groups.join(':')}`, asn: network.asn, country: network.country };
    }
    return {
      ip: `${rng.pick(network.blocks)}.${rng.int(256)}.${1 + rng.int(254)}`,
      asn: network.asn,
      country: network.country,
    };
  }

  /** Addresses of one site: neighbours in one /24. */
  site(rng: Rng, network: Network, count: number): HostAddress[] {
    const net = `${rng.pick(network.blocks)}.${rng.int(256)}`;
    const first = 2 + rng.int(Math.max(1, 250 - count));
    return Array.from({ length: count }, (_, i) => ({
      ip: `${net}.${first + (i % 250)}`,
      asn: network.asn,
      country: network.country,
    }));
  }

  /** A household's address: its own, and remembered so that a proxy pool can sit on it. */
  home(rng: Rng, country: string): HostAddress {
    const address = this.address(rng, this.network(rng, rng.chance(0.78) ? 'home' : 'mobile', country));
    this.handed++;
    if (this.homes.length < HOME_SAMPLE) this.homes.push(address);
    else if (rng.chance(HOME_SAMPLE / this.handed)) this.homes[rng.int(HOME_SAMPLE)] = address;
    return address;
  }

  /** An exit of a residential proxy: every third one is a household that is also a customer. */
  proxyExit(rng: Rng): HostAddress {
    if (this.homes.length > 0 && rng.chance(0.33)) return rng.pick(this.homes);
    return this.address(rng, this.network(rng, rng.chance(0.8) ? 'home' : 'mobile'));
  }
}

export interface HostAddress {
  readonly ip: string;
  readonly asn: number;
  readonly country: string;
}

const HOME_SAMPLE = 5_000;

/** First octets of unicast space without 10, 100, 127, 169, 172, 192, 198, 203 and the other special ones. */
const PUBLIC_FIRST: readonly number[] = Array.from({ length: 212 }, (_, i) => i + 11).filter(
  (octet) => ![100, 127, 169, 172, 192, 198, 203].includes(octet),
);

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
