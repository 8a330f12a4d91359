/**
 * What the words of the vocabulary mean, for readers outside the team: analysts, lawyers, people on call. Typed over the
 * vocabularies, so that a new word without an explanation does not compile.
 */
import { plural } from '../base/format.ts';
import type { Action, Capability, ContentFamily, Intent, RelationalFamily, Severity } from '../model/vocabulary.ts';

/** What the evidence of a family shows, as a phrase. */
export const FAMILY_MEANING: Readonly<Record<RelationalFamily | ContentFamily, string>> = {
  payment: 'accounts paid with the same payment instrument',
  registration: 'accounts registered in the same way: time, address pattern, phone block or referrer',
  network: 'requests from the same IP addresses or networks',
  client: 'the same fingerprint of client software, rare elsewhere',
  timing: 'requests in one rhythm, as if sent by one scheduler',
  failover: 'other accounts take over the traffic when some are stopped',
  sharding: 'accounts that divide one list of tasks with almost no overlap',
  segment: 'the same passage of text inside otherwise different prompts',
  intent: 'requests for training data rather than for an answer',
  focus: 'volume concentrated on a few capabilities',
  pivot: 'traffic that moves to a new model faster than that of other accounts',
  replay: 'signed reasoning blocks issued to one session and sent back in another',
  technique_search: 'many different attempts to extract withheld output',
  harvest_shape: 'lengths, parameters and turns that fit data collection rather than use',
};

/** What an action asks of people and of the gateway, as sentences. */
export const ACTION_MEANING: Readonly<Record<Action, string>> = {
  allow: 'No action.',
  watch: 'Keep observing; nothing changes for the account.',
  review: 'An analyst should review the evidence.',
  verify: 'Ask the account holder for verification; the account keeps working meanwhile.',
  limit: 'Reduce the rate limit or the features. Needs approval by a person.',
  suspend: 'Suspend the account; the holder can appeal. Needs approval by a person.',
};

/** 1 to 4. */
export const SEVERITY_LEVEL: Readonly<Record<Severity, number>> = { low: 1, medium: 2, high: 3, critical: 4 };

/** As the object of "drew on …". */
export const CAPABILITY_PHRASE: Readonly<Record<Capability, string>> = {
  reasoning: 'reasoning',
  agentic_tool_use: 'agentic tool use',
  coding: 'coding',
  data_analysis: 'data analysis',
  vision: 'vision',
  computer_use: 'computer use',
  writing: 'writing',
  translation: 'translation',
  general_chat: 'general chat',
};

/** As the object of "for …". */
export const INTENT_PHRASE: Readonly<Record<Intent, string>> = {
  answer: 'plain answers',
  reasoning_elicitation: 'reasoning elicitation',
  grading: 'grading',
  data_generation: 'data generation',
  data_cleaning: 'data cleaning',
  policy_rewrite: 'policy rewrites',
  trajectory_generation: 'trajectory generation',
};

const CLEARED_REASON: Readonly<Record<string, { readonly label: string; readonly meaning: string }>> = {
  organisation: {
    label: 'One organisation',
    meaning: 'The accounts openly belong to one organisation or customer.',
  },
  popular_prompt: {
    label: 'Popular prompt',
    meaning: 'They share a prompt that many unrelated accounts also send.',
  },
  shared_network: {
    label: 'Shared network',
    meaning: 'They share IP addresses, as users of one office, campus, carrier or VPN do.',
  },
  authorised: { label: 'Authorised', meaning: 'A grant covers this use by scope and dates.' },
  router: {
    label: 'Router or reseller',
    meaning: 'A declared router or reseller; its end users were assessed individually.',
  },
  small: {
    label: 'Too small',
    meaning: 'Too few accounts or exchanges to distinguish a pattern from chance.',
  },
  no_harvest: {
    label: 'No harvesting',
    meaning: 'The accounts are linked, but their requests do not look like harvesting.',
  },
  unlinked: {
    label: 'Not linked',
    meaning: 'The accounts send similar requests, but nothing links them to one operator.',
  },
};

/** The heading of a reason for clearing a group, and what it means; an unknown reason is spelled out. */
export function clearedReason(reason: string): { readonly label: string; readonly meaning: string } {
  return Object.hasOwn(CLEARED_REASON, reason)
    ? (CLEARED_REASON[reason] as { label: string; meaning: string })
    : { label: reason.replaceAll('_', ' '), meaning: '' };
}

/** The strength of one row of evidence, 0 to 1, in a word. */
export function strengthWord(strength: number): string {
  return strength >= 0.75 ? 'strong' : strength >= 0.4 ? 'moderate' : 'weak';
}

/** A confidence of 0 to 1 in a word. */
export function confidenceWord(confidence: number): string {
  return confidence >= 0.95 ? 'very high' : confidence >= 0.8 ? 'high' : confidence >= 0.5 ? 'moderate' : 'low';
}

/** Detour of a run -> the work that took it. Unknown names are spelled out. */
const FALLBACK: Readonly<Record<string, string>> = {
  read_through_cache: 'reading through the page cache',
  anchors_without_kernels: 'anchor counting without kernels',
};

/** The slower paths that a run fell back to, and how often; null for none. */
export function fallbackText(detours: Readonly<Record<string, number | undefined>>): string | null {
  const used = Object.entries(detours).flatMap(([name, times = 0]) =>
    times === 0 ? [] : [`${FALLBACK[name] ?? name.replaceAll('_', ' ')} (${plural(times, 'time')})`],
  );
  return used.length === 0 ? null : used.join(', ');
}
