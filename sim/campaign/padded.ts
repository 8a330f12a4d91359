/** Padding: a harvested answer is followed by small talk in the same session, so that an account looks like a person's. */
import type { Rng } from '../../src/base/rng.ts';
import { TOPICS } from '../text/topics.ts';
import { createBody, message } from '../world/body.ts';
import { Human } from '../world/human.ts';
import { persona } from '../world/organic.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { Template } from '../world/voice.ts';
import type { SimAccount, World } from '../world/world.ts';
import type { Kit } from './kit.ts';

export function padTurns(
  world: World,
  { accounts, rng, kit }: { accounts: readonly SimAccount[]; rng: Rng; kit: Kit },
  templates: readonly Template[],
  perDay: number,
  mix: number,
  paraphrase: number,
): void {
  const { voice } = world;
  accounts.forEach((account, ordinal) => {
    let walk = ordinal;
    /** Session of the talk that began with a harvest, and what it began with. */
    let begun = '';
    let system = '';
    let history = '';
    Human.enter(world, account, rng, {
      persona: persona(voice, rng, 'en'),
      rhythm: RHYTHMS.maker,
      offset: (ordinal % 7) - 3,
      perDay,
      client: (time) => kit.client(account, ordinal, time),
      instead: (time, talk) => {
        const padding = talk.session === begun;
        if (!padding && (talk.turn > 0 || rng.chance(mix))) return false;
        const env = { topic: TOPICS[walk++ % TOPICS.length]!, reword: true };
        const body = padding ? createBody() : rng.pick(templates)(rng, env.topic, paraphrase);
        if (padding) {
          body.system = system;
          body.history = history;
          body.user = voice.more(rng, env, 'en');
          body.outputTokens = 20 + rng.int(200);
          body.extra = ',"max_tokens":1024';
        } else {
          begun = talk.session;
          system = body.system;
          history = '';
        }
        history += message('user', body.user) + message('assistant', voice.reply(rng, env));
        world.emit(time, account, body, {
          session: talk.session,
          client: kit.client(account, ordinal, time),
        });
        return true;
      },
    });
  });
}
