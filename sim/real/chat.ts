/**
 * Ordinary people's prompts: a real one with other subject words and numbers, a sentence of another prompt put in, or
 * something pasted under it. A few people send a prompt word for word as it was; popular ones are copied far more often.
 */
import type { Rng } from '../../src/base/rng.ts';
import type { Wish } from '../world/voice.ts';
import { from, type Payload } from './fill.ts';
import { firstSpans, join, looksLikeCode, otherNumbers, otherWords, split, type TextSpan, type Words } from './pieces.ts';

/** Longer prompts are shortened to their first pieces. */
const MOST_CHARS = 1_200;
/** Length from which a prompt is one that is written once and copied. */
const CRAFTED = 320;

const ABOUT: Readonly<Partial<Record<Wish, RegExp>>> = {
  coding: /\b(code|function|program|python|java|javascript|sql|c\+\+|html|algorithm|bug|regex|script|api)\b/i,
  maths: /\b(how many|how much|calculate|solve|equation|probability|sum|triangle|percent|total)\b/i,
  writing: /\b(write|draft|compose|email|essay|letter|rewrite|story|poem|edit)\b/i,
  summary: /\b(summar|extract|main points|paragraph|article|passage|key)/i,
  ideas: /\b(suggest|ideas?|recommend|tips|plan|come up|list|give me)\b/i,
  tables: /\b(table|data|list|csv|json|rows?|compare|spreadsheet)\b/i,
  translation: /\b(translat|language|french|spanish|chinese|german|english)\b/i,
};

type Pool = readonly (readonly TextSpan[])[];

export class Chat {
  private readonly all: Pool;
  private readonly by: Partial<Record<Wish, Pool>> = {};
  private readonly short: string[] = [];
  private readonly crafted: readonly string[];
  private readonly payload: Payload;
  private readonly words: Words;

  constructor(prompts: readonly string[], questions: readonly string[], payload: Payload, words: Words) {
    this.payload = payload;
    this.words = words;
    const pool = (list: readonly string[]): Pool => list.map((prompt) => firstSpans(split(prompt), MOST_CHARS));
    this.all = pool(prompts);
    for (const [wish, about] of Object.entries(ABOUT) as [Wish, RegExp][]) {
      const list = prompts.filter((prompt) => about.test(prompt));
      if (wish === 'maths') list.push(...questions);
      if (list.length >= 8) this.by[wish] = pool(list);
    }
    for (const { text } of this.all.flat())
      if (text.length >= 12 && text.length <= 90 && !looksLikeCode(text)) this.short.push(text);
    const long = prompts.filter((prompt) => prompt.length >= CRAFTED && prompt.length <= 4_000);
    this.crafted = long.length >= 10 ? long : [...prompts].sort((a, b) => b.length - a.length).slice(0, 30);
  }

  ask(rng: Rng, wish: Wish, near: number): string {
    const base = from(rng, this.by[wish] ?? this.all, near);
    // Some questions are everybody's.
    if (rng.chance(0.04)) return join(base);
    const made = base.map((piece): TextSpan => {
      if (base.length === 1 || looksLikeCode(piece.text) || !rng.chance(0.15)) return piece;
      return { glue: piece.glue, text: rng.pick(this.short) };
    });
    let text = otherWords(rng, otherNumbers(rng, join(made), 0.6), this.words, 0.35);
    if (text === join(base) || rng.chance(0.3))
      text = rng.chance(0.3) ? `${this.line(rng)} ${text}` : `${text} ${this.line(rng)}`;
    if (wish === 'summary' || rng.chance(0.12)) text += `\n\n${this.paragraph(rng, 3 + rng.int(6), near)}`;
    else if (wish === 'coding' && rng.chance(0.4)) text += `\n\n${this.payload.block(rng)}`;
    return text;
  }

  /** A short sentence of somebody's prompt, subject words changed. */
  line(rng: Rng): string {
    if (this.short.length === 0) return this.payload.sentence(rng);
    return otherWords(rng, otherNumbers(rng, rng.pick(this.short), 0.5), this.words, 0.3);
  }

  /** A crafted prompt, the first ones far more often; half of the people put their own case at its end. */
  popular(rng: Rng): string {
    const text = this.crafted[Math.floor(this.crafted.length * rng.next() ** 2.2)] as string;
    if (rng.chance(0.5)) return text;
    const pieces = split(text);
    const last = pieces.pop();
    return `${join(pieces)} ${otherWords(rng, last?.text ?? '', this.words, 0.5)} ${this.line(rng)}`.trim();
  }

  /** Sentences of crafted prompts on top of each other: an organisation's own fixed prompt. */
  house(rng: Rng, sentences: number): string {
    const first = split(rng.pick(this.crafted))[0] as TextSpan;
    const parts = [first.text];
    for (let tries = 0; parts.length < sentences && tries < 60; tries++) {
      const { text } = rng.pick(split(rng.pick(this.crafted)));
      if (text.length > 20 && !parts.includes(text)) parts.push(text);
    }
    return otherWords(rng, parts.join(' '), this.words, 0.2);
  }

  paragraph(rng: Rng, sentences: number, near?: number): string {
    const parts: string[] = [];
    for (let i = 0; i < sentences; i++) parts.push(this.payload.sentence(rng, near));
    return otherWords(rng, otherNumbers(rng, parts.join(' '), 0.4), this.words, 0.15);
  }
}
