/**
 * Worlds for texts under review: an honest crowd, and beside it people who have nothing in common but a text. Operators whose
 * accounts each have a card, a home and hours of their own, and honest crowds that send one text as well. Built from the
 * simulator's pieces; leaves out the analysis of them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addPerson } from '../sim/honest/person.ts';
import { addRouters } from '../sim/honest/router.ts';
import { makeTools } from '../sim/honest/tools.ts';
import { shuffle } from '../sim/text/agent.ts';
import { TOPICS } from '../sim/text/topics.ts';
import { grammarVoice } from '../sim/voice/grammar.ts';
import { createBody } from '../sim/world/body.ts';
import { runBursts } from '../sim/world/machine.ts';
import { RHYTHMS } from '../sim/world/rhythm.ts';
import type { Purpose, Template, Voice } from '../sim/world/voice.ts';
import type { World } from '../sim/world/world.ts';
import { buildWorld } from '../sim/worlds.ts';
import { LineWriter } from '../sim/write.ts';
import { DAY, HOUR } from '../src/base/clock.ts';

/** Adds one group to a world. */
export type Scene = (world: World) => void;

export interface TextWorld {
  readonly seed: number;
  readonly scale?: number;
  readonly days?: number;
  /** Multiplies honest exchanges a day and account, those of the scenes too. */
  readonly honest?: number;
  readonly scenes: readonly Scene[];
  /** Absent: the simulator's own grammar. */
  readonly voice?: Voice;
}

/** Writes a world in which nobody harvests but the scenes, and its truth. */
export async function writeTextWorld(
  out: string,
  { seed, scale = 0.004, days, honest, scenes, voice = grammarVoice() }: TextWorld,
): Promise<void> {
  const world = buildWorld({ world: 'clean', scale, seed, days, honest }, voice);
  for (const scene of scenes) scene(world);
  mkdirSync(out, { recursive: true });
  const lines = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
  writeFileSync(join(out, 'releases.ndjson'), lines(world.releases()));
  writeFileSync(join(out, 'accounts.ndjson'), world.takeAccountLines().join('\n'));
  const writer = new LineWriter(join(out, 'exchanges.ndjson'), 'none');
  await world.run(writer, () => {});
  await writer.close();
  writeFileSync(join(out, 'truth.ndjson'), lines(world.truth()));
  writeFileSync(join(out, 'truth_sub_accounts.ndjson'), lines(world.subTruth()));
}

interface Senders {
  readonly name: string;
  readonly accounts: number;
  /** Exchanges a day and account. */
  readonly perDay: number;
  /** Share of what each sends. */
  readonly share: number;
  readonly purpose: Purpose;
  readonly paraphrase?: number;
  /** Templates that each account uses in turn; absent: one. */
  readonly templates?: number;
}

/** Accounts that have nothing in common but one harvest text: each its own card, home, client and human hours. */
export function strangersWithOneText(senders: Senders): Scene {
  const { name, accounts, perDay, share, purpose, paraphrase = 0.15, templates = 1 } = senders;
  return (world) => {
    const rng = world.rng.fork(name);
    const group = world.group(name, 'campaign');
    const list = shuffle(rng, [...world.voice.templates(purpose, name)]).slice(0, templates);
    let walk = 0;
    for (let n = 0; n < accounts; n++) {
      addPerson(world, group, rng, {
        perDay,
        rhythm: RHYTHMS.private,
        adjust: (profile) => {
          profile.status = 'active';
          profile.surface = 'api';
        },
        instead: (account) => (time, talk) => {
          if (!rng.chance(share)) return false;
          const body = rng.pick(list)(rng, TOPICS[walk++ % TOPICS.length]!, paraphrase);
          world.emit(time, account, body, { session: talk.session });
          return true;
        },
      });
    }
  };
}

/** The same behind an agent product's prompt, on cards that five accounts share. */
export function behindATool({ name, accounts, perDay, share, purpose, paraphrase = 0.15 }: Senders): Scene {
  return (world) => {
    const rng = world.rng.fork(name);
    const group = world.group(name, 'campaign');
    const template = rng.pick(world.voice.templates(purpose, name));
    const tool = makeTools(world).pick(rng);
    const cards = Array.from({ length: Math.ceil(accounts / 24) }, () => world.identities.card(rng));
    for (let n = 0; n < accounts; n++) {
      addPerson(world, group, rng, {
        perDay,
        kind: 'builder',
        rhythm: RHYTHMS.maker,
        tool,
        adjust: (profile) => {
          profile.status = 'active';
          profile.cards = [rng.pick(cards)];
          profile.surface = 'api';
        },
        instead: (account) => (time, talk) => {
          if (!rng.chance(share)) return false;
          const body = template(rng, rng.pick(TOPICS), paraphrase);
          body.user = body.system === '' ? body.user : `${body.system}\\n${body.user}`;
          body.system = tool.system;
          world.emit(time, account, body, { session: talk.session });
          return true;
        },
      });
    }
  };
}

/** End users of a declared router who send one harvest template. */
export function endUsersWithOneText(users: number, share: number, purpose: Purpose): Scene {
  return (world) => {
    const templates: readonly Template[] = world.voice.templates(purpose, 'behind-router');
    const { pick } = makeTools(world);
    addRouters(world, pick, {
      campaign: 'behind_router',
      users,
      share,
      compose: (rng) => templates[0]!(rng, rng.pick(TOPICS), 0.15),
    });
  };
}

/** A prompt that makes the rounds: more people by the day, each a few times, most stop within days. */
export function viralPrompt(people: number): Scene {
  return (world) => {
    const rng = world.rng.fork('viral');
    const group = world.group('viral_prompt', 'honest');
    const template = world.voice.templates('slow', 'viral')[1]!;
    for (let n = 0; n < people; n++) {
      const from = world.start + DAY * (4 + 10 * Math.sqrt(rng.next()));
      const until = from + rng.exponential(2.5 * DAY);
      addPerson(world, group, rng, {
        perDay: 3,
        instead: (account) => (time, talk) => {
          if (time < from || time > until || !rng.chance(0.5)) return false;
          world.emit(time, account, template(rng, rng.pick(TOPICS), 0), { session: talk.session });
          return true;
        },
      });
    }
  };
}

/** A data generation script that strangers download: one to three sittings of some dozens of calls, then ordinary use. */
export function publicScript(people: number, perDay = 1): Scene {
  return (world) => {
    const rng = world.rng.fork('public-script');
    const group = world.group('public_script', 'honest');
    const template = world.voice.templates('public', 'shared-script')[0]!;
    for (let n = 0; n < people; n++) {
      const account = addPerson(world, group, rng, {
        perDay,
        kind: 'builder',
        rhythm: RHYTHMS.maker,
        adjust: (profile) => {
          profile.surface = 'api';
          profile.status = 'active';
        },
      });
      const first = account.from + rng.next() * Math.max(DAY, account.until - account.from - 3 * DAY);
      const sittings = Array.from({ length: 1 + rng.int(3) }, (_, day) => ({
        start: first + day * DAY + rng.exponential(2 * HOUR),
        items: 12 + rng.int(40),
        gap: 9_000,
      })).filter(({ start }) => start < account.until - 2 * HOUR);
      runBursts(world, account, rng, sittings, () => template(rng, rng.pick(TOPICS), 0));
    }
  };
}

/** Labs that run one public benchmark: the same finite items for all, each a few runs, little else on the account. */
export function publicBenchmark(labs: number): Scene {
  return (world) => {
    const rng = world.rng.fork('benchmark');
    const group = world.group('public_benchmark', 'honest');
    const items = Array.from({ length: 120 }, () => world.voice.problem(rng, { topic: rng.pick(TOPICS), reword: true }));
    const instruction =
      'Solve the item of the reasoning benchmark. Think step by step and show your steps one by one, then write the final answer after the word ANSWER on a line of its own so that the scoring script can read it.';
    for (let n = 0; n < labs; n++) {
      const account = addPerson(world, group, rng, {
        perDay: 0.5,
        kind: 'builder',
        rhythm: RHYTHMS.office,
        adjust: (profile) => {
          profile.surface = 'api';
          profile.status = 'active';
        },
      });
      const first = account.from + rng.next() * Math.max(DAY, account.until - account.from - 9 * DAY);
      const runs = Array.from({ length: 1 + rng.int(3) }, (_, k) => ({
        start: first + 3 * k * DAY,
        items: items.length,
        gap: 2_000,
      }));
      runBursts(world, account, rng, runs, (item) => {
        const body = createBody();
        body.user = `${instruction}\\n\\n${items[item % items.length]}`;
        body.outputTokens = 200 + rng.int(200);
        return body;
      });
    }
  };
}

/** One worksheet of a distance course, filled in at home by everybody who takes it. */
export function worksheet(people: number): Scene {
  return (world) => {
    const rng = world.rng.fork('worksheet');
    const group = world.group('worksheet', 'honest');
    const assignment = world.voice.assignment(rng);
    for (let n = 0; n < people; n++) {
      addPerson(world, group, rng, {
        perDay: 1.5,
        instead: (account) => (time, talk) => {
          if (!rng.chance(0.5)) return false;
          const body = createBody();
          body.user = `${assignment}\\n\\n${world.voice.problem(rng, { topic: rng.pick(TOPICS), reword: true })}`;
          body.outputTokens = 300 + rng.int(200);
          world.emit(time, account, body, { session: talk.session });
          return true;
        },
      });
    }
  };
}

/** Customers of one support product, each with an account of its own under the product's prompt. */
export function supportProduct(tenants: number): Scene {
  return (world) => {
    const rng = world.rng.fork('support-product');
    const group = world.group('support_product', 'honest');
    const frame = world.voice.product(rng);
    for (let n = 0; n < tenants; n++) {
      addPerson(world, group, rng, {
        perDay: 8,
        rhythm: RHYTHMS.product,
        frame,
        adjust: (profile) => {
          profile.surface = 'api';
        },
      });
    }
  };
}
