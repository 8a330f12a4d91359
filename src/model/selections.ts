/**
 * The file selections.json: how the exchanges behind a finding are recognised in the log that was analysed, and how many there were.
 * It holds hashes of text and counts, no text. `stillwatch exchanges` reads it (docs/formats/selections.md).
 */
import { z } from 'zod';
import { CONTENT_FAMILIES, RELATIONAL_FAMILIES } from './vocabulary.ts';

const count = z.number().int().nonnegative();
const moment = z.number().int();
/** The most segments, anchors and rows are far below; a damaged file must not fill the memory. */
const MOST = 1_000_000;

/** Conditions on an exchange of the accounts that a finding names: all of them hold. Without any, every exchange is meant. */
export const ExchangeSelection = z.object({
  /** It carries an anchor of one of these segments. */
  segments: z.array(z.string()).max(MOST).optional(),
  /** It more likely asks for training data than for an answer. */
  harvest: z.literal(true).optional(),
  /** It was refused. */
  refused: z.literal(true).optional(),
  /** It presents a reasoning signature. */
  signatures: z.literal(true).optional(),
  /** It went to this model. */
  model: z.string().optional(),
  /** Its time, ms since the epoch: from (inclusive) and to. */
  from: moment.optional(),
  to: moment.optional(),
});
export type ExchangeSelection = z.infer<typeof ExchangeSelection>;

/** A selection with the number of exchanges that the analysis counted. */
export const CountedSelection = z.object({ selection: ExchangeSelection, exchanges: count });
export type CountedSelection = z.infer<typeof CountedSelection>;

export const CampaignSelections = z.object({
  id: z.string(),
  /** The exchanges with the campaign's own text; null if it has none. */
  own_text: CountedSelection.nullable(),
  /** Of each row of evidence, in their order. */
  rows: z.array(CountedSelection.extend({ family: z.enum([...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES]) })),
});
export type CampaignSelections = z.infer<typeof CampaignSelections>;

export const SelectionsFile = z.object({
  version: z.literal(1),
  /** What the analysis read, duplicates included, and what it worked on: with `--data`, earlier runs too. */
  read: count,
  exchanges: count,
  /** Whether ids that are personal were replaced by keyed hashes. */
  identifiers: z.enum(['hashed', 'kept']),
  /** Accounts whose end users are judged one by one. */
  routers: z.array(z.string()),
  /** The anchors of each segment that is named below, 16 hexadecimal digits each. */
  segments: z.record(z.string(), z.array(z.string().regex(/^[0-9a-f]{16}$/)).max(MOST)),
  campaigns: z.array(CampaignSelections),
  texts: z.array(CountedSelection.extend({ id: z.string() })),
});
export type SelectionsFile = z.infer<typeof SelectionsFile>;
