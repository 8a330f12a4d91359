/**
 * Draws the folders of `src/` by rank, with the way of the data through them, as docs/images/architecture-{light,dark}.svg
 * (`npm run architecture`). Boxes come from scripts/ranks.cjs and from the folders on disk; a test compares the committed
 * pictures with what this draws, so a folder cannot be added, moved or removed without its box.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const { RANKS } = createRequire(import.meta.url)('./ranks.cjs') as { RANKS: readonly (readonly string[])[] };

/** What each folder does, in the words of docs/architecture.md. */
const PURPOSES: Readonly<Record<string, string>> = {
  'src/base': 'assert, problems as values, limits, clock, seeded random numbers, formats',
  'src/client': 'typed client of the HTTP API',
  'src/kernels': 'numeric loops on typed arrays',
  'src/model': 'the records between stages, one schema each',
  'src/ingest': 'log formats to exchanges',
  'src/fingerprint': 'exchange to row: the reference',
  'src/graph': 'CSR graph, Louvain',
  'src/store': 'exchanges and records',
  'src/wire': 'wire bytes to the same row, in WebAssembly',
  'src/aggregate': 'store to columns: all the SQL of detection',
  'src/detect': 'columns to findings',
  'src/access': 'keys, people, audit log',
  'src/decide': 'policy to actions, rule of two',
  'src/report': 'HTML report',
  'src/evaluate': 'found against truth',
  'src/pipeline': 'the stages in one run',
  'src/service': 'the stages day and night',
  'src/api': 'HTTP: routes, schemas, statuses',
  'src/cli': 'command line: options, progress, exit codes',
  'src/library': 'what `import "stillwatch"` gives: analyze and openService',
};

/** The way of the data: each step leads from one box to the next under the name of its stage. */
const WAY: readonly (readonly [from: string, to: string, stage: string])[] = [
  ['src/ingest', 'src/wire', 'read'],
  ['src/ingest', 'src/fingerprint', 'read'],
  ['src/wire', 'src/store', 'read'],
  ['src/fingerprint', 'src/store', 'read'],
  ['src/store', 'src/aggregate', 'aggregate'],
  ['src/aggregate', 'src/detect', 'detect'],
  ['src/detect', 'src/decide', 'decide'],
  ['src/decide', 'src/report', 'write'],
];

const STAGES = ['read', 'aggregate', 'detect', 'decide', 'write'] as const;
type Stage = (typeof STAGES)[number];
/** The stage whose work a folder does; the others serve all stages or put them together. */
const STAGE_OF: Readonly<Record<string, Stage>> = {
  'src/ingest': 'read',
  'src/wire': 'read',
  'src/fingerprint': 'read',
  'src/store': 'read',
  'src/aggregate': 'aggregate',
  'src/detect': 'detect',
  'src/decide': 'decide',
  'src/report': 'write',
};

interface Theme {
  readonly ground: string;
  readonly box: string;
  readonly line: string;
  readonly ink: string;
  readonly quiet: string;
  readonly stages: Readonly<Record<Stage, string>>;
}

const THEMES: Readonly<Record<'light' | 'dark', Theme>> = {
  light: {
    ground: '#ffffff',
    box: '#f6f7f9',
    line: '#c9ced6',
    ink: '#1a2029',
    quiet: '#5b6573',
    stages: { read: '#1f6feb', aggregate: '#0f8a7e', detect: '#b35900', decide: '#8a3ffc', write: '#57606a' },
  },
  dark: {
    ground: '#0d1117',
    box: '#161b22',
    line: '#3a424d',
    ink: '#e6edf3',
    quiet: '#9aa4b0',
    stages: { read: '#6cb0ff', aggregate: '#3fc9b9', detect: '#f0a04b', decide: '#c29bff', write: '#a8b2bd' },
  },
};

const WIDTH = 1120;
const MARGIN = 28;
const LABEL = 56;
const ROW = 74;
const PITCH = 100;
const GAP = 24;
const TOP = 66;

interface Box {
  readonly folder: string;
  readonly rank: number;
  readonly rooms: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The folders of a folder that hold code, in the order of their names. */
export function roomsOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'fixtures')
    .map((entry) => entry.name)
    .filter((room) => holdsCode(join(ROOT, folder, room)))
    .sort();
}

function holdsCode(folder: string): boolean {
  return readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.ts'));
}

/** Every folder of a rank as a box, lowest rank at the bottom. Files that wire (main, serve) share the top row. */
export function boxes(): Box[] {
  const folders = RANKS.map((names) => names.filter((name) => existsSync(join(ROOT, name))));
  const rows = folders.filter((names) => names.length > 0);
  return rows.flatMap((names, rank) => {
    const width = (WIDTH - 2 * MARGIN - LABEL - GAP * (names.length - 1)) / names.length;
    return names.map((folder, at) => ({
      folder,
      rank,
      rooms: roomsOf(folder),
      x: MARGIN + LABEL + at * (width + GAP),
      y: TOP + (rows.length - 1 - rank) * PITCH,
      width,
    }));
  });
}

/** The picture as SVG. */
export function picture(theme: Theme): string {
  const all = boxes();
  const height = Math.max(...all.map(({ y }) => y)) + ROW + MARGIN;
  const at = new Map(all.map((box) => [box.folder, box]));
  const ranks = [...new Map(all.map(({ rank, y }) => [rank, y]))];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" role="img" aria-label="The folders of src by rank, and the way of the data from ingest to report">`,
    `<rect width="${WIDTH}" height="${height}" fill="${theme.ground}"/>`,
    ...legend(theme),
    ...ranks.map(
      ([rank, y]) => `<text x="${MARGIN}" y="${y + ROW / 2 + 4}" font-size="12" fill="${theme.quiet}">rank ${rank}</text>`,
    ),
    ...all.map((box) => drawBox(box, theme)),
    ...WAY.map(([from, to, stage]) => drawStep(at.get(from) as Box, at.get(to) as Box, theme.stages[stage as Stage])),
    '</svg>\n',
  ].join('');
}

function legend(theme: Theme): string[] {
  const left = MARGIN + LABEL;
  return [
    `<text x="${left}" y="34" font-size="14" font-weight="600" fill="${theme.ink}">Imports go down. Data goes</text>`,
    ...STAGES.map((stage, k) => {
      const x = left + 232 + k * 124;
      const arrow = k === 0 ? '' : `<text x="${x - 22}" y="34" font-size="14" fill="${theme.quiet}">→</text>`;
      return `${arrow}<rect x="${x}" y="19" width="92" height="22" rx="11" fill="none" stroke="${theme.stages[stage]}" stroke-width="1.5"/><text x="${x + 46}" y="34" font-size="13" text-anchor="middle" fill="${theme.stages[stage]}">${stage}</text>`;
    }),
  ];
}

function drawBox({ folder, rooms, x, y, width }: Box, theme: Theme): string {
  const stage = STAGE_OF[folder];
  const purpose = PURPOSES[folder];
  if (purpose === undefined) throw new Error(`expected a purpose of ${folder} in scripts/architecture-picture.ts, got none`);
  const line = (text: string, dy: number, size: number, color: string, weight = 400): string =>
    `<text x="${x + 12}" y="${y + dy}" font-size="${size}" font-weight="${weight}" fill="${color}">${fitted(text, width - 20, size)}</text>`;
  return [
    `<g data-folder="${folder}">`,
    `<rect x="${x}" y="${y}" width="${width}" height="${ROW}" rx="8" fill="${theme.box}" stroke="${stage === undefined ? theme.line : theme.stages[stage]}" stroke-width="${stage === undefined ? 1 : 1.8}"/>`,
    line(basename(folder), 22, 15, theme.ink, 600),
    line(purpose, 42, 12, theme.quiet),
    rooms.length > 0 ? line(rooms.join(' · '), 61, 11, theme.ink) : '',
    '</g>',
  ].join('');
}

/** Cut where it would leave its box: glyphs of this font are a little over half as wide as high. */
function fitted(text: string, width: number, size: number): string {
  const most = Math.floor(width / (size * (size > 11 ? 0.54 : 0.47)));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** An arrow between the facing edges of two boxes: side by side in one row, or straight up or down where they overlap. */
function drawStep(from: Box, to: Box, color: string): string {
  if (from.y === to.y) {
    const right = to.x > from.x;
    return arrow(
      right ? from.x + from.width : from.x,
      from.y + ROW / 2,
      right ? to.x : to.x + to.width,
      to.y + ROW / 2,
      color,
    );
  }
  const up = to.y < from.y;
  const middle = (Math.max(from.x, to.x) + Math.min(from.x + from.width, to.x + to.width)) / 2;
  // Ways up and down between the same rows keep apart; boxes that do not overlap meet at their corners.
  const x = middle + (up ? -24 : 24);
  const within = (box: Box): number => Math.min(Math.max(x, box.x + 30), box.x + box.width - 30);
  return arrow(within(from), up ? from.y : from.y + ROW, within(to), up ? to.y + ROW : to.y, color);
}

function arrow(x1: number, y1: number, x2: number, y2: number, color: string): string {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const place = (back: number, side: number): string =>
    `${(x2 - back * dx - side * dy).toFixed(1)},${(y2 - back * dy + side * dx).toFixed(1)}`;
  const [endX, endY] = place(6, 0).split(',');
  return `<line x1="${x1}" y1="${y1}" x2="${endX}" y2="${endY}" stroke="${color}" stroke-width="2"/><polygon points="${x2},${y2} ${place(7, 5)} ${place(7, -5)}" fill="${color}"/>`;
}

/** Where each picture is kept, and what it holds. */
export function pictures(): Map<string, string> {
  return new Map(
    Object.entries(THEMES).map(([name, theme]) => [join(ROOT, `docs/images/architecture-${name}.svg`), picture(theme)]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, svg] of pictures()) writeFileSync(path, svg);
}
