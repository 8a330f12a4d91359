/**
 * Edited prefixes: a signed thinking block is sent back in its own session after what stood before it has been changed:
 * the system prompt, the tools, or the first message. An honest client sends back what it had; at most it drops old turns.
 */
import type { Rng } from '../../src/base/rng.ts';
import { TOPICS } from '../text/topics.ts';
import { createBody, message, type PromptBody, signedMessage } from '../world/body.ts';
import type { Template } from '../world/voice.ts';
import type { Circumstances, World } from '../world/world.ts';

interface Signed {
  readonly session: string;
  readonly system: string;
  readonly user: string;
  signature: string;
}

const TOOLS =
  '[{"name":"notebook","description":"Keeps notes.","input_schema":{"type":"object","properties":{"note":{"type":"string"}}}},{"name":"lookup","description":"Looks a word up.","input_schema":{"type":"object","properties":{"word":{"type":"string"}}}}]';

export interface EditedWork {
  compose(ordinal: number): { body: PromptBody; circumstances: Circumstances };
  issued(ordinal: number, signature: string): void;
}

export function editedWork(world: World, rng: Rng, templates: readonly Template[], paraphrase: number): EditedWork {
  const { voice } = world;
  /** The last signed answer of each account, until it is used. */
  const held: (Signed | undefined)[] = [];
  let walk = 0;
  return {
    compose(ordinal) {
      const env = { topic: TOPICS[walk++ % TOPICS.length]!, reword: true };
      const before = held[ordinal];
      held[ordinal] = undefined;
      if (before === undefined || before.signature === '') {
        const body = createBody();
        body.system = voice.app(rng, env);
        body.user = voice.problem(rng, env);
        body.thinking = true;
        body.outputTokens = 400 + rng.int(2_000);
        body.extra = ',"max_tokens":16000,"thinking":{"type":"enabled","budget_tokens":10000}';
        const session = world.session();
        held[ordinal] = { session, system: body.system, user: body.user, signature: '' };
        return { body, circumstances: { session } };
      }
      const body = rng.pick(templates)(rng, env.topic, paraphrase);
      const change = rng.int(3);
      const first = change === 0 ? voice.problem(rng, env) : before.user;
      body.history = message('user', first) + signedMessage(before.signature, voice.shown(rng, env), voice.result(rng, env));
      body.system = change === 1 ? voice.app(rng, env) : before.system;
      if (change === 2) body.tools = TOOLS;
      return { body, circumstances: { session: before.session } };
    },
    issued(ordinal, signature) {
      const open = held[ordinal];
      if (open !== undefined) open.signature = signature;
    },
  };
}
