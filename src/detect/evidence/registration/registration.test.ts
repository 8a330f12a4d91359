import { describe, expect, it } from 'vitest';
import { START } from '../../../../test/detect-input.ts';
import { measureOf, type Plant, rowAbout, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { membersWithRecords, strangers } from '../../../../test/relational-group.ts';
import { DAY, HOUR, MINUTE } from '../../../base/clock.ts';
import { createRng } from '../../../base/rng.ts';
import { registrationEvidence } from './registration.ts';
import { throwawayDomains } from './throwaway.ts';

const rowFor = (plant: Plant) => rowAbout(registrationEvidence, plant);

describe('bursts of sign-ups', () => {
  const minutesApart = (k: number) => ({ created: START - 40 * DAY + k * 3 * MINUTE });

  it('are strong for sign-ups minutes apart', () => {
    expect(measureOf(rowFor(membersWithRecords(minutesApart)), 'burst')).toBeGreaterThan(0.6);
  });

  it('count less when the population signed up in the same hour: a launch day', () => {
    const created = (k: number) => START - 40 * DAY + (k < 15 ? k * 3 * MINUTE : k * DAY);
    const alone = measureOf(rowFor(membersWithRecords((k) => ({ created: created(k) }))), 'burst');
    const launch = rowFor((builder) => {
      builder.crowd(300, (k) => ({ record: { created: START - 40 * DAY + (k % 60) * MINUTE } }));
      return membersWithRecords((k) => ({ created: created(k) }))(builder);
    });
    expect(measureOf(launch, 'burst')).toBeLessThan(0.5 * alone);
  });

  it('count little on a campus, and not at all inside one organisation', () => {
    const campus = rowFor(
      membersWithRecords((k) => ({
        ...minutesApart(k),
        program: 'education',
        emailDomain: 'school',
        signupNet: 'campus',
        payment: [],
        // The school's own account was verified.
        ...(k === 0 ? { verification: 'business' as const } : {}),
      })),
    );
    expect(strengthOf(campus)).toBeLessThan(0.5);
    expect(measureOf(campus, 'burst')).toBeLessThan(WEAK);
    const office = rowFor(
      membersWithRecords((k) => ({
        ...minutesApart(k),
        emailDomain: 'office',
        verification: 'business',
        signupNet: 'office',
      })),
    );
    expect(office).toBeNull();
  });

  it('are explained by a link of a course, and not by one that everybody follows', () => {
    const oneWeek = (k: number) => ({ created: START - 40 * DAY + k * 7 * HOUR });
    const course = rowFor(membersWithRecords((k) => ({ ...oneWeek(k), referrer: 'lesson' })));
    expect(measureOf(course, 'burst')).toBeLessThan(0.05);
    expect(strengthOf(course)).toBeLessThan(0.35);
    const followed = rowFor((builder) => {
      strangers(builder, 60, 'search', () => ({ record: { referrer: 'search' } }));
      return membersWithRecords((k) => ({ ...oneWeek(k), referrer: 'search' }))(builder);
    });
    expect(measureOf(followed, 'burst')).toBeGreaterThan(0.25);
  });

  it('are explained by an event, whose people are gone in days, and not by one whose accounts go on', () => {
    const atVenue = (last: number) =>
      measureOf(
        rowFor((builder) =>
          builder.crowd(30, (k) => ({
            first: START + 5 * DAY + k * 3 * MINUTE,
            last,
            record: {
              created: START + 5 * DAY + k * 3 * MINUTE,
              signupIp: `venue-${k % 2}`,
              signupJa4: `browser-${k % 7}`,
            },
          })),
        ),
        'burst',
      );
    expect(atVenue(START + 16 * DAY)).toBeGreaterThan(0.6);
    expect(atVenue(START + 7 * DAY)).toBeLessThan(WEAK);
  });

  it('say nothing about fewer than three known members', () => {
    expect(rowFor((b) => b.crowd(20, (k) => ({ record: k < 2 ? { created: START } : null })))).toBeNull();
  });
});

describe('registered alike', () => {
  it('is strong for one mailbox, one phone or one sign-up address behind many accounts', () => {
    for (const values of [{ email: 'mailbox' }, { phone: 'number' }, { signupIp: 'address' }])
      expect(
        measureOf(rowFor(membersWithRecords((k) => ({ created: START - (40 + 5 * k) * DAY, ...values }))), 'alike'),
      ).toBeGreaterThan(0.4);
  });

  it('does not tie accounts that came from one address months apart', () => {
    const later = membersWithRecords((k) => ({ created: START - (40 + 30 * k) * DAY, signupIp: 'address' }));
    expect(strengthOf(rowFor(later))).toBeLessThan(WEAK);
  });

  it('is strong for neighbouring numbers, and weak for one pattern of names', () => {
    const block = measureOf(rowFor(membersWithRecords(() => ({ phoneBlock: 'block' }))), 'alike');
    const shape = measureOf(rowFor(membersWithRecords(() => ({ emailShape: 'a8.9:2' }))), 'alike');
    expect(block).toBeGreaterThan(0.35);
    expect(shape).toBeGreaterThan(0.1);
    expect(shape).toBeLessThan(WEAK);
  });
});

describe('throw-away mailboxes', () => {
  const rng = createRng('throwaway');
  /** 20 members on five domains that nobody else has, in waves, from anywhere. */
  const waves = membersWithRecords((k) => ({
    emailDomain: `drop-${k % 5}`,
    created: START - 30 * DAY + Math.floor(k / 10) * 6 * DAY + rng.next() * 5 * HOUR,
    signupNet: `net-${k}`,
  }));

  it('are told by domains that many strangers sign up with in a short time', () => {
    const row = rowFor(waves);
    expect(measureOf(row, 'throwaway')).toBeGreaterThan(0.3);
    expect(row?.detail.throwaway_domains).toBe(5);
  });

  it('are seen in domains that are new and fill slowly, and in old ones that filled within hours', () => {
    const domains = (created: (k: number) => number) => {
      const row = rowFor(
        membersWithRecords((k) => ({
          emailDomain: `drop-${k % 2}`,
          created: created(k),
          signupNet: `net-${k}`,
        })),
      );
      return measureOf(row, 'throwaway');
    };
    expect(domains((k) => START - (2 + 3 * Math.floor(k / 2)) * DAY)).toBeGreaterThan(0.2);
    expect(domains((k) => START - 300 * DAY + Math.floor(k / 2) * HOUR)).toBeGreaterThan(0.2);
  });

  it('are not seen in providers that were always there, nor in one that is new and verified by some', () => {
    const provider = rowFor((builder) => strangers(builder, 20, 'p', (k) => ({ record: { emailDomain: `mail-${k % 4}` } })));
    expect(measureOf(provider, 'throwaway')).toBe(0);
    const verified = rowFor((builder) =>
      strangers(builder, 20, 'v', (k) => ({
        record: {
          emailDomain: `new-${k % 2}`,
          created: START - rng.next() * 9 * DAY,
          verification: k % 4 < 2 ? 'identity' : 'email',
        },
      })),
    );
    expect(measureOf(verified, 'throwaway')).toBe(0);
  });

  it('are not seen where a campus, a company’s network or a company’s card stands behind a domain', () => {
    const sudden = (k: number) => ({ emailDomain: 'new', created: START - 20 * DAY + k * MINUTE });
    for (const organised of [
      () => ({ program: 'education' as const }),
      () => ({ signupNet: 'office' }),
      () => ({ payment: ['corporate'] }),
    ])
      expect(measureOf(rowFor(membersWithRecords((k) => ({ ...sudden(k), ...organised() }))), 'throwaway')).toBe(0);
  });

  it('are explained as far as everybody has them', () => {
    const popular = rowFor((builder) => {
      strangers(builder, 1_500, 'others', (k) => ({
        record: { emailDomain: `drop-${k % 5}`, created: START - 30 * DAY + (k % 7) * HOUR },
      }));
      return waves(builder);
    });
    expect(measureOf(popular, 'throwaway')).toBeLessThan(WEAK);
  });

  it('are explained as far as others have mailboxes of other throw-away domains', () => {
    const row = rowFor((builder) => {
      strangers(builder, 1_500, 'others', (k) => ({
        record: {
          emailDomain: `other-${Math.floor(k / 10)}`,
          created: START - (20 + 2 * Math.floor(k / 10)) * DAY + (k % 10) * MINUTE,
          signupNet: `other-net-${k}`,
        },
      }));
      return waves(builder);
    });
    expect(measureOf(row, 'throwaway')).toBeLessThan(WEAK);
  });

  it('score each domain once for a log', () => {
    const units = { record: [] } as unknown as Parameters<typeof throwawayDomains>[0];
    expect(throwawayDomains(units)).toBe(throwawayDomains(units));
    expect(throwawayDomains(units).size).toBe(0);
  });
});
