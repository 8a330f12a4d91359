/**
 * The voice made of a file of real prompts. Templates of campaigns, judges, pipelines and harnesses are found in it and
 * refilled; people's prompts are real ones recombined. What such a file lacks stays the grammar's: what agent tools
 * return, techniques to get at hidden reasoning, and the injected segment if no template asks for reasoning.
 */
import { createRng, type Rng } from '../../src/base/rng.ts';
import { Chat } from '../real/chat.ts';
import { type Edition, RealFamily, type Written } from '../real/family.ts';
import { Payload } from '../real/fill.ts';
import { otherNumbers, otherWords, Words } from '../real/pieces.ts';
import type { CorpusPrompt } from '../real/read.ts';
import { toolResult } from '../text/agent.ts';
import { type Env, escapeGrammar, type Topic } from '../text/grammar.ts';
import { createBody, imagePart } from '../world/body.ts';
import type { Purpose, Script, Template, Voice, VoicePart } from '../world/voice.ts';
import { grammarVoice } from './grammar.ts';

/** Classes an operator prefers, and a typical length of the answers. */
const WANTS: Readonly<Record<Purpose, { classes: readonly string[]; tokens: number }>> = {
  reasoning: { classes: ['distill_grade', 'distill_cot'], tokens: 1_200 },
  slow: { classes: ['distill_code', 'distill_cot'], tokens: 1_100 },
  agentic: { classes: ['distill_vision', 'distill_agent'], tokens: 1_500 },
  orchestration: { classes: ['distill_agent', 'distill_code'], tokens: 1_900 },
  cleaning: { classes: ['distill_clean', 'distill_grade'], tokens: 600 },
  public: { classes: ['distill_code', 'distill_agent', 'benign_eval'], tokens: 700 },
  // A file that has no other language than English has none for this one: the grammar's templates take its place.
  foreign: { classes: [], tokens: 900 },
  replay: { classes: ['distill_cot', 'distill_vision'], tokens: 1_100 },
};

/** An operator has at most this many families; one in a world that divides them among many operators. */
const MOST_FAMILIES = 4;
/** Share of the sentences an operator changes in a template that another one uses as well. */
const EDITED = 0.3;

const TOOLS =
  '[{"name":"bash","description":"Runs a command.","input_schema":{"type":"object","properties":{"command":{"type":"string"}}}},{"name":"edit","description":"Replaces text in a file.","input_schema":{"type":"object","properties":{"path":{"type":"string"},"text":{"type":"string"}}}},{"name":"submit","description":"Hands in the work.","input_schema":{"type":"object","properties":{}}}]';

/** What a file of prompts gives a world: families to refill, people's texts, and the words and payloads of both. */
interface Material {
  readonly families: readonly RealFamily[];
  readonly questions: readonly string[];
  readonly payload: Payload;
  readonly words: Words;
  readonly chat: Chat;
}

export function realVoice(prompts: readonly CorpusPrompt[]): Voice {
  const grammar = grammarVoice();
  const material = sorted(prompts);
  const { families, questions, payload, words, chat } = material;
  const operators = new OperatorTemplates(families, grammar);
  const fixed = reasoningSegment(families);
  const scripts = (kind: string, own: Rng): ((rng: Rng) => Script) => scriptsOf(kind, own, material);

  return {
    ask: (rng, wish, env) => escapeGrammar(chat.ask(rng, wish, near(env))),
    more: (rng) => escapeGrammar(chat.line(rng)),
    popular: (rng) => escapeGrammar(chat.popular(rng)),
    reply: (rng, env) => escapeGrammar(chat.paragraph(rng, 1 + rng.int(3), near(env))),
    app: (rng) => escapeGrammar(rng.chance(0.3) ? 'You are a helpful assistant.' : chat.house(rng, 1 + rng.int(3))),
    request: (rng, env) => escapeGrammar(chat.ask(rng, 'coding', near(env))),
    toolResult: (rng, env) => (rng.chance(0.5) ? toolResult(rng, env) : escapeGrammar(payload.block(rng))),
    assistant: (rng) => escapeGrammar(chat.house(rng, 7 + rng.int(6))),
    product: (rng) => escapeGrammar(chat.house(rng, 6 + rng.int(5))),
    starter: (rng) => escapeGrammar(chat.house(rng, 8)),
    assignment: (rng) =>
      escapeGrammar(
        Array.from({ length: 3 + rng.int(3) }, (_, i) => `${i + 1}. ${rng.pick(questions).slice(0, 600)}`).join('\n\n'),
      ),
    record: (rng, env) => escapeGrammar(chat.paragraph(rng, 3 + rng.int(8), near(env))),
    judge: (own) => scripts('benign_judge', own),
    pipeline: (own) => scripts('benign_batch', own),
    harness: (own, items) => {
      const write = scripts('benign_eval', own);
      return Array.from({ length: items }, () => {
        const { system, user } = write(own);
        return system === '' ? user : `${system}\\n\\n${user}`;
      });
    },
    probe: (rng, env) => `${grammar.probe(rng, env)}\\n\\n${escapeGrammar(chat.line(rng))}`,
    templates: (purpose, operator, part) => operators.of(purpose, operator, part),
    injected: (rng, share) =>
      fixed === null ? grammar.injected(rng, share) : escapeGrammar(fixed.head(rng, INJECTED_CHARS, share)),
    attempt: (number, rng, env) => grammar.attempt(number, rng, env),
    problem: (rng) => escapeGrammar(problem(rng, questions, words)),
    result: (rng) => escapeGrammar(payload.sentence(rng)),
    shown: (rng, env) => grammar.shown(rng, env),
  };
}

function sorted(prompts: readonly CorpusPrompt[]): Material {
  const byFamily = new Map<string, CorpusPrompt[]>();
  for (const prompt of prompts) {
    const list = byFamily.get(`${prompt.kind}/${prompt.family}`);
    if (list) list.push(prompt);
    else byFamily.set(`${prompt.kind}/${prompt.family}`, [prompt]);
  }
  const of = (kind: string): CorpusPrompt[] => prompts.filter((prompt) => prompt.kind === kind);
  const families = [...byFamily.values()]
    .filter(([first]) => first?.kind !== 'benign_chat' && first?.kind !== 'benign_edu')
    .map((list) => new RealFamily(list));
  const chats = of('benign_chat').map(({ user }) => user);
  const talk = chats.length > 0 ? chats : prompts.filter(({ kind }) => kind.startsWith('benign_')).map(({ user }) => user);
  const homework = of('benign_edu').map(({ user }) => user);
  const payload = new Payload();
  for (const text of [...talk, ...homework]) payload.add(text);
  for (const family of families) for (const value of family.values()) payload.add(value);
  const words = new Words([...talk, ...homework, ...families.flatMap((family) => [...family.values()])]);
  for (const family of families) family.prepare(payload, words);
  return {
    families,
    questions: homework.length > 0 ? homework : talk,
    payload,
    words,
    chat: new Chat(talk, homework, payload, words),
  };
}

/** The templates of each operator, made when they are first asked for. */
class OperatorTemplates {
  private readonly families: readonly RealFamily[];
  private readonly grammar: Voice;
  /** How many operators hold a family. */
  private readonly holders = new Map<RealFamily, number>();
  private readonly made = new Map<string, readonly Template[]>();

  constructor(families: readonly RealFamily[], grammar: Voice) {
    this.families = families;
    this.grammar = grammar;
  }

  /** Takes the families fewest others have, of the classes the operator prefers; a shared one gets an edition of its own. */
  of(purpose: Purpose, operator: string, part?: VoicePart): readonly Template[] {
    const known = this.made.get(operator);
    if (known) return known;
    if (purpose === 'foreign') return this.grammar.templates(purpose, operator, part);
    if (purpose === 'public') return [this.openSource(operator)];
    const made = this.choose(purpose, part).map((family) => this.edition(family, purpose, operator));
    this.made.set(operator, made);
    return made;
  }

  private choose(purpose: Purpose, part: VoicePart | undefined): readonly RealFamily[] {
    const { classes } = WANTS[purpose];
    const distill = this.families.filter((family) => family.kind.startsWith('distill_'));
    const preferred = distill.filter((family) => classes.includes(family.kind));
    const free = (list: readonly RealFamily[]): RealFamily[] => list.filter((family) => !this.holders.has(family));
    const choice = [free(preferred), free(distill), preferred, distill].find((list) => list.length > 0) as RealFamily[];
    const most = part === undefined ? Math.max(1, Math.min(MOST_FAMILIES, Math.floor(distill.length / 3))) : 1;
    return choice
      .slice()
      .sort((a, b) => (this.holders.get(a) ?? 0) - (this.holders.get(b) ?? 0))
      .slice(0, most);
  }

  private edition(family: RealFamily, purpose: Purpose, operator: string): Template {
    const rng = createRng(`edition/${operator}/${family.name}`);
    const edition = this.holders.has(family) ? family.edit(rng, EDITED) : family.original;
    this.holders.set(family, (this.holders.get(family) ?? 0) + 1);
    return template(family, edition, WANTS[purpose].tokens, rng);
  }

  /** One family word for word, which no operator owns: a campaign may use the same script. */
  private openSource(name: string): Template {
    const { classes, tokens } = WANTS.public;
    const list = this.families.filter((family) => classes.includes(family.kind));
    const rng = createRng(`public/${name}`);
    const family = rng.pick(list.length > 0 ? list : this.families);
    return template(family, family.original, tokens, rng);
  }
}

/** One organisation's template of a class; its own fixed prompt over people's texts when the file has none. */
function scriptsOf(kind: string, own: Rng, { families, chat }: Material): (rng: Rng) => Script {
  const list = families.filter((family) => family.kind === kind);
  if (list.length === 0) {
    const system = escapeGrammar(chat.house(own, 4));
    return (rng) => ({ system, user: escapeGrammar(chat.ask(rng, 'question', rng.next())) });
  }
  const family = own.pick(list);
  return (rng) => escaped(family.write(rng, family.original, 0));
}

/** The injected segment is the head of a template. */
const INJECTED_CHARS = 900;

/** A template that asks for reasoning in its system prompt; its head can stand in anybody's request. */
function reasoningSegment(families: readonly RealFamily[]): RealFamily | null {
  return (
    families.find(
      ({ kind, original }) =>
        kind === 'distill_cot' && original.system.reduce((sum, { text }) => sum + text.length, 0) > 200,
    ) ?? null
  );
}

function template(family: RealFamily, edition: Edition, tokens: number, own: Rng): Template {
  const thinks = own.chance(0.35);
  const limit = own.pick([2_048, 4_096, 8_192, 16_000]);
  const extra = thinks ? ',"max_tokens":16000,"thinking":{"type":"enabled","budget_tokens":8000}' : `,"max_tokens":${limit}`;
  const pictures = family.kind === 'distill_vision' && own.chance(0.5);
  return (rng, _topic, share) => {
    const { system, user } = escaped(family.write(rng, edition, share));
    const body = createBody();
    // A message may not be empty: then the system prompt is said by the user.
    body.system = user === '' ? '' : system;
    body.user = user === '' ? system : user;
    if (pictures) body.parts = imagePart('jpeg', `/9j/4AAQ${rng.int(2 ** 30).toString(36)}`);
    if (family.tools) body.tools = TOOLS;
    body.thinking = thinks;
    body.extra = extra;
    body.outputTokens = Math.max(30, Math.floor(tokens * Math.exp(0.4 * rng.normal())));
    if (rng.chance(0.05)) body.stop = 'max_tokens';
    return body;
  };
}

function problem(rng: Rng, questions: readonly string[], words: Words): string {
  return otherWords(rng, otherNumbers(rng, rng.pick(questions), 0.8), words, 0.3);
}

function escaped({ system, user }: Written): Script {
  return { system: escapeGrammar(system), user: escapeGrammar(user) };
}

const places = new WeakMap<Topic, number>();

/** A subject's place among the prompts: who talks about one thing draws from one neighbourhood. */
function near({ topic }: Env): number {
  let place = places.get(topic);
  if (place === undefined) {
    place = createRng(`near/${topic.field}`).next();
    places.set(topic, place);
  }
  return place;
}
