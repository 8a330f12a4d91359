/** Parameters of the segment family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const SEGMENT_OWN_TEXT_PARAMETERS = {
  fullStrength: parameter(0.95, 'strength 0..1', [0, 1], {
    meaning: "Strength when nearly all members send segments that are the group's own, around differing messages.",
    effect: 'Higher: stronger segment evidence from private templates.',
  }),
  coverage: parameter([0.2, 0.8], 'share of members', [0, 1], {
    meaning: "How many members must send the group's own segments.",
    effect: 'Higher: weaker evidence where only some members send the template.',
  }),
  specificity: parameter([0.5, 0.9], 'share of users', [0, 1], {
    meaning: "How many of a segment's users must be members for it to be the group's own.",
    basis: 'Set by hand: popular agent prompts fail here.',
    effect: 'Higher: templates that outsiders also send count for less.',
  }),
} as const satisfies ParameterFamily;

export const SEGMENT_INJECTED_PARAMETERS = {
  fullStrength: parameter(0.9, 'strength 0..1', [0, 1], {
    meaning: "Strength when one text stands in most of what members send, and everything around it is strangers' traffic.",
    effect: "Higher: stronger segment evidence from a text put into other people's requests.",
  }),
  segmentsTried: parameter(8, 'segments', [1, 100], {
    meaning: "How many of the group's own segments, most used first, are examined.",
    effect: 'Higher: an injected text among many own segments is found more often, in more time.',
  }),
  minAccounts: parameter(3, 'accounts', [2, 50], {
    meaning: 'Accounts a group must have. End users of one account do not count: its router may put a text before all of them.',
    effect: 'Higher: small relays are missed.',
  }),
  usualQuantile: parameter(0.75, 'quantile of outside accounts', [0.5, 1], {
    meaning: "What is usual for one account: at most this quantile of how often two of an outside account's requests come in different frames. The summary names it ('three in four accounts').",
    effect: 'Higher: members must vary more to look like strangers.',
  }),
  minFrameMargin: parameter(0.1, 'share of pairs of requests', [0.01, 0.5], {
    meaning: 'How far beyond the usual the variation between strangers is taken to lie at least.',
    effect: 'Higher: weaker evidence where single accounts vary nearly as much as strangers.',
  }),
  share: parameter([0.1, 0.4], 'share of exchanges', [0, 1], {
    meaning: 'Share of its exchanges in which the typical member that uses the text must carry it.',
    effect: 'Higher: texts that stand in a small part of the traffic count for less.',
  }),
  members: parameter([0.3, 0.7], 'share of members', [0, 1], {
    meaning: 'Share of the members that must use the text.',
    effect: 'Higher: texts that only some members use count for less.',
  }),
  lengthSpread: parameter([0.4, 0.8], "times an outside account's spread", [0, 2], {
    meaning: 'How widely the lengths of the messages around the text must spread, compared with those of the median account outside.',
    basis: 'Set by hand: the filled slots of a template are alike in length.',
    effect: 'Higher: templates with varied slots are less often taken for an injected text.',
  }),
} as const satisfies ParameterFamily;
