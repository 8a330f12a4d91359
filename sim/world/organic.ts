/**
 * Conversations of real users: a persona has languages, wishes and perhaps an agent tool; a talk is one session with
 * follow-ups that carry its history. Honest accounts, a proxy's unrelated customers and re-routed users all speak here.
 */
import type { Rng } from '../../src/base/rng.ts';
import { type AgentTool, environment } from '../text/agent.ts';
import type { Env, Topic } from '../text/grammar.ts';
import { TOPICS } from '../text/topics.ts';
import { createBody, imagePart, message, type PromptBody, signedMessage, toolMessage } from './body.ts';
import type { Voice, Wish } from './voice.ts';

export interface Persona {
  readonly voice: Voice;
  readonly language: string;
  /** A wish listed twice is twice as likely. */
  readonly wishes: readonly Wish[];
  readonly topics: readonly Topic[];
  readonly tool: AgentTool | null;
  /** The agent's environment block of this user. */
  readonly environment: string;
  /** System prompt of the user's own small application, or empty. */
  readonly app: string;
  /** Share of talks with thinking on. */
  readonly thinks: number;
  readonly galleryShare: number;
}

/** One session. */
export interface Talk {
  readonly session: string;
  readonly env: Env;
  readonly thinks: boolean;
  readonly wish: Wish | 'gallery';
  turn: number;
  left: number;
  /** What the user said last; empty when it was a tool's output, which is then in lastTool. */
  lastUser: string;
  lastTool: string;
  /** Images of the last message, rendered. */
  lastParts: string;
  lastAnswer: string;
  /** Rendered messages of earlier turns, and how long they are together. */
  readonly history: string[];
  length: number;
  /** Signature of the last answer, to be sent back with the history. */
  signature: string;
}

const EVERYBODY: readonly Wish[] = [
  'question',
  'question',
  'question',
  'writing',
  'writing',
  'summary',
  'coding',
  'maths',
  'ideas',
  'translation',
  'tables',
  'picture',
];
const BUILDERS: readonly Wish[] = [
  'coding',
  'coding',
  'coding',
  'coding',
  'tables',
  'tables',
  'question',
  'summary',
  'maths',
  'ideas',
];

/** Characters of history a client sends at most. */
const MOST_HISTORY = 8_000;

/** Draws a persona. Wishes of one person are few: two or three kinds from the list. */
export function persona(
  voice: Voice,
  rng: Rng,
  language: string,
  kind: 'everybody' | 'builder' = 'everybody',
  tool: AgentTool | null = null,
): Persona {
  const pool = kind === 'builder' ? BUILDERS : EVERYBODY;
  const topics = [rng.pick(TOPICS), rng.pick(TOPICS), rng.pick(TOPICS)];
  const env: Env = { topic: topics[0] as Topic, reword: true };
  return {
    voice,
    language,
    wishes: [rng.pick(pool), rng.pick(pool), rng.pick(pool), rng.pick(pool)],
    topics,
    tool,
    environment: tool ? environment(rng, env) : '',
    app: tool === null && rng.chance(0.35) ? voice.app(rng, env) : '',
    thinks: rng.chance(0.25) ? 0.6 : 0.05,
    galleryShare: rng.chance(0.3) ? 0.2 : 0.01,
  };
}

export function openTalk(rng: Rng, who: Persona, session: string): Talk {
  const turns = 1 + Math.min(12, Math.floor(rng.exponential(who.tool ? 3.2 : 1.3)));
  const topic = rng.chance(0.8) ? rng.pick(who.topics) : rng.pick(TOPICS);
  return {
    session,
    env: { topic, reword: true },
    thinks: rng.chance(who.thinks),
    wish: rng.chance(who.galleryShare) ? 'gallery' : rng.pick(who.wishes),
    turn: 0,
    left: turns,
    lastUser: '',
    lastTool: '',
    lastParts: '',
    lastAnswer: '',
    history: [],
    length: 0,
    signature: '',
  };
}

/** The next request of a talk. The caller puts the answer's signature into `talk.signature`. */
export function say(rng: Rng, who: Persona, talk: Talk): PromptBody {
  const body = createBody();
  const { voice, language } = who;
  const env = talk.env;
  body.thinking = talk.thinks;
  body.outputTokens = 20 + Math.floor(Math.exp(5.1 + 0.9 * rng.normal()));
  if (who.tool) {
    body.system = who.tool.system + who.environment;
    body.tools = who.tool.tools;
    body.extra = ',"max_tokens":8192,"stream":true';
    if (talk.turn > 0 && !rng.chance(0.22)) {
      const name = rng.pick(who.tool.toolNames);
      remember(
        talk,
        `{"role":"assistant","content":[${thought(rng, talk)}{"type":"tool_use","id":"call_1","name":"${name}","input":{"path":"src"}}]},`,
      );
      body.toolResult = voice.toolResult(rng, env);
      talk.lastUser = '';
      talk.lastTool = body.toolResult;
      body.stop = rng.chance(0.7) ? 'tool_use' : 'end_turn';
    } else {
      if (talk.turn > 0) remember(talk, said(rng, talk));
      talk.lastUser = voice.request(rng, env);
      talk.lastTool = '';
      body.user = talk.lastUser;
      body.stop = rng.chance(0.8) ? 'tool_use' : 'end_turn';
    }
  } else {
    body.system = who.app;
    if (talk.turn > 0) {
      remember(talk, said(rng, talk));
      body.user = voice.more(rng, env, language);
    } else if (talk.wish === 'gallery') {
      body.user = voice.popular(rng, env);
    } else {
      body.user = voice.ask(rng, talk.wish, env, language);
      if (talk.wish === 'picture') body.parts = imagePart('jpeg', `/9j/4AAQ${rng.int(2 ** 30).toString(36)}`);
    }
    body.extra = rng.chance(0.5)
      ? ',"max_tokens":1024'
      : rng.chance(0.3)
        ? ',"temperature":0.7,"stream":true'
        : ',"stream":true';
    talk.lastUser = body.user;
    talk.lastParts = body.parts;
  }
  if (body.thinking) body.extra += ',"thinking":{"type":"enabled","budget_tokens":4096}';
  body.history = talk.history.join('');
  talk.lastAnswer = voice.reply(rng, env);
  if (rng.chance(0.35)) body.answer = talk.lastAnswer;
  talk.turn++;
  talk.left--;
  return body;
}

/** The last answer as text. */
function said(rng: Rng, talk: Talk): string {
  if (talk.signature === '' || rng.chance(0.2)) return message('assistant', talk.lastAnswer);
  return signedMessage(talk.signature, '', talk.lastAnswer);
}

/** Puts the last turn and its answer into the history; the oldest turns go when it gets long, as clients do it. */
function remember(talk: Talk, answered: string): void {
  const asked =
    talk.lastTool !== ''
      ? toolMessage(talk.lastTool)
      : talk.lastParts !== ''
        ? `{"role":"user","content":[{"type":"text","text":"${talk.lastUser}"}${talk.lastParts}]},`
        : message('user', talk.lastUser);
  talk.history.push(asked, answered);
  talk.length += asked.length + answered.length;
  while (talk.length > MOST_HISTORY && talk.history.length > 2) {
    talk.length -= (talk.history.shift() as string).length + (talk.history.shift() as string).length;
  }
}

function thought(rng: Rng, talk: Talk): string {
  if (talk.signature === '' || rng.chance(0.2)) return '';
  return `{"type":"thinking","thinking":"","signature":"${talk.signature}"},`;
}
