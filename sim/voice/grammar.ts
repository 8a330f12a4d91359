/** The voice made of the simulator's own grammar: wide, seeded, and nothing in it was ever said by anybody. */
import type { Rng } from '../../src/base/rng.ts';
import { AGENTIC, ORCHESTRATION } from '../campaign/families-agentic.ts';
import { FOREIGN } from '../campaign/families-foreign.ts';
import { PUBLIC } from '../campaign/families-public.ts';
import { REASONING_TEMPLATES, SLOW } from '../campaign/families-reasoning.ts';
import { attempt, CLEANING, INJECTED, REPLAY, shownThinking } from '../campaign/families-traces.ts';
import { ITEMS } from '../campaign/items.ts';
import { compose, type TemplateFamily } from '../campaign/template.ts';
import { request, toolResult } from '../text/agent.ts';
import { maths, multipleChoice } from '../text/data.ts';
import { appPrompt, followUp, WISHES } from '../text/everyday.ts';
import { popularPrompt } from '../text/gallery.ts';
import type { Env, Text } from '../text/grammar.ts';
import * as house from '../text/house.ts';
import { PHRASES, type Phrases } from '../text/languages.ts';
import { answer, document, letter, paragraph } from '../text/prose.ts';
import { TOPICS } from '../text/topics.ts';
import type { Purpose, Script, Template, Voice } from '../world/voice.ts';

const FAMILIES: Readonly<Record<Purpose, readonly TemplateFamily[]>> = {
  reasoning: REASONING_TEMPLATES,
  slow: SLOW,
  agentic: AGENTIC,
  orchestration: ORCHESTRATION,
  cleaning: CLEANING,
  replay: REPLAY,
  foreign: FOREIGN,
  public: PUBLIC,
};

export function grammarVoice(): Voice {
  return {
    ask(rng, wish, env, language) {
      const phrases = foreign(rng, language);
      if (phrases === null || wish === 'coding' || wish === 'picture') return WISHES[wish](rng, env);
      const text = phrases.ask(rng, env);
      return rng.chance(0.3) ? `${text}\\n${phrases.ask(rng, env)}` : text;
    },
    more: (rng, env, language) => (foreign(rng, language)?.more ?? followUp)(rng, env),
    popular: popularPrompt,
    reply: answer,
    app: appPrompt,
    request,
    toolResult,
    assistant: house.houseAssistant,
    product: house.productPrompt,
    starter: house.starterTemplate,
    assignment: house.assignment,
    record: (rng, env) => (rng.chance(0.6) ? letter : document)(rng, env),
    judge,
    pipeline,
    harness,
    probe: house.probe,
    templates: (purpose, _operator, part = { index: 0, of: 1 }) =>
      FAMILIES[purpose]
        .filter((_, i) => i % part.of === part.index)
        .map(
          (family): Template =>
            (rng, topic, paraphrase) =>
              compose(rng, family, { topic, reword: false }, paraphrase),
        ),
    injected: (rng, paraphrase) => compose(rng, INJECTED, { topic: TOPICS[0]!, reword: false }, paraphrase).user,
    attempt: (number, rng, env) => attempt(number)(rng, env),
    problem: ITEMS.problem as Text,
    result: ITEMS.result as Text,
    shown: shownThinking,
  };
}

/** The speaker's phrase book, four times in five; null for English. */
function foreign(rng: Rng, language: string): Phrases | null {
  const phrases = language === 'en' ? undefined : PHRASES[language];
  return phrases !== undefined && rng.chance(0.8) ? phrases : null;
}

function judge(own: Rng): (rng: Rng) => Script {
  const system = house.judgePrompt(own);
  const env: Env = { topic: own.pick(TOPICS), reword: true };
  return (rng) => ({
    system,
    user: `QUESTION\\n${WISHES.question(rng, env)}\\n\\nARTICLE\\n${paragraph(rng, env)}\\n\\nREPLY\\n${answer(rng, env)}`,
  });
}

function pipeline(own: Rng): (rng: Rng) => Script {
  const prompt = house.pipelinePrompt(own);
  const env: Env = { topic: own.pick(TOPICS), reword: true };
  return (rng) => ({
    system: '',
    user: `${prompt}\\n\\n<document>\\n${rng.chance(0.5) ? document(rng, env) : letter(rng, env)}\\n</document>`,
  });
}

function harness(own: Rng, items: number): readonly string[] {
  const list = Array.from({ length: items }, () => {
    const env: Env = { topic: own.pick(TOPICS), reword: true };
    return own.chance(0.6) ? multipleChoice(own, env) : maths(own, env);
  });
  const instruction = house.harnessPrompt(own, { topic: own.pick(TOPICS), reword: true });
  return list.map((item) => `${instruction}\\n\\n${item}\\nAnswer:`);
}
