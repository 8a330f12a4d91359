/** Users of coding-agent products: one long system prompt from many unrelated accounts. */
import type { Rng } from '../../src/base/rng.ts';
import { type AgentTool, agentTool } from '../text/agent.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import { addPerson } from './person.ts';

/** Length of the system prompt and share of users. Most are short so that a world stays near 1 KB an exchange. */
const PRODUCTS = [
  { chars: 2_400, share: 0.48 },
  { chars: 3_100, share: 0.3 },
  { chars: 5_200, share: 0.15 },
  { chars: 8_500, share: 0.055 },
  { chars: 22_000, share: 0.015 },
] as const;

/** The agent products of a world; campaigns that forward real users' traffic forward these prompts too. */
export function makeTools(world: World): { tools: readonly AgentTool[]; pick: (rng: Rng) => AgentTool } {
  const rng = world.rng.fork('agent-products');
  const tools = PRODUCTS.map(({ chars }) =>
    agentTool(rng, world.identities.productName(rng), `${1 + rng.int(3)}.${rng.int(40)}.${rng.int(9)}`, chars),
  );
  const pick = (from: Rng): AgentTool => {
    let rest = from.next();
    for (let i = 0; i < tools.length; i++) {
      rest -= (PRODUCTS[i] as (typeof PRODUCTS)[number]).share;
      if (rest < 0) return tools[i] as AgentTool;
    }
    return tools[0] as AgentTool;
  };
  return { tools, pick };
}

export function addAgentTools(world: World, pick: (rng: Rng) => AgentTool): void {
  const rng = world.rng.fork('agent-tools');
  const group = world.group('agent_tool', 'honest');
  const software = new Map<string, ReturnType<World['clients']['software']>>();
  for (let n = world.size(9_000, 180); n > 0; n--) {
    const tool = pick(rng);
    let client = software.get(tool.name);
    if (!client) {
      client = world.clients.software(tool.userAgent);
      software.set(tool.name, client);
    }
    const own = client;
    addPerson(world, group, rng, {
      perDay: 4,
      kind: 'builder',
      rhythm: RHYTHMS.maker,
      tool,
      adjust: (profile) => {
        profile.surface = rng.pick(['api', 'api', 'api', 'bedrock', 'vertex']);
        profile.shape = 'messages';
        profile.client = own;
      },
    });
  }
}
