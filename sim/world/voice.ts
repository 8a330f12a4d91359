/**
 * What a world's people and programs say. One implementation makes text from the simulator's own grammar, another from
 * a file of real prompts; whoever speaks does not know which. Every string is *JSON-escaped text without its quotes*.
 */
import type { Rng } from '../../src/base/rng.ts';
import type { Env, Topic } from '../text/grammar.ts';
import type { PromptBody } from './body.ts';

/** What an ordinary person wants from a talk. */
export type Wish = 'question' | 'writing' | 'summary' | 'coding' | 'maths' | 'ideas' | 'tables' | 'translation' | 'picture';

/** What a campaign is after: it decides which templates its operator uses. */
export type Purpose =
  | 'reasoning'
  | 'slow'
  | 'agentic'
  | 'orchestration'
  | 'cleaning'
  | 'replay'
  | 'foreign'
  /** What an open-source script sends, whoever runs it. */
  | 'public';

/** Every `of`-th template of a purpose, so that operators with one purpose have different ones. */
export interface VoicePart {
  readonly index: number;
  readonly of: number;
}

/** One template family in the hands of one operator. `paraphrase` is the share of its sentences that are changed. */
export type Template = (rng: Rng, topic: Topic, paraphrase: number) => PromptBody;

/** A fixed instruction and the case it is applied to. */
export interface Script {
  readonly system: string;
  readonly user: string;
}

export interface Voice {
  /** The first request of a talk, in the speaker's language if the voice has it. */
  ask(rng: Rng, wish: Wish, env: Env, language: string): string;
  /** The next thing one says. */
  more(rng: Rng, env: Env, language: string): string;
  /** A prompt that many people copy word for word. */
  popular(rng: Rng, env: Env): string;
  /** An excerpt of an answer. */
  reply(rng: Rng, env: Env): string;
  /** The system prompt of somebody's small application. */
  app(rng: Rng, env: Env): string;
  /** What a user asks an agent to do, and what a tool gives back. */
  request(rng: Rng, env: Env): string;
  toolResult(rng: Rng, env: Env): string;

  /** Fixed prompts, put together once for one organisation or event. */
  assistant(rng: Rng): string;
  product(rng: Rng): string;
  starter(rng: Rng): string;
  assignment(rng: Rng): string;
  /** A private text that a product's user or an archive brings. */
  record(rng: Rng, env: Env): string;
  /** One team's way to score answers, one pipeline, one list of known test items. */
  judge(rng: Rng): (rng: Rng) => Script;
  pipeline(rng: Rng): (rng: Rng) => Script;
  harness(rng: Rng, items: number): readonly string[];
  /** Extraction phrasings as a researcher tries them. */
  probe(rng: Rng, env: Env): string;

  /** The templates of an operator; the same list for the same operator. */
  templates(purpose: Purpose, operator: string, part?: VoicePart): readonly Template[];
  /** A segment put into other people's requests. */
  injected(rng: Rng, paraphrase: number): string;
  /** One attempt of a search over extraction techniques. */
  attempt(number: number, rng: Rng, env: Env): string;
  /** A task, its result, and the visible part of a hidden trace. */
  problem(rng: Rng, env: Env): string;
  result(rng: Rng, env: Env): string;
  shown(rng: Rng, env: Env): string;
}
