/**
 * The grammar's notation and its expander: `{a|b|c}` picks one (nesting allowed, an empty branch makes it optional),
 * `$name` is replaced by a slot. Everything is drawn from the given generator, so a seed names a text.
 */
import { assert } from '../../src/base/assert.ts';
import type { Rng } from '../../src/base/rng.ts';

export type Slots = Readonly<Record<string, (rng: Rng) => string>>;

/** Expands one template. An unknown slot or an unbalanced brace is a bug in the grammar. */
export function expand(template: string, slots: Slots, rng: Rng): string {
  const text = fillSlots(choose(template, rng), slots, rng);
  return text
    .replace(/(\S)[ \t]{2,}/g, '$1 ')
    .replace(/ ([.,;:!?])/g, '$1')
    .trim();
}

function choose(template: string, rng: Rng): string {
  let out = '';
  let i = 0;
  while (i < template.length) {
    const open = template.indexOf('{', i);
    if (open < 0) return out + template.slice(i);
    out += template.slice(i, open);
    const { branches, end } = readBranches(template, open);
    out += choose(rng.pick(branches), rng);
    i = end;
  }
  return out;
}

function readBranches(template: string, open: number): { branches: string[]; end: number } {
  const branches: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let i = open; i < template.length; i++) {
    const char = template[i];
    if (char === '{') depth++;
    else if (char === '|' && depth === 1) {
      branches.push(template.slice(from, i));
      from = i + 1;
    } else if (char === '}') {
      depth--;
      if (depth === 0) {
        branches.push(template.slice(from, i));
        return { branches, end: i + 1 };
      }
    }
  }
  assert(false, `grammar template has an open brace: ${template.slice(open, open + 60)}`);
}

function fillSlots(text: string, slots: Slots, rng: Rng): string {
  return text.replace(/\$([a-zA-Z]+)/g, (_, name: string) => {
    const slot = slots[name];
    assert(slot !== undefined, `grammar slot $${name} is not defined`);
    return fillSlots(slot(rng), slots, rng);
  });
}
