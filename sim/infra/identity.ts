/** Registration data: e-mail addresses, phones, cards, referrers, organisations. One generator for everybody. */
import type { Rng } from '../../src/base/rng.ts';
import { words } from '../text/grammar.ts';

const GIVEN =
  words(`maria, anna, wei, yuki, arjun, sara, lucas, emma, omar, ivan, olga, jin, mina, pedro, lena, noah, aisha, tomas, julia,
  marco, priya, kenji, fatima, diego, chloe, hugo, nadia, peter, eva, ali, sofia, leon, mei, rafael, ines, david, hana, karl, lucia, amir`);
const FAMILY =
  words(`silva, mueller, tanaka, kumar, garcia, smith, kim, rossi, ivanov, dubois, chen, santos, jensen, novak, khan, lopez,
  martin, sato, wang, fischer, ricci, popov, moreau, lin, costa, patel, berg, kovac, hassan, torres, brown, park, weber, conti, lebedev`);
const STEMS =
  words(`bright, north, clear, river, stone, quick, green, lumen, orbit, cedar, pixel, union, harbor, delta, summit, nova, field,
  copper, anchor, meadow, silver, atlas, prime, cloud, signal`);
const TAILS = words(
  'works, labs, soft, media, logistics, health, finance, studio, systems, foods, energy, legal, data, retail, design',
);
const MAIL =
  words(`gmail.com, gmail.com, gmail.com, gmail.com, gmail.com, outlook.com, outlook.com, hotmail.com, yahoo.com, icloud.com,
  proton.me, gmx.net, qq.com, 163.com, mail.ru, naver.com, web.de, orange.fr, uol.com.br`);

export interface Card {
  readonly fingerprint: string;
  readonly bin: string;
}

export class Identities {
  /** Bank identification numbers, popular banks first. */
  private readonly bins: readonly string[];
  /** Issuers of prepaid and virtual cards; honest freelancers use them too. */
  private readonly virtualBins: readonly string[];
  private readonly disposable: readonly string[];
  private readonly referrers: readonly string[];

  constructor(rng: Rng) {
    const bin = (): string => `${rng.pick(['4', '5', '4', '2'])}${String(10_000 + rng.int(90_000))}`;
    this.bins = Array.from({ length: 140 }, bin);
    this.virtualBins = Array.from({ length: 6 }, bin);
    this.disposable = Array.from(
      { length: 14 },
      () => `${letters(rng, 4)}${rng.pick(['mail', 'box', 'drop', 'inbox'])}.${rng.pick(['com', 'net', 'xyz', 'top'])}`,
    );
    this.referrers = [
      'https://www.google.com/',
      'https://www.google.com/',
      'https://duckduckgo.com/',
      'https://www.bing.com/',
      'https://news.ycombinator.com/item',
      'https://github.com/',
      'https://www.reddit.com/',
      'https://docs.example.com/quickstart',
    ];
  }

  card(rng: Rng): Card {
    return {
      fingerprint: `card_${digits16(rng)}`,
      bin: this.bins[Math.floor(this.bins.length * rng.next() ** 2.4)] as string,
    };
  }

  virtualCard(rng: Rng, issuer = rng.int(this.virtualBins.length)): Card {
    return {
      fingerprint: `card_${digits16(rng)}`,
      bin: this.virtualBins[issuer % this.virtualBins.length] as string,
    };
  }

  /** A personal address, in the shapes people really choose. */
  email(rng: Rng): string {
    const given = rng.pick(GIVEN);
    const family = rng.pick(FAMILY);
    const number = rng.chance(0.5) ? String(rng.int(rng.chance(0.5) ? 100 : 2010)) : '';
    const local = rng.pick([
      `${given}.${family}${number}`,
      `${given}${family}${number}`,
      `${given[0]}${family}${number}`,
      `${given}_${family}${number}`,
      `${given}${number}${letters(rng, 2)}`,
      letters(rng, 6 + rng.int(6)) + number,
    ]);
    return `${local}@${rng.pick(MAIL)}`;
  }

  /** An address at a throw-away domain; bought in bulk, but single people use them too. */
  disposableEmail(rng: Rng): string {
    return `${letters(rng, 7 + rng.int(5))}${rng.chance(0.4) ? rng.int(100) : ''}@${rng.pick(this.disposable)}`;
  }

  /** A domain that somebody registers to have many mailboxes on it. */
  bulkDomain(rng: Rng): string {
    return `${letters(rng, 6 + rng.int(6))}.${rng.pick(['com', 'net', 'xyz', 'top', 'site', 'online', 'org'])}`;
  }

  /** An address of an organisation. */
  workEmail(rng: Rng, domain: string): string {
    return `${rng.pick(GIVEN)}.${rng.pick(FAMILY)}${rng.chance(0.3) ? rng.int(60) : ''}@${domain}`;
  }

  phone(rng: Rng, dial: string): string {
    return `${dial}${String(100 + rng.int(900))}${String(1_000_000 + rng.int(9_000_000))}`;
  }

  domain(rng: Rng): string {
    return `${rng.pick(STEMS)}${rng.pick(TAILS)}${rng.chance(0.4) ? letters(rng, 2) : ''}.${rng.pick(['com', 'io', 'net', 'co', 'de', 'ai'])}`;
  }

  campusDomain(rng: Rng): string {
    return `${letters(rng, 2 + rng.int(4))}-${rng.pick(['uni', 'college', 'tech', 'institute'])}.${rng.pick(['edu', 'edu', 'ac.uk', 'edu.br', 'ac.jp', 'edu.au'])}`;
  }

  productName(rng: Rng): string {
    const stem = rng.pick(STEMS);
    return `${stem[0]!.toUpperCase()}${stem.slice(1)}${rng.pick(['pilot', 'forge', 'shell', 'hand', 'mate', 'line'])}`;
  }

  referrer(rng: Rng): string | null {
    return rng.chance(0.55) ? rng.pick(this.referrers) : null;
  }
}

export function letters(rng: Rng, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) text += 'abcdefghijklmnopqrstuvwxyz'[rng.int(26)];
  return text;
}

export function digits16(rng: Rng): string {
  return hex4(rng) + hex4(rng) + hex4(rng) + hex4(rng);
}

function hex4(rng: Rng): string {
  return (rng.int(0x10000) + 0x10000).toString(16).slice(1);
}
