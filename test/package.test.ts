/**
 * The package as npm packs it, unpacked beside an empty program: what is in it, and that command, library and types work from there.
 * Of the packages that are installed here it sees those that an installation would bring, linked and not downloaded.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeFolder } from './analysis-run.ts';

/** Building, packing and a whole demo. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const ROOT = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
let installed: string;

function run(command: string, args: readonly string[], cwd: string): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: TEST_TIMEOUT });
  return { status, out: stdout, err: stderr };
}

function orFail(command: string, args: readonly string[], cwd: string): string {
  const { status, out, err } = run(command, args, cwd);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${err}${out}`);
  return out;
}

beforeAll(() => {
  folder = makeFolder('package');
  orFail(process.execPath, [join(ROOT, 'scripts', 'ensure.mjs')], ROOT);
  // --ignore-scripts: what prepack does has just been done.
  orFail('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], ROOT);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) as string;
  installed = join(folder, 'node_modules', 'stillwatch');
  mkdirSync(installed, { recursive: true });
  orFail('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1'], folder);
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  for (const [path, { dev = false }] of Object.entries(packages)) {
    const isOnTop = /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path);
    // The program that uses the package has types of Node.js of its own.
    if (!isOnTop || (dev && !/\/(@types\/node|undici-types)$/.test(path)) || !existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(folder, path));
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'program', private: true, type: 'module' }));
}, TEST_TIMEOUT);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = (): string => join(installed, 'bin', 'stillwatch.mjs');

describe('the package', () => {
  it('has what it needs to run and to be read, and neither sources nor tests', () => {
    expect(readdirSync(installed).sort()).toEqual(
      ['LICENSE', 'README.md', 'bin', 'deploy', 'dist', 'docs', 'examples', 'man', 'package.json'].sort(),
    );
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    // Examples and recipes are there to be copied.
    const copied = /^(examples|deploy\/gateways)\//;
    const unwanted = files.filter((name) => /\.test\.|(?<!\.d)\.ts$|\.tsbuildinfo$/.test(name) && !copied.test(name));
    expect(unwanted).toEqual([]);
    const { bin, man, exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      bin: { stillwatch: string };
      man: string;
      exports: Record<string, string | Record<string, string>>;
    };
    const named = [
      bin.stillwatch,
      man,
      ...Object.values(exports).flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one))),
    ];
    for (const path of named) expect(existsSync(join(installed, path)), path).toBe(true);
  });

  it('runs the demo in an empty folder', () => {
    const { status, out, err } = run(process.execPath, [program(), 'demo', '--quiet'], folder);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('The report is ready.');
    expect(existsSync(join(folder, 'demo', 'out', 'report.html'))).toBe(true);
  });

  it('completes', () => {
    expect(orFail(process.execPath, [program(), 'completion', 'bash'], folder)).toContain(
      'complete -F _stillwatch stillwatch',
    );
  });

  it('is a library, which does nothing on import', () => {
    const script = `
      const before = [process.listenerCount('SIGINT'), process.listenerCount('uncaughtException')];
      const { analyze, openService, ProblemError } = await import('stillwatch');
      const after = [process.listenerCount('SIGINT'), process.listenerCount('uncaughtException')];
      const failed = await analyze({ paths: 'nowhere' }).catch((error) => error);
      console.log(JSON.stringify({ before, after, isProblem: failed instanceof ProblemError, code: failed.problem?.code, service: typeof openService }));`;
    expect(JSON.parse(orFail(process.execPath, ['--input-type=module', '-e', script], folder))).toEqual({
      before: [0, 0],
      after: [0, 0],
      isProblem: true,
      code: 'path_not_found',
      service: 'function',
    });
  });

  it('has types that a strict program resolves', () => {
    const options = { target: 'ES2022', module: 'NodeNext', strict: true, noEmit: true, types: ['node'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['use.ts'] }));
    writeFileSync(
      join(folder, 'use.ts'),
      `import { type AccountFinding, type AnalysisOptions, analyze, type Campaign, type Evidence, openService } from 'stillwatch';
      import { createClient } from 'stillwatch/client';
      export const evidence = ({ evidence }: Campaign): Evidence[] => evidence;
      export const action: AccountFinding['action'] = 'allow';
      // @ts-expect-error: there is no such action
      export const noAction: AccountFinding['action'] = 'ban';
      // @ts-expect-error: there is no such option
      export const options: AnalysisOptions = { path: 'log' };
      const { campaigns } = await analyze({ paths: 'log', mapping: { account: 'customer_id' } });
      const service = await openService({ settings: { listen: { port: 0 } } });
      createClient({ baseUrl: service.url });
      export const ids: string[] = campaigns.map(({ id }) => id);
      `,
    );
    expect(run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', folder], folder)).toMatchObject({ status: 0, out: '' });
  });
});
