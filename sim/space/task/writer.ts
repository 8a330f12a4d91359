/** What composes the requests of one account, and the small grammar of instructions that organisations and people write. */
import type { Rng } from '../../../src/base/rng.ts';
import { shuffle } from '../../text/agent.ts';
import { compile, type Env, lines, type Rules } from '../../text/grammar.ts';
import type { PromptBody } from '../../world/body.ts';

/** One request, and what to do with the signature of its answer. */
export interface WrittenRequest {
  readonly body: PromptBody;
  readonly session?: string;
  readonly issued?: (signature: string) => void;
}

/** Composes an account's requests in their order. */
export type Writer = (rng: Rng, ordinal: number) => WrittenRequest;

/** Long texts that somebody wrote once: an opening, some of the rules in some order, an ending. */
export interface Instructions {
  readonly openings: readonly string[];
  readonly rules: readonly string[];
  readonly endings: readonly string[];
  /** What one person types who has no such text: short, and worded anew by everybody. */
  readonly own: readonly string[];
}

export function instructions(blocks: Readonly<Record<keyof Instructions, string>>): Instructions {
  return {
    openings: lines(blocks.openings),
    rules: lines(blocks.rules),
    endings: lines(blocks.endings),
    own: lines(blocks.own),
  };
}

/** Puts a text together once for everybody who will send it. */
export function writeShared(rng: Rng, from: Instructions, env: Env, rules: Rules): string {
  const text = (source: string): string => compile(source, rules)(rng, env);
  const chosen = shuffle(rng, from.rules).slice(0, 6 + rng.int(4));
  const glue = rng.pick([' ', '\\n- ', '\\n']);
  return [text(rng.pick(from.openings)), ...chosen.map(text), text(rng.pick(from.endings))].join(glue);
}

/** Puts one person's own wording together. */
export function writeOwn(rng: Rng, from: Instructions, env: Env, rules: Rules): string {
  const chosen = shuffle(rng, from.own).slice(0, 1 + rng.int(2));
  return chosen.map((source) => compile(source, rules)(rng, env)).join(' ');
}
