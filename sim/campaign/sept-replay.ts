/**
 * September, replay: signatures of thinking that were issued to one account are sent in other accounts' and sessions'
 * requests. A few accounts first search for a technique: many attempts, hardly two alike, mostly refused.
 */
import { DAY } from '../../src/base/clock.ts';
import { TOPICS } from '../text/topics.ts';
import { createBody, message, signedMessage } from '../world/body.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { Customers } from './customers.ts';
import { dispatch } from './dispatch.ts';
import { beforeWindow, Kit } from './kit.ts';

/** How many issued signatures are held for replay. */
const HELD = 512;

export function addSeptReplay(world: World, context: CampaignContext): void {
  const rng = world.rng.fork('sept-replay');
  const group = world.group('sept-replay', 'campaign');
  const size = world.strength(1_500, 26);
  const kit = new Kit(world, rng, {
    infrastructure: world.settings.infrastructure ?? 'rotating',
    accounts: size,
    surfaces: ['api', 'api', 'bedrock'],
    programs: ['standard', 'free_credit', 'research'],
    wave: 15,
    model: world.settings.models.usual[2] as string,
  });
  const accounts = Array.from({ length: size }, () => kit.open(group, beforeWindow(world, 30)));
  const searchers = Math.max(4, Math.round(size * 0.06));
  const searchEnds = world.start + Math.max(2, world.settings.days * 0.3) * DAY;
  const mix = world.settings.mix ?? 0.2;
  const paraphrase = world.settings.paraphrase ?? 0.15;
  const customers = new Customers(world, rng, context.pickTool, 0.15);
  const { voice } = world;
  const templates = voice.templates('replay', group.name);
  const held: { signature: string; owner: number }[] = [];
  let walk = 0;

  // The search: on the first accounts, until a technique works.
  let tried = 0;
  dispatch(world, rng, {
    kit,
    accounts: accounts.slice(0, searchers),
    perDay: (time) => (time < searchEnds ? searchers * 40 * world.settings.rate : 0),
    rhythm: RHYTHMS.maker,
    offset: 7,
    balance: 'least',
    until: searchEnds,
    compose: () => {
      const body = createBody();
      body.user = voice.attempt(tried++, rng, { topic: rng.pick(TOPICS), reword: true });
      body.refused = rng.chance(0.86);
      body.stop = body.refused ? 'refusal' : 'end_turn';
      body.thinking = true;
      body.outputTokens = body.refused ? 20 + rng.int(60) : 200 + rng.int(900);
      body.extra = ',"max_tokens":4096,"thinking":{"type":"enabled","budget_tokens":2048}';
      return { body, circumstances: { session: world.session() } };
    },
  });

  // The harvest: half of the requests make thinking, half replay what another account was given.
  let harvested = false;
  dispatch(world, rng, {
    kit,
    accounts,
    perDay: (time) => size * 13 * world.settings.rate * (time < searchEnds ? 0.15 : 1.25),
    rhythm: RHYTHMS.flat,
    offset: 0,
    balance: 'least',
    compose: (time, _account, ordinal) => {
      harvested = false;
      if (customers.wants(time, mix)) {
        const { body, session } = customers.next(ordinal);
        return { body, circumstances: { session } };
      }
      const env = { topic: TOPICS[walk++ % TOPICS.length]!, reword: false };
      const session = world.session();
      const source = held.length > 0 && rng.chance(0.55) ? rng.pick(held) : null;
      if (source !== null && source.owner !== ordinal) {
        const body = rng.pick(templates)(rng, env.topic, paraphrase);
        const problem = voice.problem(rng, env);
        body.history =
          message('user', problem) + signedMessage(source.signature, voice.shown(rng, env), voice.result(rng, env));
        return { body, circumstances: { session } };
      }
      const body = createBody();
      body.user = voice.problem(rng, env);
      body.thinking = true;
      body.outputTokens = 500 + rng.int(2_500);
      body.extra = ',"max_tokens":16000,"thinking":{"type":"enabled","budget_tokens":12000}';
      harvested = true;
      return { body, circumstances: { session } };
    },
    issued: (signature, _account, ordinal) => {
      if (!harvested) return;
      const entry = { signature, owner: ordinal };
      if (held.length < HELD) held.push(entry);
      else held[rng.int(HELD)] = entry;
    },
  });
}
