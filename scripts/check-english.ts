/**
 * `npm run check`: the worst habits of this project's English, in what people read: documents, and the strings of the
 * product (help, errors, report, API descriptions). CONTRIBUTING.md has the rules in prose and examples; this finds only what
 * a pattern can find. Leaves out comments, code in documents, tests, and the sentences of evidence in `src/detect`, which are
 * part of the findings' bytes.
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { trackedFiles } from './tracked-files.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Habit {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Each pattern is one that had to be rewritten again and again. */
const HABITS: readonly Habit[] = [
  { pattern: /\bwhoever\b/i, instead: 'name the actor: the caller, the operator, anyone who' },
  { pattern: /\bnobody\b/i, instead: 'say who does not, or use the passive: "is not used", "no account"' },
  {
    pattern: /\b(is|are|was|were|be) told\b(?! (apart|from)\b)/i,
    instead: 'name who says it: "the response lists", "the log shows"',
  },
  { pattern: /\bwhat (stands|stood)\b/i, instead: '"the current decision", "the value in force"' },
  { pattern: /\bwho asks\b/i, instead: '"the caller"' },
  { pattern: /\bthe long way\b/i, instead: '"the fallback"' },
  {
    pattern: /\b(a|each|every|one|last|next|first|second|new|this|that) looks?\b(?!-| (at|like|for|up|into|as)\b)/i,
    instead: '"detection run"',
  },
  { pattern: /\blooks (again|at once)\b/i, instead: '"runs detection again"' },
  { pattern: /\bset aside\b.*\bset aside\b/i, instead: '"rejected"' },
  { pattern: /\bleft alone\b/i, instead: '"cleared"' },
  { pattern: /\bthere it is\b|\bbears it\b|\bgravest\b|\blest\b/i, instead: 'a plain word' },
  {
    pattern: /\bof (somebody|anybody)\b/i,
    instead: 'name the person: "of a customer", "of another account"',
  },
  { pattern: /\bone hand\b/i, instead: '"one operator"' },
  { pattern: /\b\d+(\.\d+)? %/, instead: 'no space before the percent sign: 12%' },
];

/** Rows that show a bad sentence beside a good one. */
const QUOTED = /^\| .*\b(whoever|nobody|a look that|set aside|one hand|is asked how|12 %)/i;

export interface Passage {
  readonly line: number;
  readonly text: string;
}

export interface Finding extends Passage {
  readonly habit: Habit;
}

/** A document's prose, line by line: fenced blocks, inline code and link targets removed. */
export function proseOf(markdown: string): Passage[] {
  let fenced = false;
  return markdown.split('\n').flatMap((text, at) => {
    if (/^\s*```/.test(text)) fenced = !fenced;
    if (fenced || /^\s*```/.test(text) || QUOTED.test(text)) return [];
    return [{ line: at + 1, text: text.replace(/`[^`]*`/g, '').replace(/\]\([^)]*\)/g, ']') }];
  });
}

/** The string literals and the fixed parts of templates of a source file that hold more than one word. */
export function stringsOf(path: string, text: string): Passage[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Passage[] = [];
  const visit = (node: ts.Node): void => {
    const literal = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node);
    if (literal || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (/\w \w/.test(node.text)) found.push({ line, text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Passages that have one of the habits. */
export function habitsIn(passages: readonly Passage[]): Finding[] {
  return passages.flatMap((passage) => {
    const habit = HABITS.find(({ pattern }) => pattern.test(passage.text));
    return habit === undefined ? [] : [{ ...passage, habit }];
  });
}

function main(): void {
  const documents = trackedFiles(ROOT, /^(README|CONTRIBUTING|CHANGELOG|docs\/.*|bench\/RESULTS)\.md$|^docs\/.*\.md$/);
  const sources = trackedFiles(ROOT, /^(src|sim)\/.*\.ts$/).filter(
    (path) => !path.endsWith('.test.ts') && !/^src\/(detect|wire\/assembly)\//.test(path) && !/^sim\/[^/]+\//.test(path),
  );
  let found = 0;
  for (const path of [...documents, ...sources]) {
    const text = readFileSync(`${ROOT}${path}`, 'utf8');
    for (const { line, text: passage, habit } of habitsIn(path.endsWith('.md') ? proseOf(text) : stringsOf(path, text))) {
      found++;
      process.stderr.write(`${path}:${line}: ${passage.trim().slice(0, 140)}\n  instead: ${habit.instead}\n`);
    }
  }
  if (found > 0) {
    process.stderr.write(`${found} passages to rewrite; CONTRIBUTING.md#english has examples\n`);
    process.exit(1);
  }
  process.stdout.write(`${documents.length} documents and ${sources.length} sources read\n`);
}

if (process.argv[1] !== undefined && relative(process.argv[1], fileURLToPath(import.meta.url)) === '') main();
