/** Parameters of the segment family. */
import { type ParameterFamily, SET_BY_HAND } from '../../../model/parameter.ts';

/** Read by evidence/segment/own-text.ts. */
export const SEGMENT_OWN_TEXT_PARAMETERS = {
  fullStrength: {
    value: 0.95,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning:
      "Strength when nearly all members send segments that are the group's own, around differing messages.",
    basis: SET_BY_HAND,
    effect: 'Higher: stronger segment evidence from private templates.',
  },
  coverage: {
    value: [0.2, 0.8],
    unit: 'share of members',
    range: [0, 1],
    meaning: "How many members must send the group's own segments.",
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where only some members send the template.',
  },
  specificity: {
    value: [0.5, 0.9],
    unit: 'share of users',
    range: [0, 1],
    meaning: "How many of a segment's users must be members for it to be the group's own.",
    basis: 'Set by hand: popular agent prompts fail here.',
    effect: 'Higher: templates that outsiders also send count for less.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/segment/injected.ts. */
export const SEGMENT_INJECTED_PARAMETERS = {
  fullStrength: {
    value: 0.9,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning:
      "Strength when one text stands in most of what members send, and everything around it is strangers' traffic.",
    basis: SET_BY_HAND,
    effect: "Higher: stronger segment evidence from a text put into other people's requests.",
  },
  segmentsTried: {
    value: 8,
    unit: 'segments',
    range: [1, 100],
    meaning: "How many of the group's own segments, most used first, are examined.",
    basis: SET_BY_HAND,
    effect: 'Higher: an injected text among many own segments is found more often, in more time.',
  },
  minAccounts: {
    value: 3,
    unit: 'accounts',
    range: [2, 50],
    meaning:
      'Accounts a group must have. End users of one account do not count: its router may put a text before all of them.',
    basis: SET_BY_HAND,
    effect: 'Higher: small relays are missed.',
  },
  usualQuantile: {
    value: 0.75,
    unit: 'quantile of outside accounts',
    range: [0.5, 1],
    meaning:
      "What is usual for one account: at most this quantile of how often two of an outside account's requests come in different frames. The summary names it ('three in four accounts').",
    basis: SET_BY_HAND,
    effect: 'Higher: members must vary more to look like strangers.',
  },
  minFrameMargin: {
    value: 0.1,
    unit: 'share of pairs of requests',
    range: [0.01, 0.5],
    meaning: 'How far beyond the usual the variation between strangers is taken to lie at least.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where single accounts vary nearly as much as strangers.',
  },
  share: {
    value: [0.1, 0.4],
    unit: 'share of exchanges',
    range: [0, 1],
    meaning: 'Share of its exchanges in which the typical member that uses the text must carry it.',
    basis: SET_BY_HAND,
    effect: 'Higher: texts that stand in a small part of the traffic count for less.',
  },
  members: {
    value: [0.3, 0.7],
    unit: 'share of members',
    range: [0, 1],
    meaning: 'Share of the members that must use the text.',
    basis: SET_BY_HAND,
    effect: 'Higher: texts that only some members use count for less.',
  },
  lengthSpread: {
    value: [0.4, 0.8],
    unit: "times an outside account's spread",
    range: [0, 2],
    meaning:
      'How widely the lengths of the messages around the text must spread, compared with those of the median account outside.',
    basis: 'Set by hand: the filled slots of a template are alike in length.',
    effect: 'Higher: templates with varied slots are less often taken for an injected text.',
  },
} as const satisfies ParameterFamily;
