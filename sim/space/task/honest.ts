/** The honest tasks: what each account of a point sends, with a text of its own, its group's, or the public's. */
import type { Rng } from '../../../src/base/rng.ts';
import { ITEMS } from '../../campaign/items.ts';
import { type AgentTool, agentTool } from '../../text/agent.ts';
import type { Env, Text } from '../../text/grammar.ts';
import { TOPICS } from '../../text/topics.ts';
import { createBody } from '../../world/body.ts';
import type { World } from '../../world/world.ts';
import type { HonestTask, HonestTraits } from '../traits.ts';
import * as texts from './honest-texts.ts';
import { talker } from './talk.ts';
import { type Instructions, type Writer, writeOwn, writeShared } from './writer.ts';

/** The work of one point. */
export interface TaskKit {
  /** The text that the accounts share; empty when each has its own. */
  readonly shared: string;
  /** Whether it stands in the system prompt or in front of what the user sends. */
  readonly place: 'system' | 'user';
  writer(rng: Rng): Writer;
}

type Work = Exclude<HonestTask, 'chat' | 'coding'>;

interface WorkForm {
  readonly text: Instructions;
  readonly item: (rng: Rng, env: Env) => string;
  /** Mean length of an answer. */
  readonly tokens: number;
  readonly extra: string;
}

const item =
  (parts: readonly (string | Text)[]): ((rng: Rng, env: Env) => string) =>
  (rng, env) =>
    parts.map((part) => (typeof part === 'string' ? part : part(rng, env))).join('');

const rule = (name: string): Text => ITEMS[name] as Text;

const FORMS: Readonly<Record<Work, WorkForm>> = {
  extraction: { text: texts.EXTRACTION, item: rule('document'), tokens: 70, extra: ',"temperature":0,"max_tokens":300' },
  review: {
    text: texts.REVIEW,
    item: item(['Ticket: ', rule('issue'), '\\n\\n', rule('diff')]),
    tokens: 160,
    extra: ',"max_tokens":800',
  },
  grading: {
    text: texts.GRADING,
    item: item(['Task: ', rule('question'), '\\n\\nAnswer: ', rule('reply'), ' ', rule('paragraph')]),
    tokens: 90,
    extra: ',"temperature":0,"max_tokens":300',
  },
  testdata: {
    text: texts.TESTDATA,
    item: item(['Scenario: ', rule('sentence'), ' Columns as in: ', rule('json')]),
    tokens: 500,
    extra: ',"max_tokens":2000',
  },
  benchmark: { text: texts.BENCHMARK, item: rule('choice'), tokens: 3, extra: ',"temperature":0,"max_tokens":4' },
  support: {
    text: texts.SUPPORT,
    item: item(['Message: ', rule('paragraph'), ' ', rule('question')]),
    tokens: 110,
    extra: ',"max_tokens":500',
  },
  translation: { text: texts.TRANSLATION, item: rule('paragraph'), tokens: 120, extra: ',"max_tokens":1000' },
  worked_answers: { text: texts.WORKED, item: rule('problem'), tokens: 900, extra: ',"max_tokens":4000' },
};

/** Items of one public benchmark. */
const ITEMS_OF_A_BENCHMARK = 180;

export function honestKit(world: World, rng: Rng, traits: HonestTraits, publicTool: AgentTool): TaskKit {
  if (traits.task === 'chat') return chatKit(world, rng, traits);
  if (traits.task === 'coding') return codingKit(world, rng, traits, publicTool);
  return workKit(rng, traits, traits.task);
}

function chatKit(world: World, rng: Rng, { text }: HonestTraits): TaskKit {
  const env: Env = { topic: rng.pick(TOPICS), reword: true };
  const shared = text === 'own' ? '' : writeShared(rng, texts.ASSISTANT_TEXT, env, texts.ASKING);
  return {
    shared,
    place: 'system',
    writer: (own) => talker(world, own, { kind: 'everybody', tool: null, frame: shared }),
  };
}

function codingKit(world: World, rng: Rng, { text }: HonestTraits, publicTool: AgentTool): TaskKit {
  const tool =
    text === 'public'
      ? publicTool
      : text === 'private'
        ? agentTool(rng, world.identities.productName(rng), `${1 + rng.int(3)}.${rng.int(9)}`, 2_200)
        : null;
  return {
    shared: tool?.system ?? '',
    place: 'system',
    writer: (own) => talker(world, own, { kind: 'builder', tool, frame: '' }),
  };
}

function workKit(rng: Rng, { text, client }: HonestTraits, task: Work): TaskKit {
  const form = FORMS[task];
  const topic = rng.pick(TOPICS);
  const shared = text === 'own' ? '' : writeShared(rng, form.text, { topic, reword: true }, texts.ASKING);
  const place = client === 'browsers' ? 'user' : 'system';
  const list =
    task === 'benchmark'
      ? Array.from({ length: ITEMS_OF_A_BENCHMARK }, () => form.item(rng, { topic: rng.pick(TOPICS), reword: true }))
      : null;
  return {
    shared,
    place,
    writer: (own) => {
      const subject = text === 'own' ? own.pick(TOPICS) : topic;
      const first = own.int(ITEMS_OF_A_BENCHMARK);
      return (from, ordinal) => {
        const env: Env = {
          topic: from.chance(0.85) && task !== 'worked_answers' ? subject : from.pick(TOPICS),
          reword: true,
        };
        const payload = list === null ? form.item(from, env) : (list[(first + ordinal) % list.length] as string);
        const instruction = shared === '' ? writeOwn(from, form.text, env, texts.ASKING) : shared;
        const body = createBody();
        if (place === 'system' && shared !== '') {
          body.system = instruction;
          body.user = payload;
        } else {
          body.user = `${instruction}\\n\\n${payload}`;
        }
        body.extra = form.extra;
        body.outputTokens = Math.max(1, Math.round(form.tokens * Math.exp(0.35 * from.normal())));
        return { body };
      };
    },
  };
}
