import { describe, expect, it } from 'vitest';
import { honest, InputBuilder, worldAndGroup } from '../../../test/detect-input.ts';
import { type FamilyTest, rowAbout, strengthOf, WEAK } from '../../../test/evidence-rows.ts';
import { membersWithRecords, strangers } from '../../../test/relational-group.ts';
import { createRng } from '../../base/rng.ts';
import { clientEvidence } from './client/client.ts';
import { failoverEvidence } from './failover/failover.ts';
import { networkEvidence } from './network/network.ts';
import { paymentEvidence } from './payment/payment.ts';
import { registrationEvidence } from './registration/registration.ts';
import { shardingEvidence } from './sharding/sharding.ts';
import { timingEvidence } from './timing/timing.ts';

const FAMILIES: Record<string, FamilyTest> = {
  payment: paymentEvidence,
  registration: registrationEvidence,
  network: networkEvidence,
  client: clientEvidence,
  timing: timingEvidence,
  failover: failoverEvidence,
  sharding: shardingEvidence,
};

describe('relational families', () => {
  for (const [name, test] of Object.entries(FAMILIES)) {
    it(`${name} is silent or weak about accounts that have nothing to do with each other`, () => {
      for (const seed of ['a', 'b', 'c'])
        expect(strengthOf(rowAbout(test, (b) => strangers(b, 20, seed)))).toBeLessThan(WEAK);
    });

    it(`${name} is silent about nobody, about accounts of which nothing is known, and in an empty log`, () => {
      expect(rowAbout(test, () => [])).toBeNull();
      const builder = new InputBuilder();
      const members = builder.crowd(20, () => ({ record: null, exchanges: 3, software: [] }));
      const { world, group } = worldAndGroup(builder, members);
      expect(test(world, group, world.baseline)).toBeNull();
      const nowhere = worldAndGroup(new InputBuilder(), []);
      expect(test(nowhere.world, nowhere.group, nowhere.world.baseline)).toBeNull();
    });
  }

  it('make rows of their own family and kind, with a strength of 0 to 1 and figures', () => {
    const builder = new InputBuilder();
    honest(builder, 300, createRng('crowd'));
    const members = membersWithRecords((k) => ({ payment: [`card-${k % 3}`], email: 'mailbox' }))(builder);
    builder.share('address', members);
    builder.share('client', members);
    const { world, group } = worldAndGroup(builder, members);
    for (const [name, test] of Object.entries(FAMILIES)) {
      const row = test(world, group, world.baseline);
      if (!row) continue;
      expect(row).toMatchObject({ family: name, kind: 'relational' });
      expect(row.strength).toBeGreaterThan(0);
      expect(row.strength).toBeLessThanOrEqual(1);
      expect(row.summary.length).toBeGreaterThan(20);
      expect(Object.keys(row.detail).some((key) => key.endsWith('_strength'))).toBe(true);
    }
  });

  it('show no identifier in what a reader sees', () => {
    const secrets = {
      payment: ['secret-card'],
      paymentBin: 'secret-bin',
      email: 'secret-mail',
      emailDomain: 'secret-domain',
      phone: 'secret-phone',
      phoneBlock: 'secret-block',
      signupIp: 'secret-address',
      signupNet: 'secret-network',
      signupJa4: 'secret-client',
      referrer: 'secret-referrer',
    };
    for (const test of Object.values(FAMILIES))
      expect(
        JSON.stringify(
          rowAbout(
            test,
            membersWithRecords(() => secrets),
          ),
        ),
      ).not.toContain('secret');
  });
});
