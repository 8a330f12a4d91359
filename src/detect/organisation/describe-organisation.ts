/** A harvest inside one verified organisation as a finding: a campaign of its own kind, through one account of which it is asked. */
import type { Evidence } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import { describeMembers } from '../campaign/describe.ts';
import type { CampaignFinding, MemberFinding } from '../campaign/finding.ts';
import type { Population } from '../group/group.ts';
import { contactOf } from '../group/openness.ts';
import { DESCRIPTION_PARAMETERS } from '../parameters/campaign-report.ts';
import { grouped, percentText } from '../population/numbers.ts';
import type { HarvestingOrganisation } from './harvesting-organisations.ts';

const { contentMemberRisk, untiedMemberRisk } = valuesOf(DESCRIPTION_PARAMETERS);

/** Describes a verified organisation whose accounts harvest. Its members are those accounts. */
export function describeOrganisation(population: Population, organisation: HarvestingOrganisation): CampaignFinding {
  const { group, seats, verdict } = organisation;
  const { units } = population.input;
  const contact = contactOf(population, group.members);
  const members = group.members.map(
    (i, k): MemberFinding => ({
      account: units.account[i],
      subAccount: null,
      risk: Number((verdict.confidence * Math.min(1, contentMemberRisk + untiedMemberRisk)).toFixed(4)),
      byContent: true,
      byRelation: false,
      contentShare: Number(seats[k].share.toFixed(4)),
      inTheOpen: true,
      ...(i === contact ? {} : { askedThrough: units.account[contact] }),
      exchanges: units.exchanges[i],
      reasons: [
        `about ${percentText(seats[k].share)} of its ${grouped(seats[k].exchanges)} exchanges${seats[k].exchanges < units.exchanges[i] ? ' beyond the grant' : ''} ask for training data`,
        'belongs to one verified organisation with the other accounts, which is asked once',
      ],
    }),
  );
  return {
    ...describeMembers(
      population,
      { ...organisation, evidence: withScope(organisation) },
      { members, ties: [], ordinal: 0 },
    ),
    kind: 'organisation',
    contacts: [units.account[contact]],
  };
}

/** The rows, and with the first of them how much of the organisation the finding is about. */
function withScope({ group, evidence, accounts, trafficShare, messages }: HarvestingOrganisation): Evidence[] {
  const scope = `${grouped(group.members.length)} of the organisation's ${grouped(accounts)} verified accounts ask for it; that is ${percentText(trafficShare)} of all that the organisation sends, in about ${grouped(messages)} different messages.`;
  return evidence.map((row) =>
    row.family === 'intent'
      ? {
          ...row,
          summary: `${row.summary} ${scope}`,
          detail: {
            ...row.detail,
            organisation_accounts: accounts,
            organisation_share: percentText(trafficShare),
            different_messages: grouped(messages),
          },
        }
      : row,
  );
}
