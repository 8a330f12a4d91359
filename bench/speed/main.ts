/**
 * `npm run bench`: a small, quick run whose hash every build compares. `npm run bench -- --full`: against chDB and others,
 * for bench/RESULTS.md. See --help.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PARTS, type Part, runFull } from './full.ts';
import { measureSmall } from './small.ts';

const EXPECTED = fileURLToPath(new URL('./expected.json', import.meta.url));
const HELP = `npm run bench                    read a little world; compare the hash of its rows
npm run bench -- --accept        and take the hash as the right one from now on
npm run bench -- --full          measure against others and write bench/RESULTS.md

  --only <parts>    of ${PARTS.join(', ')}, with commas between; the others keep their last figures
  --repeats <n>     runs of each process (3)
  --mb <n>          size of the log (1000)
  --data <folder>   where logs are kept between runs (bench/speed/data)
  --grow <folders>  three folders with exchanges.ndjson, for the part grow
  --big <folder>    feb-2026 at scale 1, for the part big
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      accept: { type: 'boolean' },
      full: { type: 'boolean' },
      only: { type: 'string' },
      repeats: { type: 'string', default: '3' },
      mb: { type: 'string', default: '1000' },
      data: { type: 'string', default: fileURLToPath(new URL('./data', import.meta.url)) },
      grow: { type: 'string' },
      big: { type: 'string' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!values.full) return small(values.accept ?? false);
  const only = values.only?.split(',') ?? [...PARTS];
  const unknown = only.find((part) => !(PARTS as readonly string[]).includes(part));
  if (unknown !== undefined) {
    process.stderr.write(`error: expected parts of ${PARTS.join(', ')}, got ${unknown}\n`);
    return 2;
  }
  mkdirSync(values.data, { recursive: true });
  await runFull({
    parts: only as Part[],
    repeats: Number(values.repeats),
    bytes: Number(values.mb) * 1e6,
    data: values.data,
    grow: values.grow?.split(',') ?? [],
    big: values.big,
  });
  return 0;
}

async function small(accept: boolean): Promise<number> {
  const result = await measureSmall();
  const { exchanges, bytes, hash, kernels, longWay } = result;
  process.stdout.write(
    `${exchanges} exchanges, ${(bytes / 1e6).toFixed(1)} MB: the kernels read ${kernels.toFixed(0)} MB a second of CPU, ` +
      `the long way ${longWay.toFixed(0)} (${(kernels / longWay).toFixed(1)} times less)\nrows ${hash}\n`,
  );
  if (accept) writeFileSync(EXPECTED, `${JSON.stringify({ hash, exchanges }, null, 2)}\n`);
  const expected = existsSync(EXPECTED)
    ? (JSON.parse(readFileSync(EXPECTED, 'utf8')) as { hash: string; exchanges: number })
    : null;
  if (expected?.hash === hash) return 0;
  process.stderr.write(
    `error: expected rows ${expected?.hash ?? '(none)'} in ${join('bench', 'speed', 'expected.json')}, got ${hash}\n` +
      'hint: when the simulator or the fingerprint was meant to change, npm run bench -- --accept\n',
  );
  return 1;
}

process.exit(await main());
