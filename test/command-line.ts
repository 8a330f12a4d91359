/** Runs the command line in this process, with made-up parts and streams that are kept. */
import { Readable } from 'node:stream';
import { expect } from 'vitest';
import { runProgram } from '../src/cli/program.ts';
import { createContext, type Services } from '../src/cli/terminal/context.ts';
import type { Io } from '../src/cli/terminal/io.ts';
import type { SimulatorModule, SimulatorOptions } from '../src/cli/terminal/simulator.ts';
import type { Campaign } from '../src/model/finding.ts';
import type { ReplaySummary } from '../src/model/replay.ts';
import type { AnalyzeOptions, AnalyzeOutcome } from '../src/pipeline/analyze.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Codes of exits that did not wait. */
  readonly exits: readonly number[];
}

export interface CommandLineWorld {
  analyze?: (options: AnalyzeOptions) => ReturnType<Awaited<ReturnType<Services['loadAnalyze']>>>;
  simulator?: SimulatorModule;
  env?: Record<string, string>;
  terminal?: boolean;
  /** The clock, ms since the epoch; absent: one that begins at 1,000. */
  clock?: number;
  /** Called with the way to press Ctrl-C. */
  hands?: (interrupt: () => void) => void;
}

export async function run(argv: string[], world: CommandLineWorld = {}): Promise<Run> {
  const text = { out: '', err: '' };
  const exits: number[] = [];
  const handlers = new Set<() => void>();
  const output = (name: 'out' | 'err') => ({
    isTTY: world.terminal === true,
    columns: 80,
    write: (chunk: string) => {
      text[name] += chunk;
    },
  });
  let now = world.clock ?? 1_000;
  const io: Io = {
    stdin: Object.assign(Readable.from([]), { isTTY: world.terminal === true }),
    stdout: output('out'),
    stderr: { ...output('err'), isTTY: false },
    env: world.env ?? {},
    clock: () => {
      now += 1_000;
      return now;
    },
    monotonic: () => now,
    onInterrupt(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    onCrash: () => () => {},
    exitNow: (code) => exits.push(code),
  };
  world.hands?.(() => {
    for (const handler of [...handlers]) handler();
  });
  const services: Services = {
    version: '9.9.9',
    loadAnalyze: async () => world.analyze ?? (async () => ({ ok: true, value: commandOutcome() })),
    loadServe: () => Promise.reject(new Error('no test here serves')),
    loadSimulator: world.simulator === undefined ? undefined : async () => world.simulator as SimulatorModule,
  };
  const code = await runProgram(argv, createContext(io, services));
  expect(handlers.size, 'every interrupt handler is taken back').toBe(0);
  return { code, ...text, exits };
}

export function campaign(id: string, change: Partial<Campaign> = {}): Campaign {
  return {
    id,
    confidence: 0.97,
    severity: 'high',
    accounts: ['acct-1', 'acct-2'],
    exchanges: 1234,
    first_seen: '2026-02-03T00:00:00Z',
    last_seen: '2026-02-09T00:00:00Z',
    capabilities: [
      { name: 'coding', share: 0.3 },
      { name: 'agentic_tool_use', share: 0.62 },
    ],
    intents: [{ name: 'trajectory_generation', share: 0.7 }],
    segments: [],
    evidence: [0.1, 0.9, 0.5, 0.7].map((strength) => ({
      family: 'payment',
      kind: 'relational',
      strength,
      summary: `Evidence of strength ${strength}.`,
      detail: {},
    })),
    action: 'verify',
    action_reason: 'because of two families',
    timeline: [],
    network: { nodes: [], edges: [], omitted: 0 },
    ...change,
  };
}

export function commandOutcome(
  change: {
    campaigns?: Campaign[];
    input?: Partial<AnalyzeOutcome['summary']['input']>;
    exchanges?: number;
    detours?: AnalyzeOutcome['summary']['detours'];
  } = {},
): AnalyzeOutcome {
  const input = {
    files: 1,
    bytes: 71_000_000,
    records: 73_211,
    exchanges: 71_204,
    accounts: 1_312,
    releases: 2,
    duplicates: 12,
    rejected: 14,
    rejectedByReason: { schema: 10, invalid_json: 4 },
    ignoredByReason: { embedding: 3 },
    notes: { time_in_seconds: 100 },
    unknownFields: { records: 0, fields: {}, unnamed: 0 },
    formats: { stillwatch: 73_211 },
    ...change.input,
  };
  return {
    summary: {
      version: '9.9.9',
      input,
      totals: { exchanges: change.exchanges ?? input.exchanges, accounts: 1_312, units: 1_312 },
      window: { from: '2026-02-01T00:00:00Z', to: '2026-02-21T00:00:00Z' },
      stages: { read: 9_100, detect: 900 },
      detours: change.detours ?? {},
      parameters: {},
    },
    campaigns: {
      version: 1,
      window: null,
      campaigns: change.campaigns ?? [campaign('C-1')],
      left_alone: [
        {
          id: 'g1',
          reason: 'organisation',
          title: 'One company of 40 accounts',
          accounts: 40,
          exchanges: 1_200,
          why: ['one verified business pays'],
          confidence: 0.2,
        },
      ],
    },
    actions: { allow: 1_300, watch: 8, review: 2, verify: 2, limit: 0, suspend: 0 },
    files: {
      campaigns: 'o/campaigns.json',
      accounts: 'o/accounts.ndjson',
      report: 'o/report.html',
      rejected: 'o/rejected.ndjson',
    },
  };
}

export function replayed(change: Partial<ReplaySummary> = {}): ReplaySummary {
  const raised = { at: '2026-02-04T00:00:00.000Z', after_ms: 122_400_000, exchanges: 24, share: 0.0195 };
  return {
    version: 1,
    step_ms: 86_400_000,
    complete: true,
    steps: ['2026-02-03T00:00:00.000Z', '2026-02-04T00:00:00.000Z'],
    campaigns: [
      {
        id: 'C-1',
        accounts: 20,
        exchanges: 1_234,
        first_exchange: '2026-02-02T14:00:00.000Z',
        review: { ...raised, accounts: 12 },
        limit: null,
        unnamed_share: 0.0412,
        curve: { passed: [10, 24], unnamed: [10, 24] },
      },
    ],
    median_share: { review: 0.0195, limit: 1 },
    passing: [],
    passing_accounts: { review: 0, limit: 0 },
    ...change,
  };
}

export function fakeSimulator(
  seen: SimulatorOptions[] = [],
  during: (options: SimulatorOptions) => void = () => {},
): SimulatorModule {
  return {
    WORLDS: [{ name: 'tiny', description: 'a tiny world' }],
    async simulate(options) {
      seen.push(options);
      options.onProgress?.(50, 100);
      during(options);
      return {
        files: ['w/exchanges.ndjson'],
        exchanges: 100,
        accounts: 9,
        campaigns: [{ name: 'still', accounts: 4, exchanges: 60 }],
        honest: [{ group: 'ordinary', accounts: 5, exchanges: 40 }],
      };
    },
  };
}
