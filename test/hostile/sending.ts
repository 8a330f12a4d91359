/** Senders as processes, beside each other, and what came of all. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Report, SenderOptions } from './sender.ts';

export type Sent = Omit<Report, 'done'>;

/** Sends `count` requests from so many processes; `progress` is told of all together now and then. */
export async function sendHostile(
  options: SenderOptions & { readonly processes: number },
  progress: (sent: Sent) => void,
): Promise<Sent> {
  const { processes, ...each } = options;
  const reports = new Map<number, Report>();
  await Promise.all(
    Array.from({ length: processes }, async (_, k) => {
      const mine = { ...each, seed: `${each.seed}-${k}`, count: Math.ceil(each.count / processes) };
      await run(mine, (report) => {
        reports.set(k, report);
        if (k === 0) progress(together([...reports.values()]));
      });
      if (reports.get(k)?.done !== true) throw new Error(`sender ${k} broke off`);
    }),
  );
  return together([...reports.values()]);
}

async function run(options: SenderOptions, take: (report: Report) => void): Promise<void> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'sender.ts'), JSON.stringify(options)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => take(JSON.parse(line)));
  await new Promise((resolve) => child.once('close', resolve));
}

function together(reports: readonly Report[]): Sent {
  const sum = (counts: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
    const all: Record<string, number> = {};
    for (const one of counts) for (const [name, n] of Object.entries(one)) all[name] = (all[name] ?? 0) + n;
    return all;
  };
  const total = (of: (report: Report) => number): number => reports.reduce((n, report) => n + of(report), 0);
  return {
    sent: total(({ sent }) => sent),
    late: total(({ late }) => late),
    unanswered: total(({ unanswered }) => unanswered),
    statuses: sum(reports.map(({ statuses }) => statuses)),
    served: sum(reports.map(({ served }) => served)),
    asked: sum(reports.map(({ asked }) => asked)),
    faults: reports.flatMap(({ faults }) => faults),
  };
}
