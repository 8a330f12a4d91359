/**
 * Fills a page's template. `{{name}}` is replaced by a block; what stands between `{{#name}}` and `{{/name}}` is left out
 * when that block is empty, so that the words around a table go with it.
 */
import { assert } from '../../../src/base/assert.ts';

/** Blocks of Markdown by name; an empty one was not measured. */
export type Blocks = ReadonlyMap<string, string>;

/** The page, without placeholders and with one blank line between paragraphs. A name without a block is a bug. */
export function fillTemplate(template: string, blocks: Blocks): string {
  const blockOf = (name: string): string => {
    const block = blocks.get(name);
    assert(block !== undefined, `expected a block for every name of a template, got none for '${name}'`);
    return block;
  };
  const withParts = (text: string): string =>
    text.replace(/\{\{#([\w.-]+)\}\}([\s\S]*?)\{\{\/\1\}\}/g, (_, name: string, part: string) =>
      blockOf(name) === '' ? '' : withParts(part),
    );
  const filled = withParts(template).replace(/\{\{([\w.-]+)\}\}/g, (_, name: string) => blockOf(name));
  return `${filled.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
