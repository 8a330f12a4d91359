/**
 * Points that no log can settle, as rules over traits. They were written before any result was seen, and a point is judged
 * by them whatever detection says of it.
 */
import { type AnyTraits, type AttackTraits, type HonestTraits, opennessOf } from './traits.ts';

export interface ConstructionRule {
  readonly name: string;
  readonly reason: string;
}

export interface RuleFor<T extends AnyTraits> extends ConstructionRule {
  applies(traits: T): boolean;
}

/** Honest groups with a campaign's observables: only a grant or a verification answer tells them apart. */
export const HONEST_RULES: readonly RuleFor<HonestTraits>[] = [
  {
    name: 'harvest text without a grant',
    reason:
      'The work is a harvest in every column: step-by-step solutions to many unrelated tasks, from one text of several accounts. What the publisher or the rival does with them is in no log.',
    applies: ({ task, text, verification }) =>
      task === 'worked_answers' && text !== 'own' && verification !== 'business' && verification !== 'school',
  },
  {
    name: 'hidden graders and data makers',
    reason:
      'The group hides who pays and where it works, the provider verified none of it, and one private text grades answers or makes records: an operator who buys the same cards and exits for a reward model leaves the same log.',
    applies: (traits) =>
      (traits.task === 'grading' || traits.task === 'testdata') &&
      traits.text === 'private' &&
      traits.verification !== 'business' &&
      traits.verification !== 'school' &&
      (opennessOf(traits) === 'hidden' || (traits.payer === 'prepaid' && traits.domain !== 'company')),
  },
];

/** Operators without a tie between their accounts: each looks like one stranger. */
export const ATTACK_RULES: readonly RuleFor<AttackTraits>[] = [
  {
    name: 'no tie at all',
    reason:
      'Own wording, own card, own home, a big mailbox provider, sign-ups over years and nothing in step: the joint law of two accounts is that of two strangers.',
    applies: ({ text, payer, network, domain, signup, schedule, client, excuse }) =>
      text === 'own' &&
      payer === 'own' &&
      network === 'home' &&
      domain === 'provider' &&
      signup === 'years' &&
      schedule !== 'bursts' &&
      client === 'browsers' &&
      excuse !== 'signatures',
  },
  {
    name: "a public prompt's user",
    reason:
      'A prompt that strangers publish and use, sent at their volumes from own cards and homes: the operator is one more of its users.',
    applies: ({ text, payer, network, volume, signup }) =>
      text === 'public' && payer === 'own' && network === 'home' && (volume === '3' || volume === '10') && signup !== 'hour',
  },
];

/**
 * Framers whom nothing ties to what they copy or to one another. A framer is an operator with own cards, a big mailbox provider
 * and 10 exchanges a day; the rest is the framed group's.
 */
export const FRAMER_RULES: readonly RuleFor<HonestTraits>[] = [
  {
    name: 'nothing to copy',
    reason: 'Each member has its own wording, so that there is no text to put in front: the framers frame nobody.',
    applies: ({ text }) => text === 'own',
  },
  {
    name: "a public prompt's user",
    reason: 'As for operators: a prompt that strangers send, from own cards and homes, at their volumes.',
    applies: ({ text, network, signup }) => text === 'public' && network === 'home' && signup !== 'hour',
  },
];

/** The rule that makes a point undecidable, or null. */
export function honestRule(traits: HonestTraits): ConstructionRule | null {
  return HONEST_RULES.find((rule) => rule.applies(traits)) ?? null;
}

export function attackRule(traits: AttackTraits): ConstructionRule | null {
  return ATTACK_RULES.find((rule) => rule.applies(traits)) ?? null;
}

/** The rule by which the framers of a point are not judged, or null. */
export function framerRule(traits: HonestTraits): ConstructionRule | null {
  return FRAMER_RULES.find((rule) => rule.applies(traits)) ?? null;
}
