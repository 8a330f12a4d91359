/**
 * `stillwatch serve` as a process of its own, on an empty data directory: where it is, what memory it has by the kernel's
 * count, and what it logs that it must not. Limits on rates are lifted, or they would answer for everything else.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARY } from './values.ts';

/** proc_pid_stat(5): utime and stime, counted from the field behind the name. */
const UTIME = 11;
const TICKS = 100;
const MOST_REMEMBERED = 40;
const MOST = '1000000000';

const SETTINGS: Readonly<Record<string, string>> = {
  STILLWATCH_LISTEN_PORT: '0',
  STILLWATCH_RATE_LIMITS_GATEWAY: MOST,
  STILLWATCH_RATE_LIMITS_KEY: MOST,
  STILLWATCH_RATE_LIMITS_PERSON: MOST,
  STILLWATCH_RATE_LIMITS_ADDRESS: MOST,
  STILLWATCH_RATE_LIMITS_FAILURES: MOST,
  STILLWATCH_DETECTION_MIN_INTERVAL_MS: '5000',
  // Addresses are as many as the harness says, so that logging in is not at its limit all the time.
  STILLWATCH_TRUSTED_PROXIES: '["127.0.0.1"]',
};

const main = new URL('../../src/main.ts', import.meta.url).href;
const script = `
  const { main, processIo } = await import(${JSON.stringify(main)});
  process.exit(await main(process.argv.slice(1), processIo()));`;

/** Bytes, by the kernel's count. */
export interface Memory {
  readonly resident: number;
  readonly peak: number;
}

export class HostileService {
  readonly child: ChildProcess;
  readonly port: number;
  readonly adminKey: string;
  /** Resolves with the exit code or the signal's name. */
  readonly ended: Promise<number | string>;
  private readonly log: ServiceLog;

  private constructor(child: ChildProcess, log: ServiceLog, ended: Promise<number | string>, port: number, key: string) {
    this.child = child;
    this.log = log;
    this.ended = ended;
    this.port = port;
    this.adminKey = key;
  }

  static async start(data: string): Promise<HostileService> {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('STILLWATCH_')));
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script, '--', 'serve', '--data', data, '--json'],
      { env: { ...env, ...SETTINGS, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const log = new ServiceLog();
    child.stderr?.on('data', (chunk: Buffer) => log.take(chunk.toString('latin1')));
    const ended = new Promise<number | string>((resolve) => {
      child.once('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
    });
    const first = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        if (text.includes('\n')) resolve(text);
      });
      void ended.then((code) => reject(new Error(`the service ended with ${code}: ${log.tail()}`)));
    });
    const { address, admin_key, error } = JSON.parse(first.split('\n')[0] as string);
    if (address === undefined) throw new Error(`the service did not start: ${JSON.stringify(error)}`);
    return new HostileService(child, log, ended, Number(new URL(address).port), admin_key);
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  memory(): Memory {
    const text = readFileSync(join('/proc', String(this.child.pid), 'status'), 'utf8');
    const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
    return { resident: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 };
  }

  /** Seconds that it has kept cores busy, which says more than time where other work has them. */
  busy(): number {
    const text = readFileSync(join('/proc', String(this.child.pid), 'stat'), 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[UTIME]) + Number(fields[UTIME + 1])) / TICKS;
  }

  /** Lines of level error and fatal. */
  errors(): readonly string[] {
    return this.log.errors;
  }

  /** Lines that hold what no log may. */
  leaks(): readonly string[] {
    return this.log.leaks;
  }

  /** With SIGTERM, as whoever runs it does. */
  async stop(): Promise<number | string> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}

/** Reads the log as it comes and keeps only what is wrong with it. */
class ServiceLog {
  readonly errors: string[] = [];
  readonly leaks: string[] = [];
  private rest = '';

  take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.includes(CANARY) || line.includes('swk_')) keep(this.leaks, line);
      if (/"level":"(error|fatal)"/.test(line) || !line.startsWith('{')) keep(this.errors, line);
    }
  }

  tail(): string {
    return [...this.errors.slice(-5), this.rest].join('\n');
  }
}

function keep(list: string[], line: string): void {
  if (list.length < MOST_REMEMBERED) list.push(line.slice(0, 2_000));
}
