/**
 * A node takes exchanges in while its servers lose power at random moments and come back, round after round; in the end everything
 * that it acknowledged must be stored, once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { openStores } from '../../src/store/stores.ts';
import { Load } from './load.ts';
import type { NodeRounds } from './node-rounds.ts';
import { spawnNode } from './spawned-node.ts';
import { checkStoredIds, UNHARMED } from './stored-ids.ts';

/** Longest time between two cuts, ms. */
const WORK_MS = 4_000;

export interface ServerRounds extends Omit<NodeRounds, 'strike'> {
  /** Cuts the power of the servers; they are there again when it resolves. */
  cut(): Promise<void>;
}

/** Runs the rounds; fails if anything acknowledged is missing or there twice. */
export async function serverRounds({ path, servers, rounds, seed, cut }: ServerRounds): Promise<void> {
  const rng = createRng(seed);
  const node = spawnNode(path, servers.servers);
  onTestFinished(() => {
    node.process.kill('SIGKILL');
  });
  const address = await node.address;
  expect(address).not.toBeNull();
  const load = new Load({ rng, senders: 6, address: () => address, pause: 30 });
  load.start();
  for (let round = 0; round < rounds; round++) {
    await delay(300 + rng.int(WORK_MS));
    await cut();
    if (rounds > 5) console.log(`round ${round + 1}: ${load.acknowledged.size} acknowledged so far`);
  }
  await load.stop();
  node.process.kill('SIGTERM');
  expect(await node.ended).toBeNull();
  expect(node.process.exitCode, 'everything left the journal').toBe(0);

  const opened = await openStores({ dataDirectory: path, ...servers.servers });
  if (!opened.ok) throw new Error(opened.problem.message);
  const verdict = await checkStoredIds(load, opened.value.exchanges);
  await opened.value.close();
  console.log(`${rounds} rounds, seed ${seed}: ${verdict.acknowledged} acknowledged, ${verdict.stored} stored`);
  expect(verdict.acknowledged).toBeGreaterThan(0);
  expect(verdict).toMatchObject(UNHARMED);
}
