/** The operators' tasks: what each account sends, with the operator's text, a public one, or a wording of its own. */
import type { Rng } from '../../../src/base/rng.ts';
import { ITEMS } from '../../campaign/items.ts';
import type { AgentTool } from '../../text/agent.ts';
import type { Env, Text } from '../../text/grammar.ts';
import { TOPICS } from '../../text/topics.ts';
import { createBody, type PromptBody, signedMessage } from '../../world/body.ts';
import type { World } from '../../world/world.ts';
import type { AttackTraits, HarvestTask } from '../traits.ts';
import { disguiseLetters, encodeBody, throughTool } from './disguise.ts';
import * as texts from './harvest-texts.ts';
import type { TaskKit } from './honest.ts';
import { talker } from './talk.ts';
import { type Instructions, type Writer, writeOwn, writeShared } from './writer.ts';

interface HarvestForm {
  readonly text: Instructions;
  readonly item: (rng: Rng, env: Env) => string;
  readonly tokens: number;
  readonly thinks: number;
}

const rule = (name: string, rng: Rng, env: Env): string => (ITEMS[name] as Text)(rng, env);

const FORMS: Readonly<Record<HarvestTask, HarvestForm>> = {
  elicitation: {
    text: texts.ELICITATION,
    item: (rng, env) => rule('problem', rng, env),
    tokens: 1_500,
    thinks: 0.5,
  },
  qa_pairs: {
    text: texts.QA_PAIRS,
    item: (rng, env) => `Seed: ${rule('paragraph', rng, env)} ${rule('paragraph', rng, env)}`,
    tokens: 1_400,
    thinks: 0,
  },
  trajectories: {
    text: texts.TRAJECTORIES,
    item: (rng, env) =>
      rng.chance(0.5)
        ? `Job: ${rule('issue', rng, env)}\\n${rule('path', rng, env)}`
        : `Job: ${rule('goal', rng, env)}\\nFirst output: ${rule('json', rng, env)}`,
    tokens: 1_900,
    thinks: 0,
  },
  cleaning: {
    text: texts.CLEANING_TEXT,
    item: (rng, env) =>
      `About: ${rule('problem', rng, env)}\\n\\n${rule('thoughts', rng, env)} ${rule('thoughts', rng, env)}\\n\\nEnd: ${rule('result', rng, env)}`,
    tokens: 600,
    thinks: 0,
  },
  task_grading: {
    text: texts.TASK_GRADING,
    item: (rng, env) =>
      `Task: ${rule('problem', rng, env)}${['A', 'B', 'C'].map((name) => `\\n\\n${name}: ${rule('thoughts', rng, env)} So ${rule('result', rng, env)}.`).join('')}`,
    tokens: 500,
    thinks: 0,
  },
};

/** Signatures that members were given, to be presented by others. */
const POOL = 200;

export function harvestKit(world: World, rng: Rng, traits: AttackTraits, publicTool: AgentTool): TaskKit {
  const form = FORMS[traits.task];
  const { text, excuse, client, cover } = traits;
  const topic = rng.pick(TOPICS);
  const shared = text === 'own' ? '' : writeShared(rng, form.text, { topic, reword: true }, texts.HARVEST_WORDS);
  const place = client === 'browsers' || excuse === 'agent_front' ? 'user' : 'system';
  const pool: string[] = [];
  return {
    shared,
    place,
    writer: (own) => {
      const wording =
        shared === '' ? writeOwn(own, form.text, { topic: own.pick(TOPICS), reword: true }, texts.HARVEST_WORDS) : shared;
      const customer = cover === 'half' ? talker(world, own, { kind: 'everybody', tool: null, frame: '' }) : null;
      return (from, ordinal) => {
        if (customer !== null && from.chance(0.5)) return customer(from, ordinal);
        const body = composeHarvest(from, form, wording, shared === '' ? 'user' : place);
        if (excuse === 'signatures')
          return { body: replayed(from, body, pool), issued: (signature) => keep(from, pool, signature) };
        disguise(from, body, traits, publicTool);
        return { body };
      };
    },
  };
}

/** The same requests behind somebody else's text: what framers send. */
export function framedWriter(victims: string, place: 'system' | 'user', own: Rng): Writer {
  const task = own.pick(['elicitation', 'qa_pairs', 'task_grading'] as const);
  const form = FORMS[task];
  const wording = writeShared(own, form.text, { topic: own.pick(TOPICS), reword: true }, texts.HARVEST_WORDS);
  return (from) => {
    const body = composeHarvest(from, form, wording, 'user');
    if (place === 'system') body.system = victims;
    else body.user = `${victims}\\n\\n${body.user}`;
    return { body };
  };
}

function composeHarvest(rng: Rng, form: HarvestForm, wording: string, place: 'system' | 'user'): PromptBody {
  const env: Env = { topic: rng.pick(TOPICS), reword: true };
  const body = createBody();
  const payload = form.item(rng, env);
  if (place === 'system') {
    body.system = wording;
    body.user = payload;
  } else {
    body.user = `${wording}\\n\\n${payload}`;
  }
  body.thinking = rng.chance(form.thinks);
  body.extra = body.thinking
    ? ',"max_tokens":12000,"thinking":{"type":"enabled","budget_tokens":6000}'
    : ',"max_tokens":6000';
  body.outputTokens = Math.round(form.tokens * Math.exp(0.4 * rng.normal()));
  return body;
}

function disguise(rng: Rng, body: PromptBody, { excuse }: AttackTraits, publicTool: AgentTool): void {
  if (excuse === 'base64') encodeBody(body);
  if (excuse === 'look_alike') disguiseLetters(rng, body);
  if (excuse === 'tool_results') throughTool(body);
  if (excuse === 'agent_front') {
    body.user = body.system === '' ? body.user : `${body.system}\\n\\n${body.user}`;
    body.system = publicTool.system;
    body.tools = publicTool.tools;
  }
}

/** A turn that continues another member's thinking. */
function replayed(rng: Rng, body: PromptBody, pool: readonly string[]): PromptBody {
  body.thinking = true;
  if (pool.length > 0) body.history = signedMessage(rng.pick(pool), '', 'As above.');
  return body;
}

function keep(rng: Rng, pool: string[], signature: string): void {
  if (pool.length < POOL) pool.push(signature);
  else pool[rng.int(POOL)] = signature;
}
