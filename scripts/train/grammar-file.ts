/**
 * The notation of the files of the training grammar and of the judging set:
 *
 *     # a comment
 *     name attribute=value      the head of a block, at the margin
 *       a text                  its texts, one a line, indented by two spaces
 *     name: a text              a block of one text
 *
 * In a text `\n` is a line break and `\\` a backslash. grammar.ts and family.ts say what the blocks mean.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where a text is from, for errors. */
export interface FilePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface TextLine extends FilePlace {
  readonly text: string;
}

export interface Block extends FilePlace {
  /** The head's first word. */
  readonly name: string;
  /** The other words of the head. */
  readonly attributes: readonly string[];
  readonly texts: readonly TextLine[];
}

/** Ends the reading of a file with a sentence that begins with file and line. */
export function failAt({ file, line }: FilePlace, problem: string): never {
  throw new Error(`scripts/train/${file}:${line}: ${problem}`);
}

/** Reads a file below scripts/train. Throws an error with file and line where the notation is not kept. */
export function readGrammarBlocks(file: string): Block[] {
  return parseBlocks(readFileSync(fileURLToPath(new URL(`./${file}`, import.meta.url)), 'utf8'), file);
}

/** The blocks of a file's text; `file` is its name in errors. */
export function parseBlocks(source: string, file: string): Block[] {
  const blocks: (Block & { texts: TextLine[] })[] = [];
  source.split('\n').forEach((line, i) => {
    const place = { file, line: i + 1 };
    const textAt = (from: number) => ({ ...place, text: unescaped(line.slice(from), place) });
    if (line === '' || line.startsWith('#')) return;
    if (/\s$/.test(line)) failAt(place, 'the line ends with a space');
    if (/^\s/.test(line)) {
      if (!line.startsWith('  ')) failAt(place, 'expected two spaces before a text');
      const block = blocks.at(-1) ?? failAt(place, 'expected the head of a block before the first text');
      block.texts.push(textAt(2));
      return;
    }
    const colon = line.indexOf(': ');
    const [name, ...attributes] = (colon < 0 ? line : line.slice(0, colon)).split(' ');
    blocks.push({ ...place, name, attributes, texts: colon < 0 ? [] : [textAt(colon + 2)] });
  });
  return blocks;
}

function unescaped(text: string, place: FilePlace): string {
  return text.replace(/\\(.?)/g, (_, char: string) => {
    if (char === 'n') return '\n';
    return char === '\\' ? char : failAt(place, `expected \\n or \\\\, got \\${char}`);
  });
}
