/** A fleet: forty service accounts of one company, round the clock and in step, on one card and one site. */
import { DAY } from '../../src/base/clock.ts';
import { dispatch } from '../campaign/dispatch.ts';
import { agentTool } from '../text/agent.ts';
import { TOPICS } from '../text/topics.ts';
import { createBody } from '../world/body.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import { organisation } from './batch.ts';

const SIZE = 40;

export function addFleets(world: World): void {
  const rng = world.rng.fork('fleets');
  const group = world.group('agent_fleet', 'honest');
  for (let left = world.size(400, SIZE); left > 0; left -= SIZE) {
    const size = Math.min(SIZE, left);
    const company = organisation(world, rng, size);
    // The company's own agent, on a model that all of them leave on one day.
    const agent = agentTool(rng, world.identities.productName(rng), `${1 + rng.int(4)}.0`, 2_600);
    const moves = world.released + DAY + rng.next() * 3 * DAY;
    const model = rng.pick(world.settings.models.usual);
    const subject = rng.pick(TOPICS);
    const accounts = Array.from({ length: size }, () => ({
      ...company.open(group, 'sdk'),
      model,
      adopts: moves,
      surface: 'api',
    }));
    dispatch(world, rng, {
      kit: { client: () => undefined },
      accounts,
      perDay: () => size * 4 * world.settings.honest,
      rhythm: RHYTHMS.flat,
      offset: 0,
      balance: 'ticks',
      burst: 0.2,
      compose: () => {
        const env = { topic: rng.chance(0.8) ? subject : rng.pick(TOPICS), reword: true };
        const body = createBody();
        body.system = agent.system;
        body.tools = agent.tools;
        body.user = `${world.voice.record(rng, env)}\\n\\nCase ${10_000 + rng.int(90_000)}, opened ${1 + rng.int(40)} h ago`;
        if (rng.chance(0.5)) body.toolResult = world.voice.toolResult(rng, env);
        body.outputTokens = 60 + rng.int(400);
        body.extra = ',"max_tokens":4096';
        body.stop = rng.chance(0.6) ? 'tool_use' : 'end_turn';
        return { body, circumstances: { session: world.session() } };
      },
    });
  }
}
