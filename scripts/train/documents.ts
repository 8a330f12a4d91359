/**
 * From families to labelled documents shaped like requests: instructions in the system prompt or the user message,
 * pasted material around them, fixed segments injected into unrelated traffic. Each document is a pure function of the
 * seed, its family's id and its number.
 */
import { createRng, type Rng } from '../../src/base/rng.ts';
import type { Capability, Intent } from '../../src/model/vocabulary.ts';
import { expand } from './expand.ts';
import type { PhraseFamily } from './family.ts';
import { type PayloadKind, payload, slots } from './payload.ts';

export interface Document {
  readonly family: string;
  readonly language: string;
  readonly intents: readonly Intent[];
  readonly capabilities: readonly Capability[];
  readonly system: string;
  readonly user: string;
  readonly images: number;
  readonly tools: number;
  readonly toolResults: number;
  readonly turns: number;
  /** The text says that the output trains a model; left out where it does not. */
  readonly purpose?: true;
}

const PAYLOADS: readonly PayloadKind[] = [
  'prose',
  'common',
  'common',
  'code',
  'answer',
  'dialogue',
  'log',
  'maths',
  'foreign',
];

/** `perFamily` documents of each family, `honestCopies` times as many of honest ones. */
export function makeDocuments(seed: string, list: readonly PhraseFamily[], perFamily: number, honestCopies = 2): Document[] {
  const documents: Document[] = [];
  const honest = list.filter((family) => family.intents.length === 0);
  for (const family of list) {
    const share = family.share ?? 1;
    const count = Math.ceil(perFamily * share * (family.intents.length === 0 ? honestCopies : 1));
    for (let i = 0; i < count; i++) documents.push(makeDocument(family, createRng(`${seed}/${family.id}/${i}`)));
  }
  for (const family of list.filter(({ injectable }) => injectable)) {
    for (let i = 0; i < perFamily * 2 && honest.length > 0; i++) {
      const rng = createRng(`${seed}/${family.id}/injected/${i}`);
      documents.push(inject(family, makeDocument(rng.pick(honest), rng), rng));
    }
  }
  return documents;
}

function makeDocument(family: PhraseFamily, rng: Rng): Document {
  let system = family.system ? expand(rng.pick(family.system), slots(), rng) : '';
  let user = expand(rng.pick(family.user), slots(), rng);
  // The same instruction is sent as a system prompt, or in one message with what it is about.
  if (system && rng.chance(0.3)) {
    user = `${system}\n\n${user}`;
    system = '';
  } else if (!system && rng.chance(0.15)) {
    const cut = user.indexOf('\n');
    if (cut > 80) {
      system = user.slice(0, cut);
      user = user.slice(cut + 1);
    }
  }
  // A persona line or a default system prompt says nothing about the intent.
  if (!system && rng.chance(0.2))
    system = rng.pick([
      'You are a helpful assistant.',
      'You are an AI assistant.',
      'You are a helpful, harmless and honest assistant. Answer accurately.',
    ]);
  const honest = family.intents.length === 0;
  let pastedCode = false;
  if (rng.chance(honest ? 0.7 : 0.35)) {
    const kind = honest && rng.chance(0.5) ? 'common' : rng.pick(PAYLOADS);
    pastedCode = kind === 'code';
    const material = payload(kind, 2 + rng.int(rng.chance(0.3) ? 60 : 12), rng);
    user = rng.chance(0.7) ? `${user}\n\n${material}` : `${material}\n\n${user}`;
  }
  return {
    family: family.id,
    language: family.language ?? 'en',
    intents: family.intents.length === 0 ? ['answer'] : family.intents,
    capabilities: capabilitiesOf(family, pastedCode),
    system,
    user,
    images: family.images ?? 0,
    tools: rng.chance(0.9) ? (family.tools ?? 0) : 0,
    toolResults: rng.chance(0.7) ? (family.toolResults ?? 0) : 0,
    turns: family.turns ?? 1,
    ...(family.purpose ? { purpose: true } : {}),
  };
}

function capabilitiesOf(family: PhraseFamily, pastedCode: boolean): readonly Capability[] {
  if (pastedCode && !family.capabilities.includes('coding')) return [...family.capabilities, 'coding'];
  return family.capabilities.length === 0 ? ['general_chat'] : family.capabilities;
}

/** An honest request with a fixed segment put before or behind its system prompt or message. */
function inject(family: PhraseFamily, host: Document, rng: Rng): Document {
  const segment = expand(rng.pick(family.system ?? family.user), slots(), rng);
  const filler = rng.chance(0.5) ? payload(rng.pick(PAYLOADS), 5 + rng.int(40), rng) : '';
  const user = filler ? `${host.user}\n${filler}` : host.user;
  const place = rng.int(4);
  return {
    ...host,
    family: family.id,
    language: family.language ?? 'en',
    intents: ['reasoning_elicitation'],
    capabilities: [...host.capabilities.filter((name) => name !== 'general_chat'), 'reasoning'],
    system: place === 0 ? `${segment}\n${host.system}` : place === 1 ? `${host.system}\n${segment}` : host.system,
    user: place === 2 ? `${segment}\n\n${user}` : place === 3 ? `${user}\n\n${segment}` : user,
  };
}
