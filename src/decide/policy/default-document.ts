/**
 * The default policy as a document. The thresholds that findings are decided by are these and no others: `analyze` uses
 * this document, and so does the service until another version is activated.
 */
import type { PolicyDocument } from './document.ts';

/**
 * A clear sign of what the output is for: what many send alike, or what firms ask for every day, is for a person to read, and no
 * reason to ask each of them.
 */
const HARVESTS = 'campaign.found && account.by_content && campaign.clear_purpose >= 0.4';
/** An account that nothing ties itself is asked only where the others are clearly one operator's: a common tool is not enough. */
const OPERATOR_SHOWS =
  "(account.by_relation || campaign.families.exists(f, f.kind == 'relational' && f.name != 'client' && f.strength >= 0.5))";
/** What the output is for leaves little doubt. Publishers who buy worked answers from contractors stay below. */
const PLAINLY = 'campaign.clear_purpose >= 0.7';
const TIED = `${HARVESTS} && ${PLAINLY} && account.by_relation`;
/**
 * A group that sends one text and hides who runs it: two kinds of ties and more, nothing in the open. Its accounts are asked even
 * where the purpose is not clear, since operators collect verdicts and short answers too, and in words that no model has seen.
 */
const HIDES =
  'campaign.found && account.by_content && account.by_relation && !account.in_the_open && campaign.together_share < 0.5' +
  " && campaign.families.filter(f, f.kind == 'relational' && f.name != 'client' && f.strength >= 0.4).size() >= 2";

export const DEFAULT_DOCUMENT: PolicyDocument = {
  format: 1,
  version: 'default-4',
  title: 'What a new installation decides by',
  rules: [
    {
      name: 'suspend',
      at: 'finding',
      when: `${TIED} && campaign.confidence >= 0.99 && campaign.relational >= 2 && campaign.content >= 2`,
      give: { action: 'suspend', expires_after: '30d', delay: '1h', jitter: '12h' },
      reason: 'Several relational and several content families agree on the campaign, and the account is tied by both.',
    },
    {
      name: 'limit',
      at: 'finding',
      when: `${TIED} && campaign.confidence >= 0.9 && campaign.relational >= 1 && campaign.content >= 1`,
      give: { action: 'limit', expires_after: '14d', delay: '1h', jitter: '12h' },
      reason: 'A relational and a content family agree on the campaign, and the account is tied by both.',
    },
    {
      name: 'verify',
      at: 'finding',
      when: `${HARVESTS} && (${OPERATOR_SHOWS} && campaign.confidence >= 0.75 || ${PLAINLY} && campaign.confidence >= 0.8) || ${HIDES} && campaign.confidence >= 0.9`,
      give: { action: 'verify', expires_after: '14d', delay: '1h', jitter: '12h' },
      reason: 'The account sends what a probable campaign sends: ask it to verify.',
    },
    {
      name: 'review',
      at: 'finding',
      when: 'campaign.found && campaign.confidence >= 0.5',
      give: { action: 'review', expires_after: '14d' },
      reason: 'The account stands in or near a campaign: a person should look before anything is done.',
    },
    {
      name: 'watch-campaign',
      at: 'finding',
      when: 'campaign.found && campaign.confidence >= 0.25',
      give: { action: 'watch', expires_after: '14d' },
      reason: 'The account stands in a group that may be a campaign.',
    },
    {
      name: 'watch-risk',
      at: 'finding',
      when: '!campaign.found && account.risk >= 0.2',
      give: { action: 'watch', expires_after: '14d' },
      reason: 'The account is in no campaign, and has some risk.',
    },
  ],
};
