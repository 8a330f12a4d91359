/** Parameters of the intent family. */
import { type ParameterFamily, SET_BY_HAND } from '../../../model/parameter.ts';

/** Read by evidence/intent/purpose.ts. */
export const INTENT_PURPOSE_PARAMETERS = {
  fullStrength: {
    value: 0.97,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when the slice clearly asks for training data.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger intent evidence; errors of the intent model weigh more.',
  },
  conversation: {
    value: [0.1, 0.5],
    unit: 'share of exchanges',
    range: [0, 1],
    meaning:
      'Share of follow-ups, or of exchanges with tool results, from which the slice is a conversation.',
    basis:
      "Set by hand: in conversations and with tools people want answers, whatever a product's prompt sounds like.",
    effect: 'Higher: fewer conversations have to meet the stricter line.',
  },
  low: {
    value: 0.15,
    unit: 'harvest intent 0..1',
    range: [0, 1],
    meaning: 'Harvest intent of the slice from which evidence begins, at least.',
    basis: SET_BY_HAND,
    effect: 'Higher: faint signs of a purpose no longer count.',
  },
  lowMargin: {
    value: 0.1,
    unit: 'harvest intent 0..1',
    range: [0, 1],
    meaning: "And at least this much above the population's median account.",
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where much of the traffic has such a purpose.',
  },
  lowInConversation: {
    value: 0.4,
    unit: 'harvest intent 0..1',
    range: [0, 1],
    meaning: 'How much clearer the purpose of a conversation must be before evidence begins.',
    basis: SET_BY_HAND,
    effect: 'Higher: harvesting in conversations is missed; fewer assistants are suspected.',
  },
  high: {
    value: 0.6,
    unit: 'harvest intent 0..1',
    range: [0, 1],
    meaning: 'Harvest intent of the slice from which the strength is full, at least.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker intent evidence.',
  },
  highMargin: {
    value: 0.4,
    unit: 'harvest intent 0..1',
    range: [0, 1],
    meaning: "And at least this much above the population's median account.",
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where much of the traffic has such a purpose.',
  },
  highInConversation: {
    value: 0.3,
    unit: 'harvest intent 0..1',
    range: [0, 1],
    meaning: 'How much clearer the purpose of a conversation must be for the full strength.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence from conversations.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/intent/cleaning.ts. */
export const INTENT_CLEANING_PARAMETERS = {
  fullStrength: {
    value: 0.8,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when most requests bring worked-out reasoning along.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger intent evidence from traces that are cleaned or scored.',
  },
  usualQuantile: {
    value: 0.75,
    unit: 'quantile of outside accounts',
    range: [0.5, 1],
    meaning:
      "What is usual: this quantile of the outside accounts' shares of such requests. The summary names it ('three in four accounts').",
    basis: SET_BY_HAND,
    effect: 'Higher: the slice must bring more reasoning along.',
  },
  beyondUsual: {
    value: [0.1, 0.5],
    unit: 'share of exchanges',
    range: [0, 1],
    meaning: 'By how much the share of such requests in the slice must exceed the usual.',
    basis: 'Set by hand: pupils paste their working, and judges of explanations bring some too.',
    effect: 'Higher: weaker evidence from slices that bring some reasoning along.',
  },
} as const satisfies ParameterFamily;
