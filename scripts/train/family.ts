/** What a grammar family is: one way of asking for one thing, with the labels its texts carry. */
import type { Capability, Intent } from '../../src/model/vocabulary.ts';

export interface Family {
  /** Unique; families, never single texts, are what held-out splits leave out. */
  readonly id: string;
  /** Empty means the output is an answer for its reader. */
  readonly intents: readonly Exclude<Intent, 'answer'>[];
  /** Empty means general chat. */
  readonly capabilities: readonly Exclude<Capability, 'general_chat'>[];
  /** One is drawn; without it there is no system prompt. */
  readonly system?: readonly string[];
  /** One is drawn. */
  readonly user: readonly string[];
  readonly tools?: number;
  readonly toolResults?: number;
  readonly images?: number;
  readonly turns?: number;
  /** ISO 639-1 when all its texts are in one language beside English; its vocabulary is chosen among those. */
  readonly language?: string;
  /** Documents of this family against an ordinary one; 1 unless told. */
  readonly share?: number;
}

type Labels = Pick<Family, 'intents' | 'capabilities'>;

/** Shortens a list of families that share their labels. */
export function families(
  labels: Labels,
  list: readonly (Omit<Family, 'intents' | 'capabilities'> & Partial<Labels>)[],
): Family[] {
  return list.map((family) => ({ ...labels, ...family }));
}
