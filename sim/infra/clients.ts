/**
 * Client software: a user agent and the TLS fingerprint that goes with it. A version has one fingerprint, so popular
 * clients are shared by thousands of unrelated accounts, as in life.
 */
import type { Rng } from '../../src/base/rng.ts';
import { escapeGrammar } from '../text/grammar.ts';

export interface ClientSoftware {
  /** JSON-escaped. */
  readonly userAgent: string;
  readonly ja4: string;
}

export type ClientKind = 'browser' | 'sdk' | 'script' | 'mobile';

export class Clients {
  private readonly byKind: Record<ClientKind, ClientSoftware[]>;
  private readonly rng: Rng;

  constructor(rng: Rng) {
    this.rng = rng;
    const make = (userAgents: readonly string[]): ClientSoftware[] => userAgents.map((agent) => this.software(agent));
    const versions = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from - i);
    this.byKind = {
      browser: make([
        ...versions(146, 5).map(
          (v) =>
            `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${v}.0.0.0 Safari/537.36`,
        ),
        ...versions(146, 3).map(
          (v) =>
            `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${v}.0.0.0 Safari/537.36`,
        ),
        ...versions(148, 4).map((v) => `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${v}.0) Gecko/20100101 Firefox/${v}.0`),
        ...versions(19, 3).map(
          (v) =>
            `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${v}.1 Safari/605.1.15`,
        ),
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36',
      ]),
      sdk: make([
        ...versions(61, 6).map((v) => `model-sdk-python/0.${v}.0`),
        ...versions(44, 5).map((v) => `model-sdk-typescript/0.${v}.1`),
        ...versions(12, 2).map((v) => `model-sdk-java/1.${v}.0`),
        ...versions(9, 2).map((v) => `model-sdk-go/0.${v}.2`),
        ...versions(98, 3).map((v) => `completions-python/1.${v}.0`),
        ...versions(21, 2).map((v) => `langchain-core/0.3.${v}`),
      ]),
      script: make([
        'python-requests/2.32.3',
        'python-requests/2.31.0',
        'aiohttp/3.11.11',
        'axios/1.8.4',
        'node-fetch/3.3',
        'curl/8.12.1',
        'okhttp/4.12.0',
        'Go-http-client/2.0',
        'python-httpx/0.28.1',
      ]),
      mobile: make([
        ...versions(8, 4).map((v) => `ModelChat/2.${v} (iPhone; iOS 19.2)`),
        ...versions(8, 4).map((v) => `ModelChat/2.${v} (Android 16)`),
      ]),
    };
  }

  /** New software with a fingerprint of its own (an agent product, a SaaS back end). */
  software(userAgent: string): ClientSoftware {
    const rng = this.rng;
    const part = (): string =>
      (rng.int(2 ** 24) + 2 ** 24).toString(16).slice(1) + (rng.int(2 ** 24) + 2 ** 24).toString(16).slice(1);
    return {
      userAgent: escapeGrammar(userAgent),
      ja4: `t13d${10 + rng.int(9)}${10 + rng.int(8)}h${1 + rng.int(2)}_${part()}_${part()}`,
    };
  }

  /** A client of a kind; recent and popular versions far more often. */
  pick(rng: Rng, kind: ClientKind): ClientSoftware {
    const list = this.byKind[kind];
    return list[Math.floor(list.length * rng.next() ** 1.7)] as ClientSoftware;
  }
}
