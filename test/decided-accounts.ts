/**
 * Decisions in force about accounts named after them: `limited` and `suspended`, approved by a person, and `reviewed`; of the
 * router `router` the end user `suspended-user`. For tests of what gateways do with decisions.
 */
import type { DecisionService } from '../src/service/decisions/decisions.ts';
import { campaignFound, decideOn, foundOf, person } from './detection-fixture.ts';

/** Has a run decided and its proposals approved, enforced at once. Throws if a proposal is not approved. */
export async function decideAccounts(decisions: DecisionService): Promise<void> {
  const families = ['payment', 'network', 'intent', 'harvest_shape'] as const;
  const user = campaignFound({ id: 'C-user', confidence: 0.995, families, tied: ['router'] });
  await decideOn(
    decisions,
    foundOf([
      campaignFound({ id: 'C-limit', confidence: 0.95, tied: ['limited'] }),
      campaignFound({ id: 'C-suspend', confidence: 0.995, families, tied: ['suspended'] }),
      campaignFound({ id: 'C-review', confidence: 0.6, tied: ['reviewed'] }),
      { ...user, members: user.members.map((one) => ({ ...one, subAccount: 'suspended-user' })) },
    ]),
  );
  for (const { id } of await decisions.pending(null, 10)) {
    const approved = await decisions.approve(id, person('ann', 'approver'), null, true);
    if (!approved.ok) throw new Error(approved.problem.message);
  }
}
