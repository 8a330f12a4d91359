/** Starts the process that node.ts describes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Servers } from '../intake-server.ts';

export interface SpawnedNode {
  readonly process: ChildProcess;
  readonly ended: Promise<NodeJS.Signals | null>;
  /** Resolves when it listens, or with null when it has ended before. */
  readonly address: Promise<string | null>;
}

export function spawnNode(path: string, servers: Servers): SpawnedNode {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'node.ts'), path, JSON.stringify(servers)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const address = new Promise<string | null>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const match = /^listening (.+)$/.exec(line);
      if (match !== null) resolve(match[1]);
    });
    void ended.then(() => resolve(null));
  });
  return { process: child, ended, address };
}
