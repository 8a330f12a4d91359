import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { Clients } from './clients.ts';
import { Identities } from './identity.ts';
import { COUNTRIES, Internet } from './internet.ts';

describe('infrastructure', () => {
  it('hands out well-formed public addresses of the network they belong to', () => {
    const rng = createRng('addresses');
    const internet = new Internet(createRng('net'));
    for (let i = 0; i < 3_000; i++) {
      const country = internet.country(rng);
      const { ip, asn } = internet.address(
        rng,
        internet.network(rng, rng.pick(['home', 'mobile', 'cloud', 'campus', 'business', 'vpn']), country.code),
      );
      expect(asn).toBeGreaterThan(0);
      if (ip.includes(':')) {
        expect(ip).toMatch(/^2a[0-9a-f]{2}(:[0-9a-f]{1,4}){7}$/);
      } else {
        const [first, ...rest] = ip.split('.').map(Number) as [number, ...number[]];
        expect(rest.every((part) => part >= 0 && part <= 255)).toBe(true);
        expect([10, 100, 127, 169, 172, 192, 198, 203]).not.toContain(first);
        expect(first).toBeLessThan(224);
      }
    }
  });

  it('puts a site into one /24', () => {
    const rng = createRng('site');
    const internet = new Internet(createRng('net'));
    const site = internet.site(rng, internet.network(rng, 'campus', 'DE'), 12);
    expect(new Set(site.map(({ ip }) => ip.split('.').slice(0, 3).join('.'))).size).toBe(1);
    expect(new Set(site.map(({ ip }) => ip)).size).toBe(12);
  });

  it('builds residential proxy pools partly on the addresses of customers', () => {
    const rng = createRng('proxy');
    const internet = new Internet(createRng('net'));
    const homes = new Set(Array.from({ length: 400 }, () => internet.home(rng, 'US').ip));
    const exits = Array.from({ length: 600 }, () => internet.proxyExit(rng).ip);
    const shared = exits.filter((ip) => homes.has(ip)).length / exits.length;
    expect(shared).toBeGreaterThan(0.25);
    expect(shared).toBeLessThan(0.42);
  });

  it('shares popular clients and banks among ordinary people', () => {
    const rng = createRng('people');
    const clients = new Clients(createRng('clients'));
    const identities = new Identities(createRng('identities'));
    const agents = Array.from({ length: 1_000 }, () => clients.pick(rng, 'browser').userAgent);
    expect(new Set(agents).size).toBeLessThan(30);
    const bins = Array.from({ length: 1_000 }, () => identities.card(rng).bin);
    const top = Math.max(...[...new Set(bins)].map((bin) => bins.filter((other) => other === bin).length));
    expect(top).toBeGreaterThan(60);
    expect(new Set(Array.from({ length: 1_000 }, () => identities.card(rng).fingerprint)).size).toBe(1_000);
  });

  it('gives one user agent one TLS fingerprint', () => {
    const rng = createRng('ja4');
    const clients = new Clients(createRng('clients'));
    const seen = new Map<string, string>();
    for (let i = 0; i < 2_000; i++) {
      const { userAgent, ja4 } = clients.pick(rng, rng.pick(['browser', 'sdk', 'script', 'mobile']));
      expect(seen.get(userAgent) ?? ja4).toBe(ja4);
      seen.set(userAgent, ja4);
      expect(ja4).toMatch(/^t13d\d{4}h[12]_[0-9a-f]{12}_[0-9a-f]{12}$/);
    }
  });

  it('knows a language for every country', () => {
    for (const country of COUNTRIES) expect(country.languages.length).toBeGreaterThan(0);
  });
});
