/**
 * Writes docs/reference/detection-parameters.md from the families of parameters in src/detect/parameters/ and
 * src/aggregate/parameters.ts, and from the fitted weights of evidence. Run after changing them; a test fails while the page is
 * behind.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DAY, HOUR, MINUTE, SECOND } from '../src/base/clock.ts';
import { CONFIDENCE_WEIGHTS } from '../src/detect/campaign/confidence-weights.ts';
import type { ParameterFamily, ParameterValue } from '../src/model/parameter.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PARAMETER_PAGE = join(ROOT, 'docs/reference/detection-parameters.md');

const HEAD = `# Parameters of detection

Every number that the findings depend on, by family. This page is written by \`npm run parameters\` from
\`src/aggregate/parameters.ts\` and \`src/detect/parameters/\`; a test fails while it is behind.

These are not settings. No configuration key and no option changes them: they belong to the version of Stillwatch, so that two
runs of one version on one log give the same findings. To change one, change it in the source, run \`npm run parameters\`, then
\`npm run calibrate\` and \`npm run bench:quality\`: the fitted weights at the end of this page assume all the others.

How to read the tables:

- **Family**: what belongs together, and the modules under \`src/detect/\` or \`src/\` that read it.
- **Value**: one number, a ramp (\`0.3 to 0.9\`: nothing up to the first number, everything from the second on, a straight line
  between), or a list. Times are in milliseconds in the source and in natural units here.
- **Unit**: what is counted or measured. A *party* is an account, or all accounts of one verified organisation. A *share* lies
  between 0 and 1, and so does a *strength* of evidence.
- **Range**: values that make sense. Outside it the code still runs, but the number no longer means what it says.
- **Basis**: how the value was set. "Set by hand" means what it says: no fit and no measurement supports it, only the reason given,
  if any. "Decision 15" is [decisions/0015](../decisions/README.md).
- **Effect**: what moves when the value goes up.

Limits that only bound memory, and guards against dividing by zero, are not parameters; they are constants where they are used.
`;

/** One exported family with the name of its constant and the modules that read it. */
export interface FoundFamily {
  readonly name: string;
  readonly family: ParameterFamily;
  /** Paths from src/. */
  readonly readers: readonly string[];
}

/** The families of one file of parameters. */
export interface ParameterFile {
  /** Path from src/. */
  readonly path: string;
  /** The header comment of the file, as one line. */
  readonly about: string;
  readonly families: readonly FoundFamily[];
}

/** In the order of the stages: what is read, what is normal, who belongs together, what speaks for it, what it amounts to. */
const ORDER = ['aggregate/', 'detect/parameters/population', 'detect/parameters/group', 'detect/parameters/evidence/'];

/** All families of parameters, in the order of the page. Every export whose name ends in `_PARAMETERS` is one. */
export async function parameterFiles(): Promise<ParameterFile[]> {
  const sources = sourceFiles();
  const paths = [...sources.keys()].filter(
    (path) => path === 'aggregate/parameters.ts' || path.startsWith('detect/parameters/'),
  );
  const files: ParameterFile[] = [];
  for (const path of paths.sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))) {
    const module = (await import(pathToFileURL(join(ROOT, 'src', path)).href)) as Record<string, ParameterFamily>;
    const text = sources.get(path) ?? '';
    const families = Object.entries(module)
      .filter(([name]) => name.endsWith('_PARAMETERS'))
      .sort(([a], [b]) => text.indexOf(`export const ${a} `) - text.indexOf(`export const ${b} `))
      .map(([name, family]) => ({ name, family, readers: readersOf(name, sources) }));
    files.push({ path, about: headerOf(text), families });
  }
  return files;
}

function rankOf(path: string): number {
  const place = ORDER.findIndex((start) => path.startsWith(start));
  return place < 0 ? ORDER.length : place;
}

/** The TypeScript files under src/ that are no tests: path from src/ to text. */
export function sourceFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(relative(join(ROOT, 'src'), file).replaceAll('\\', '/'), readFileSync(file, 'utf8'));
  }
  return files;
}

function readersOf(name: string, sources: ReadonlyMap<string, string>): string[] {
  const used = new RegExp(`\\b${name}\\b`);
  return [...sources].filter(([path, text]) => !isParameterFile(path) && used.test(text)).map(([path]) => path);
}

/** @param path from src/ */
export function isParameterFile(path: string): boolean {
  return path.startsWith('detect/parameters/') || path === 'aggregate/parameters.ts';
}

function headerOf(text: string): string {
  const [, comment = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(text) ?? [];
  return comment
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text of the page. */
export async function parameterPage(): Promise<string> {
  const blocks = [HEAD];
  for (const file of await parameterFiles()) {
    blocks.push(`## ${titleOf(file.path)}\n\n${file.about}\n\nSource: \`src/${file.path}\`.\n`);
    blocks.push('| family | name | value | unit | range | meaning | basis | effect |');
    blocks.push('| --- | --- | --- | --- | --- | --- | --- | --- |');
    for (const found of file.families) blocks.push(...rowsOf(found));
    blocks.push('');
  }
  blocks.push(weightsText());
  return blocks.join('\n');
}

function titleOf(path: string): string {
  if (path.startsWith('aggregate/')) return 'Aggregate stage';
  const parts = path.replace('detect/parameters/', '').replace('.ts', '').split('/');
  return sentence(parts.map((part) => part.replaceAll('-', ' ')).join(': '));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function familyTitle(name: string): string {
  return sentence(
    name
      .replace(/_PARAMETERS$/, '')
      .toLowerCase()
      .replaceAll('_', ' '),
  );
}

/** The rows of a family; its name and the modules that read it are in the first. */
function rowsOf({ name, family, readers }: FoundFamily): string[] {
  return Object.entries(family).map(([key, { value, unit, range, meaning, basis, effect }], k) => {
    const [low, high] = range;
    const cells = [
      k === 0 ? `**${familyTitle(name)}** in ${readers.map((path) => `\`${path.replace('detect/', '')}\``).join(', ')}` : '',
      `\`${key}\``,
      valueText(value, unit),
      unit === 'ms' ? 'time' : unit,
      `${numberText(low, unit)} … ${numberText(high, unit)}`,
      meaning,
      basis,
      effect,
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
}

function valueText(value: ParameterValue, unit: string): string {
  if (typeof value === 'number') return numberText(value, unit);
  return value.map((one) => numberText(one, unit)).join(value.length === 2 ? ' to ' : ', ');
}

const NUMBER = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 12 });
const ROUNDED = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

function numberText(value: number, unit: string): string {
  if (unit === 'ms') return timeText(value);
  return String(value).length > 12 ? ROUNDED.format(value) : NUMBER.format(value);
}

/** 1800000 -> 30 min */
function timeText(ms: number): string {
  const scales = [
    [DAY, 'd'],
    [HOUR, 'h'],
    [MINUTE, 'min'],
    [SECOND, 's'],
  ] as const;
  for (const [length, name] of scales) if (ms >= length) return `${ROUNDED.format(ms / length)} ${name}`;
  return `${ROUNDED.format(ms)} ms`;
}

function weightsText(): string {
  const { families, ...others } = CONFIDENCE_WEIGHTS;
  return `## Fitted weights of the evidence

Log odds that each family adds to a group's confidence at strength 1, with the prior of a group without evidence, what openness adds
when nearly all members are verified, and what a swept task list adds. Written by \`npm run calibrate\` to
\`src/detect/campaign/confidence-weights.ts\`: fitted on simulated worlds and drawn toward the public record
([decision 17](../decisions/0017-weights-are-fitted-and-drawn-to-the-record.md)); [evaluation](../evaluation.md) has their
reliability.

| weight | log odds |
| --- | ---: |
${[...Object.entries(others), ...Object.entries(families)].map(([name, weight]) => `| \`${name}\` | ${weight} |`).join('\n')}
`;
}

/** Where the page is. */
export function parameterPagePath(): string {
  return PARAMETER_PAGE;
}

async function main(): Promise<void> {
  const text = await parameterPage();
  const before = await readFile(PARAMETER_PAGE, 'utf8').catch(() => '');
  if (before !== text) await writeFile(PARAMETER_PAGE, text);
  console.log(`${before === text ? 'current' : 'written'}  docs/reference/detection-parameters.md`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
