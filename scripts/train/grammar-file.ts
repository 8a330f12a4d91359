/**
 * The notation of the training grammar's files. A line at the margin is the head of a block: a name, then what belongs to
 * it; lines behind two blanks are the block's body, one text each. `#` at the margin starts a comment. In a text `\n`
 * stands for a line break and `\\` for a backslash. What the blocks mean is said by grammar.ts and family.ts.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where a text is from, for errors. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface TextLine extends Place {
  readonly text: string;
}

export interface Block extends Place {
  /** The head's first word. */
  readonly name: string;
  /** The head behind its first word. */
  readonly rest: string;
  readonly body: readonly TextLine[];
}

/** Ends the reading of the grammar with a sentence that begins with file and line. */
export function fail({ file, line }: Place, problem: string): never {
  throw new Error(`scripts/train/grammar/${file}:${line}: ${problem}`);
}

/** Reads a file of the folder grammar/. Throws an error with file and line where the notation is not kept. */
export function readBlocks(file: string): Block[] {
  return parseBlocks(
    readFileSync(fileURLToPath(new URL(`./grammar/${file}`, import.meta.url)), 'utf8'),
    file,
  );
}

/** The blocks of a file's text; `file` is its name in errors. */
export function parseBlocks(text: string, file: string): Block[] {
  const blocks: (Block & { body: TextLine[] })[] = [];
  text.split('\n').forEach((source, i) => {
    const place = { file, line: i + 1 };
    if (source === '' || source.startsWith('#')) return;
    if (/\s$/.test(source)) fail(place, 'a line ends with a blank');
    if (!/^\s/.test(source)) {
      const [, name, rest] = /^(\S+) ?(.*)$/.exec(source) as unknown as [string, string, string];
      blocks.push({ ...place, name, rest: unescaped(rest, place), body: [] });
      return;
    }
    if (!source.startsWith('  ')) fail(place, 'a text stands behind two blanks');
    const block = blocks.at(-1) ?? fail(place, 'a text belongs to no block');
    block.body.push({ ...place, text: unescaped(source.slice(2), place) });
  });
  return blocks;
}

function unescaped(text: string, place: Place): string {
  return text.replace(/\\(.?)/g, (_, char: string) => {
    if (char === 'n') return '\n';
    return char === '\\' ? char : fail(place, `\\${char} is neither \\n nor \\\\`);
  });
}
