/** Programs of verified organisations: evaluation runs, a judge of one's own product, annotation of private documents. */
import { DAY, HOUR } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import { createBody } from '../world/body.ts';
import { type MachineRun, runBursts, simulateProgram } from '../world/machine.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { SimAccount, TruthGroup, World } from '../world/world.ts';

/** A finite list of known items, a few runs of all of them, short answers. Items are remade from their number. */
export function addHarnesses(world: World): void {
  const rng = world.rng.fork('harnesses');
  const group = world.group('eval_harness', 'honest');
  for (let left = world.size(100, 4); left > 0; left -= 4) {
    const org = organisation(world, rng, Math.min(4, left));
    const items = 160 + rng.int(340);
    // Public test items: the same for every run and every account.
    const list = world.voice.harness(rng, items);
    for (let i = 0; i < org.size; i++) {
      const account = org.open(group, 'sdk');
      const runs: MachineRun[] = [];
      for (
        let start = world.start + rng.next() * 4 * DAY;
        start < world.end && runs.length < 6;
        start += (4 + rng.exponential(5)) * DAY
      ) {
        runs.push({ start, items: Math.ceil(items * Math.min(1, world.settings.honest)), gap: 900 });
      }
      runBursts(world, account, rng, runs, (item) => {
        const body = createBody();
        body.user = list[item % items] as string;
        body.extra = ',"temperature":0,"max_tokens":8,"logprobs":true';
        body.outputTokens = 1 + rng.int(4);
        body.answer = rng.pick(['A', 'B', 'C', 'D', '12', '42', '7']);
        body.stop = 'max_tokens';
        return body;
      });
    }
  }
}

export function addJudges(world: World): void {
  const rng = world.rng.fork('judges');
  const group = world.group('llm_judge', 'honest');
  for (let left = world.size(30, 2); left > 0; ) {
    const org = organisation(world, rng, Math.min(left, 1 + rng.int(3)));
    left -= org.size;
    const judge = world.voice.judge(rng);
    for (let i = 0; i < org.size; i++) {
      simulateProgram(world, org.open(group, 'sdk'), rng, {
        rhythm: RHYTHMS.office,
        offset: 0,
        perDay: 70 * Math.exp(0.4 * rng.normal()) * world.settings.honest,
        compose: () => {
          const body = createBody();
          const { system, user } = judge(rng);
          body.system = system;
          body.user = user;
          body.extra = ',"temperature":0,"max_tokens":120';
          body.outputTokens = 25 + rng.int(40);
          body.answer = `{\\"faithfulness\\": ${1 + rng.int(5)}, \\"tone\\": ${3 + rng.int(3)}}`;
          return { body };
        },
      });
    }
  }
}

export function addPipelines(world: World): void {
  const rng = world.rng.fork('pipelines');
  const group = world.group('batch_etl', 'honest');
  for (let n = world.size(40, 2); n > 0; n--) {
    const account = organisation(world, rng, 1).open(group, 'script');
    const pipeline = world.voice.pipeline(rng);
    const perNight = 75 * Math.exp(0.35 * rng.normal()) * world.settings.honest;
    const runs: MachineRun[] = [];
    const hour = rng.int(24) * HOUR;
    for (let start = world.start + hour; start < world.end; start += DAY) {
      runs.push({
        start: start + rng.int(600_000),
        items: Math.max(1, Math.round(perNight * (0.7 + 0.6 * rng.next()))),
        gap: 2_500,
      });
    }
    runBursts(world, account, rng, runs, () => {
      const body = createBody();
      const { system, user } = pipeline(rng);
      body.system = system;
      body.user = user;
      body.extra = ',"temperature":0,"max_tokens":200';
      body.outputTokens = 30 + rng.int(40);
      return body;
    });
  }
}

/** A verified organisation that opens accounts with one card, one domain, one site. */
export function organisation(
  world: World,
  rng: Rng,
  size: number,
): { size: number; open: (group: TruthGroup, software: 'sdk' | 'script') => SimAccount } {
  const country = world.internet.country(rng);
  const domain = world.identities.domain(rng);
  const card = world.identities.card(rng);
  const site = world.internet.site(rng, world.internet.network(rng, 'cloud'), 2);
  const created = world.start - (20 + rng.int(300)) * DAY;
  return {
    size,
    open: (group, software) => {
      const profile = world.profile(rng, country);
      profile.program = 'enterprise';
      profile.email = world.identities.workEmail(rng, domain);
      profile.cards = [card];
      profile.verification = 'business';
      profile.created = created + rng.next() * 10 * DAY;
      profile.signup = site[0]!;
      profile.endpoints = site;
      profile.client = world.clients.pick(rng, software);
      profile.surface = rng.pick(['api', 'api', 'batch']);
      profile.status = 'active';
      return world.open(group, rng, profile);
    },
  };
}
