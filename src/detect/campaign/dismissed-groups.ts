/**
 * Dismissed groups with the reasons: organisations, prompts that many strangers share, shared networks, routers, grants, and tested
 * groups without enough evidence. They show a reader what was examined, and support an appeal.
 */

import { postingSize } from '../../aggregate/detect-input.ts';
import type { LeftAlone } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { Population } from '../group/group.ts';
import { DISMISSED_PARAMETERS } from '../parameters/campaign-report.ts';
import { grouped, percentText } from '../population/numbers.ts';
import type { DismissedGroup } from './finding.ts';
import type { TestedGroup } from './tested-group.ts';

const {
  maxPerKind,
  minTemplate,
  minOrganisation,
  minPromptUsers,
  minNetworkUsers,
  minRouted,
  minGroup,
  minEvent,
  minNamedStrength,
  maxNamedEvidence,
} = valuesOf(DISMISSED_PARAMETERS);

/**
 * Lists the dismissed groups, the largest of each kind.
 *
 * @param tested groups that are no campaign
 * @param inCampaign 1 for each unit in a campaign
 */
export function explainDismissed(
  population: Population,
  tested: readonly TestedGroup[],
  inCampaign: Uint8Array,
): DismissedGroup[] {
  const { account, subAccount } = population.input.units;
  const groups = [
    ...organisations(population, inCampaign),
    ...authorised(population),
    ...routers(population, inCampaign),
    ...popularPrompts(population, inCampaign),
    ...sharedNetworks(population, inCampaign),
    ...untrueGroups(tested, inCampaign),
  ];
  return groups.map(({ units, ...group }) => ({
    ...group,
    members: units.filter((i) => inCampaign[i] === 0).map((i) => ({ account: account[i], subAccount: subAccount[i] })),
  }));
}

/** A group with its units. */
type Dismissed = Omit<LeftAlone, 'names' | 'names_left_out'> & { readonly units: readonly number[] };

/** Verified organisations none of whose accounts is in a campaign. */
function organisations(population: Population, inCampaign: Uint8Array): Dismissed[] {
  const { units, ungranted } = population.input;
  const members = new Map<number, number[]>();
  for (let i = 0; i < units.count; i++) {
    if (!population.parties.organisation[i]) continue;
    const list = members.get(population.parties.of[i]);
    if (list) list.push(i);
    else members.set(population.parties.of[i], [i]);
  }
  return [...members.values()]
    .filter((list) => list.length >= minOrganisation && list.every((i) => inCampaign[i] === 0))
    .sort((a, b) => b.length - a.length)
    .slice(0, maxPerKind)
    .map((list) => ({ list, granted: list.filter((i) => ungranted.get(i)?.exchanges === 0).length }))
    .map(({ list, granted }, k) => ({
      id: `organisation-${k + 1}`,
      reason: 'organisation',
      title: `A verified organisation with ${grouped(list.length)} accounts`,
      accounts: list.length,
      exchanges: list.reduce((sum, i) => sum + units.exchanges[i], 0),
      why: [
        'The accounts stand openly under one verified business and mail domain: they are one customer, not a hidden group.',
        ...(granted > 0
          ? [
              `${grouped(granted)} of them send what a distillation grant of the organisation names, and hardly anything else.`,
            ]
          : []),
      ],
      confidence: 0,
      units: list,
    }));
}

function authorised(population: Population): Dismissed[] {
  const { units, authorised } = population.input;
  if (authorised.size === 0) return [];
  let exchanges = 0;
  for (const i of authorised) exchanges += units.exchanges[i];
  return [
    {
      id: 'authorised-1',
      reason: 'authorised',
      title: `${grouped(authorised.size)} accounts with a distillation grant`,
      accounts: authorised.size,
      exchanges,
      why: ['Grants cover the models and dates of their requests.'],
      confidence: 0,
      units: [...authorised],
    },
  ];
}

function routers(population: Population, inCampaign: Uint8Array): Dismissed[] {
  const { units } = population.input;
  const routed = new Map<string, { units: number[]; users: number; exchanges: number; flagged: number }>();
  for (let i = 0; i < units.count; i++) {
    if (units.subAccount[i] === null) continue;
    const entry = routed.get(units.account[i]) ?? { units: [], users: 0, exchanges: 0, flagged: 0 };
    entry.units.push(i);
    entry.users++;
    entry.exchanges += units.exchanges[i];
    entry.flagged += inCampaign[i];
    routed.set(units.account[i], entry);
  }
  return [...routed.values()]
    .filter((entry) => entry.users >= minRouted)
    .sort((a, b) => b.users - a.users)
    .slice(0, maxPerKind)
    .map((entry, k) => ({
      id: `router-${k + 1}`,
      reason: 'router',
      title: `A declared router with ${grouped(entry.users)} end users`,
      accounts: 1,
      exchanges: entry.exchanges,
      why: [
        'Each of its end users was tested; the router itself is not a suspect.',
        entry.flagged > 0 ? `${grouped(entry.flagged)} of them are in a campaign.` : 'None of them is in a campaign.',
      ],
      confidence: 0,
      units: entry.units,
    }));
}

function popularPrompts(population: Population, inCampaign: Uint8Array): Dismissed[] {
  const { segments, harvest } = population;
  const { postings } = segments;
  const rows: { s: number; users: number }[] = [];
  for (let s = 0; s < postings.values; s++) {
    const users = postingSize(postings, s);
    if (users < minPromptUsers || segments.template[s] < minTemplate) continue;
    let flagged = 0;
    for (let p = postings.start[s]; p < postings.start[s + 1]; p++) flagged += inCampaign[postings.unit[p]];
    if (flagged * 2 < users) rows.push({ s, users });
  }
  rows.sort((a, b) => b.users - a.users || a.s - b.s);
  // Segments of one prompt have nearly the same users: one row a number of users is enough for a reader.
  const seen = new Set<number>();
  return rows
    .filter(({ users }) => !seen.has(users) && seen.add(users))
    .slice(0, maxPerKind)
    .map(({ s, users }, k) => ({
      id: `popular-prompt-${k + 1}`,
      reason: 'popular_prompt',
      title: `A text that ${grouped(users)} accounts send`,
      accounts: users,
      exchanges: segments.exchanges[s],
      why: [
        'A text is no tie when its users have nothing else in common.',
        `${percentText(segments.followUps[s])} of its exchanges continue a conversation, ${percentText(segments.toolResults[s])} carry tool results; its harvest score is ${harvest[s].toFixed(2)} of 1.`,
      ],
      confidence: 0,
      units: [...postings.unit.subarray(postings.start[s], postings.start[s + 1])],
    }));
}

function sharedNetworks(population: Population, inCampaign: Uint8Array): Dismissed[] {
  const postings = population.input.addresses;
  const rows: { v: number; users: number; exchanges: number }[] = [];
  for (let v = 0; v < postings.values; v++) {
    const users = postingSize(postings, v);
    if (users < minNetworkUsers) continue;
    let flagged = 0;
    let exchanges = 0;
    for (let p = postings.start[v]; p < postings.start[v + 1]; p++) {
      flagged += inCampaign[postings.unit[p]];
      exchanges += postings.weight[p];
    }
    if (flagged * 2 < users) rows.push({ v, users, exchanges });
  }
  return rows
    .sort((a, b) => b.users - a.users || a.v - b.v)
    .slice(0, maxPerKind)
    .map(({ v, users, exchanges }, k) => ({
      id: `shared-network-${k + 1}`,
      reason: 'shared_network',
      title: `An address that ${grouped(users)} accounts send from`,
      accounts: users,
      exchanges,
      why: ['A campus, an office, a carrier or a VPN looks like this; its users share no text of their own.'],
      confidence: 0,
      units: [...postings.unit.subarray(postings.start[v], postings.start[v + 1])],
    }));
}

function untrueGroups(tested: readonly TestedGroup[], inCampaign: Uint8Array): Dismissed[] {
  return tested
    .filter(({ group, evidence }) => {
      const flagged = group.members.filter((i) => inCampaign[i]).length;
      return (
        group.members.length >= minGroup &&
        flagged * 2 < group.members.length &&
        evidence.some((row) => row.strength >= minNamedStrength)
      );
    })
    .sort((a, b) => b.verdict.confidence - a.verdict.confidence || b.group.members.length - a.group.members.length)
    .slice(0, 2 * maxPerKind)
    .map(({ group, evidence, verdict }, k) => ({
      id: `group-${k + 1}`,
      reason: REASON[verdict.heldBy ?? 'weak'],
      title: `A group of ${grouped(group.members.length)} accounts`,
      accounts: group.members.length,
      exchanges: group.exchanges,
      why: [
        WHY[verdict.heldBy ?? 'weak'],
        ...(group.signUpEvent >= minEvent ? [CAME_TOGETHER] : []),
        ...evidence
          .filter((row) => row.strength >= minNamedStrength)
          .slice(0, maxNamedEvidence)
          .map((row) => row.summary),
      ],
      confidence: Number(verdict.confidence.toFixed(4)),
      units: group.members,
    }));
}

const CAME_TOGETHER =
  'They came together as people do for an event: they signed up within two days, at one venue or by one link, from browsers of their own, and most were gone within days.';

const REASON = {
  no_relational: 'unlinked',
  no_content: 'no_harvest',
  no_purpose: 'no_harvest',
  weak: 'no_harvest',
} as const;
const WHY = {
  no_relational: 'Nothing ties the accounts to one operator.',
  no_content: 'The accounts are tied, but they share no template.',
  no_purpose: 'The accounts are tied, but nothing says that the answers are training data: a group alone is not a campaign.',
  weak: 'The evidence together is too weak to call it a campaign.',
} as const;
