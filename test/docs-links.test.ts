/**
 * The documents against the repository: links and anchors lead somewhere, named files exist, named commands and
 * options are in the help, named npm scripts in package.json, and the page of dependencies lists what is installed.
 * Leaves out links to other sites.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LAUNCHER = join(ROOT, 'bin', 'stillwatch.mjs');

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map((name) => join(ROOT, name)),
  ...markdownIn(join(ROOT, 'docs')),
  ...['RESULTS.md', 'quality/RESULTS.md', 'history/performance.md'].map((name) => join(ROOT, 'bench', name)),
];
const TEXT = new Map(PAGES.map((path) => [path, readFileSync(path, 'utf8')]));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}

/** The anchors of a page's headings, as hosts of Markdown make them. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, title = ''] of withoutFences(text).matchAll(/^#{1,6} +(.+)$/gm)) {
    const slug = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    let unique = slug;
    for (let n = 1; anchors.has(unique); n++) unique = `${slug}-${n}`;
    anchors.add(unique);
  }
  return anchors;
}

function* linksOf(text: string): Generator<string> {
  const prose = withoutFences(text).replace(/`[^`\n]*`/g, '');
  for (const [, target = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) yield target;
}

/** Code of a page: fenced blocks and inline code. */
function* codeOf(text: string): Generator<string> {
  for (const [block] of text.matchAll(/^```[\s\S]*?^```/gm)) yield* block.split('\n').slice(1, -1);
  for (const [, code = ''] of withoutFences(text).matchAll(/`([^`\n]+)`/g)) yield code;
}

function helpOf(...command: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...command, '--help'], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (status !== 0) throw new Error(`stillwatch ${command.join(' ')} --help failed: ${stderr}`);
  return stdout;
}

describe('the documents', () => {
  it('link to files and headings that exist', () => {
    const broken: string[] = [];
    for (const [page, text] of TEXT) {
      for (const link of linksOf(text)) {
        if (/^[a-z]+:/i.test(link)) continue;
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? page : resolve(dirname(page), path);
        const told = `${relative(ROOT, page)}: ${link}`;
        if (!existsSync(target)) broken.push(`${told} (no such file)`);
        else if (relative(ROOT, target).startsWith('..')) broken.push(`${told} (outside the repository)`);
        else if (anchor !== undefined && statSync(target).isFile()) {
          if (!anchorsOf(readFileSync(target, 'utf8')).has(anchor)) broken.push(`${told} (no such heading)`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  it('are all reached from the reading order', () => {
    const reached = new Set<string>();
    const queue = [join(ROOT, 'docs', 'README.md')];
    for (let page = queue.pop(); page !== undefined; page = queue.pop()) {
      if (reached.has(page)) continue;
      reached.add(page);
      for (const link of linksOf(TEXT.get(page) ?? '')) {
        if (/^[a-z]+:/i.test(link) || link.startsWith('#')) continue;
        const target = resolve(dirname(page), link.split('#')[0] as string);
        if (target.endsWith('.md')) queue.push(target);
      }
    }
    expect(PAGES.filter((page) => !reached.has(page)).map((page) => relative(ROOT, page))).toEqual([]);
  });

  it('name files of the repository that exist', () => {
    const missing: string[] = [];
    for (const [page, text] of TEXT) {
      for (const code of codeOf(text)) {
        for (const [path] of code.matchAll(
          /(?<![\w./-])(?:src|sim|scripts|test|docs|bin|deploy|examples|man)\/[\w./*<{},-]*[\w/*>}]/g,
        )) {
          // A pattern names many files, or none in particular.
          if (/[*<{]/.test(path)) continue;
          if (!existsSync(join(ROOT, path))) missing.push(`${relative(ROOT, page)}: ${path}`);
        }
      }
    }
    expect(missing).toEqual([]);
  });

  it('name npm scripts that exist', () => {
    const missing: string[] = [];
    for (const [page, text] of TEXT) {
      for (const [, script = ''] of text.matchAll(/\bnpm run ([\w:-]+)/g)) {
        if (!(script in manifest.scripts)) missing.push(`${relative(ROOT, page)}: npm run ${script}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it.runIf(existsSync(LAUNCHER))('name commands and options that the help has', () => {
    const commands = new Set([...helpOf().matchAll(/^ {2}([a-z]+)(?: [[<]|\s{2,})/gm)].map(([, name]) => name as string));
    expect(commands.size).toBeGreaterThan(3);
    const helps = new Map<string, string>();
    const wrong: string[] = [];
    for (const [page, text] of TEXT) {
      for (const code of codeOf(text)) {
        for (const [, command = '', rest = ''] of code.matchAll(
          /(?:^|\| *|[ \t$])(?:stillwatch|bin\/stillwatch\.mjs) ([a-z]+)\b([^|`]*)/g,
        )) {
          const told = `${relative(ROOT, page)}: ${code}`;
          if (!commands.has(command)) {
            wrong.push(`${told} (no such command)`);
            continue;
          }
          const help = helps.get(command) ?? helpOf(command);
          helps.set(command, help);
          for (const [option] of rest.matchAll(/--[a-z][a-z-]*/g)) {
            if (option !== '--help' && !help.includes(`${option} `) && !help.includes(`${option}\n`))
              wrong.push(`${told} (no option ${option})`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('list every package of package.json, and no other, as a dependency', () => {
    const page = TEXT.get(join(ROOT, 'docs', 'dependencies.md')) ?? '';
    const used = page.slice(0, page.indexOf('\n## Refused'));
    const listed = [...used.matchAll(/^\| (`[^|]+`) \|/gm)]
      .flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)])
      .map(([, name]) => name as string);
    const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(listed.sort()).toEqual(installed.sort());
  });
});
