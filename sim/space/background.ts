/** The population around the points: ordinary people, small circles, users of public agent tools, an office. */

import { DAY } from '../../src/base/clock.ts';
import { addPerson } from '../honest/person.ts';
import type { AgentTool } from '../text/agent.ts';
import { agentTool } from '../text/agent.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';

/** Accounts by kind; together about three hundred. */
const ORDINARY = 200;
const CIRCLES = 10;
const TOOL_USERS = 44;
const STAFF = 24;

/** Adds everybody and returns the agent tool that strangers use. */
export function addBackground(world: World): AgentTool {
  addOrdinaryPeople(world);
  addCircles(world);
  addStaff(world);
  return addToolUsers(world);
}

function addOrdinaryPeople(world: World): void {
  const rng = world.rng.fork('background/ordinary');
  const group = world.group('background:ordinary', 'honest');
  for (let i = 0; i < ORDINARY; i++) addPerson(world, group, rng, { perDay: 1.8 });
}

/** Households and friends: two to four accounts, one card. */
function addCircles(world: World): void {
  const rng = world.rng.fork('background/circles');
  const group = world.group('background:circle', 'honest');
  for (let i = 0; i < CIRCLES; i++) {
    const card = world.identities.card(rng);
    const country = world.internet.country(rng);
    const home = world.internet.home(rng, country.code);
    for (let size = 2 + rng.int(3); size > 0; size--)
      addPerson(world, group, rng, {
        perDay: 1.6,
        kind: 'everybody',
        adjust: (profile) => {
          profile.cards = [card];
          profile.country = country;
          profile.signup = home;
          profile.endpoints = [home];
        },
      });
  }
}

/** A verified company with its own assistant. */
function addStaff(world: World): void {
  const rng = world.rng.fork('background/staff');
  const group = world.group('background:staff', 'honest');
  const country = world.internet.country(rng);
  const domain = world.identities.domain(rng);
  const card = world.identities.card(rng);
  const office = world.internet.site(rng, world.internet.network(rng, 'business', country.code), 2);
  const assistant = world.voice.assistant(rng);
  const rollOut = world.start - (10 + rng.int(200)) * DAY;
  for (let i = 0; i < STAFF; i++)
    addPerson(world, group, rng, {
      perDay: 3,
      kind: 'everybody',
      rhythm: RHYTHMS.office,
      frame: assistant,
      adjust: (profile) => {
        profile.country = country;
        profile.program = 'enterprise';
        profile.email = world.identities.workEmail(rng, domain);
        profile.cards = [card];
        profile.verification = 'business';
        profile.created = rollOut + rng.next() * 5 * DAY;
        profile.endpoints = [rng.pick(office)];
        profile.surface = 'console';
        profile.client = world.clients.pick(rng, 'browser');
        profile.status = 'active';
      },
    });
}

function addToolUsers(world: World): AgentTool {
  const rng = world.rng.fork('background/tools');
  const group = world.group('background:agent_tool', 'honest');
  const tool = agentTool(rng, world.identities.productName(rng), '1.4', 2_400);
  const software = world.clients.software(tool.userAgent);
  for (let i = 0; i < TOOL_USERS; i++)
    addPerson(world, group, rng, {
      perDay: 3,
      kind: 'builder',
      rhythm: RHYTHMS.maker,
      tool,
      adjust: (profile) => {
        profile.client = software;
        profile.surface = 'api';
        profile.shape = 'messages';
      },
    });
  return tool;
}
