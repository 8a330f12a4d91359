/**
 * What the words of the vocabulary mean, for a reader who was not there: analysts, lawyers, people on call.
 * Typed over the vocabularies, so that a new word without an explanation does not compile.
 */
import type {
  Action,
  Capability,
  ContentFamily,
  Intent,
  RelationalFamily,
  Severity,
} from '../model/vocabulary.ts';

export const FAMILY_MEANING: Readonly<Record<RelationalFamily | ContentFamily, string>> = {
  payment: 'accounts paid for with the same instrument',
  registration: 'accounts opened alike: same time, address pattern, phone block or referrer',
  network: 'requests from the same addresses or networks',
  client: 'the same client software fingerprint, where few others have it',
  timing: 'requests that keep one rhythm, as if one scheduler sent them',
  failover: 'one pool of accounts takes over when another is stopped',
  sharding: 'accounts divide one list of tasks with almost no overlap',
  segment: 'the same run of prompt text inside otherwise different prompts',
  intent: 'output that is asked for as training material rather than as an answer',
  focus: 'volume concentrated on few capabilities',
  pivot: 'traffic that moves to a new model faster than everyone else’s',
  replay: 'reasoning signatures issued to one session and presented in another',
  technique_search: 'many different attempts at drawing out what is withheld',
  harvest_shape: 'lengths, parameters and turns that fit collecting rather than using',
};

export const ACTION_MEANING: Readonly<Record<Action, string>> = {
  allow: 'Nothing to do.',
  watch: 'Keep looking; nothing changes for the account.',
  review: 'A person should look at the evidence.',
  verify: 'Ask the account to verify itself; it keeps working meanwhile.',
  limit: 'Lower the rate or narrow the features. Needs a person’s approval.',
  suspend: 'Stop the account, with a way to appeal. Needs a person’s approval.',
};

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

const LEFT_ALONE_REASON: Readonly<Record<string, { readonly label: string; readonly meaning: string }>> = {
  organisation: {
    label: 'One organisation',
    meaning: 'The accounts belong together openly, as colleagues or one customer do.',
  },
  popular_prompt: {
    label: 'Popular prompt',
    meaning: 'They share a prompt that a great many unrelated accounts send.',
  },
  shared_network: {
    label: 'Shared network',
    meaning: 'They share addresses the way offices, campuses, carriers and VPNs do.',
  },
  authorised: { label: 'Authorised', meaning: 'A grant with scope and dates allows what they do.' },
  router: {
    label: 'Router or reseller',
    meaning: 'A declared router; its end users were judged one by one.',
  },
  small: { label: 'Too small', meaning: 'Too few accounts or exchanges to tell a pattern from chance.' },
  no_harvest: {
    label: 'No harvest',
    meaning: 'Linked to each other, but what they ask for is not harvesting.',
  },
  unlinked: {
    label: 'Not linked',
    meaning: 'Alike in what they ask, with nothing that ties them to one operator.',
  },
};

export function leftAloneReason(reason: string): { readonly label: string; readonly meaning: string } {
  return Object.hasOwn(LEFT_ALONE_REASON, reason)
    ? (LEFT_ALONE_REASON[reason] as { label: string; meaning: string })
    : { label: reason.replaceAll('_', ' '), meaning: '' };
}

/** How far one row of evidence carries, in a word. */
export function strengthWord(strength: number): string {
  return strength >= 0.75 ? 'strong' : strength >= 0.4 ? 'moderate' : 'weak';
}

export function confidenceWord(confidence: number): string {
  return confidence >= 0.95
    ? 'very high'
    : confidence >= 0.8
      ? 'high'
      : confidence >= 0.5
        ? 'moderate'
        : 'low';
}
