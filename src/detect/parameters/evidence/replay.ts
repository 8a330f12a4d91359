/** Parameters of the replay family. */
import { type ParameterFamily, SET_BY_HAND } from '../../../model/parameter.ts';

/** Read by evidence/replay/other-account.ts. */
export const REPLAY_OTHER_ACCOUNT_PARAMETERS = {
  fullStrength: {
    value: 0.95,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when many members present signatures that were issued to another party of the group.',
    basis: 'Set by hand: signatures never travel between customers.',
    effect: 'Higher: stronger replay evidence from signatures that change accounts.',
  },
  share: {
    value: [0, 0.3],
    unit: 'share of members',
    range: [0, 1],
    meaning: 'Share of the members that must take part, as issuer or presenter.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where a few members replay.',
  },
  members: {
    value: [2, 8],
    unit: 'members',
    range: [2, 100],
    meaning: 'Number of members that must take part; up to the first there is no evidence.',
    basis: 'Set by hand: a shared transcript explains a few.',
    effect: 'Higher: small exchanges of signatures are missed.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/replay/other-session.ts. */
export const REPLAY_OTHER_SESSION_PARAMETERS = {
  fullStrength: {
    value: 0.7,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when members present signatures in other sessions far more than others do.',
    basis: 'Set by hand: below that of another account: people fork and resume conversations.',
    effect: 'Higher: stronger replay evidence from sessions, clients that rename sessions included.',
  },
  share: {
    value: [0, 0.3],
    unit: 'share of members',
    range: [0, 1],
    meaning: 'Share of the members that must present signatures in sessions at all.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where a few members replay.',
  },
  usualQuantile: {
    value: 0.75,
    unit: 'quantile of outside accounts',
    range: [0.5, 1],
    meaning:
      "What is usual: this quantile of the outside accounts' shares. The summary names it ('three in four accounts').",
    basis: SET_BY_HAND,
    effect: 'Higher: members must do so more often.',
  },
  beyondUsual: {
    value: [0.05, 0.4],
    unit: 'share of presentations',
    range: [0, 1],
    meaning: "By how much the members' share must exceed the usual.",
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence.',
  },
  count: {
    value: [6, 30],
    unit: 'presentations',
    range: [1, 500],
    meaning: 'Presentations in another session: up to the first a few forked conversations explain them.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence from few replays.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/replay/edited.ts. */
export const REPLAY_EDITED_PARAMETERS = {
  editedStrength: {
    value: 0.8,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning:
      'Strength when another question, system prompt or set of tools precedes the signed blocks than they were issued to.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger replay evidence from edited conversations.',
  },
  trimmedStrength: {
    value: 0.3,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when only earlier turns were changed or dropped.',
    basis: 'Set by hand, much lower: honest clients drop and shorten old turns all the time.',
    effect: 'Higher: clients that forget old turns count for more.',
  },
  share: {
    value: [0, 0.3],
    unit: 'share of members',
    range: [0, 1],
    meaning: 'Share of the members whose presentations could be compared.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where a few members replay.',
  },
  usualQuantile: {
    value: 0.75,
    unit: 'quantile of outside accounts',
    range: [0.5, 1],
    meaning:
      "What is usual: this quantile of the outside accounts' shares. The summary names it ('three in four accounts').",
    basis: SET_BY_HAND,
    effect: 'Higher: members must do so more often.',
  },
  beyondUsual: {
    value: [0.05, 0.4],
    unit: 'share of presentations',
    range: [0, 1],
    meaning: "By how much the members' share must exceed the usual.",
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence.',
  },
  count: {
    value: [6, 30],
    unit: 'presentations',
    range: [1, 500],
    meaning: 'Edited presentations: up to the first a few regenerated answers explain them.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence from few replays.',
  },
} as const satisfies ParameterFamily;
