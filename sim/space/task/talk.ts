/** Accounts that talk: everyday chat and coding with an agent's tools, with follow-ups that carry their history. */
import type { Rng } from '../../../src/base/rng.ts';
import type { AgentTool } from '../../text/agent.ts';
import { openTalk, type Persona, persona, say, type Talk } from '../../world/organic.ts';
import type { World } from '../../world/world.ts';
import type { Writer } from './writer.ts';

export interface TalkOptions {
  readonly kind: 'everybody' | 'builder';
  readonly tool: AgentTool | null;
  /** A fixed text before everything else; empty when there is none. */
  readonly frame: string;
}

/** One person's talks. */
export function talker(world: World, rng: Rng, { kind, tool, frame }: TalkOptions): Writer {
  const drawn = persona(world.voice, rng, 'en', kind, tool);
  const who: Persona = frame === '' ? drawn : { ...drawn, app: '' };
  let talk: Talk | null = null;
  return (from) => {
    const current = talk ?? openTalk(from, who, world.session());
    const body = say(from, who, current);
    if (frame !== '') body.system = body.system === '' ? frame : `${frame}\\n\\n${body.system}`;
    talk = current.left > 0 ? current : null;
    return {
      body,
      session: current.session,
      issued: (signature) => {
        current.signature = signature;
      },
    };
  };
}
