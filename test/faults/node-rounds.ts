/**
 * A node that takes exchanges in, seals its journal's small segments and deletes what is due is struck at random moments and started
 * again; in the end everything that it acknowledged must be stored, once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { openStores } from '../../src/store/stores.ts';
import type { TierServers } from './fault-tiers.ts';
import { Load } from './load.ts';
import { type SpawnedNode, spawnNode } from './spawned-node.ts';
import { checkStoredIds, UNHARMED } from './stored-ids.ts';

export interface NodeRounds {
  /** The data directory. */
  readonly path: string;
  readonly servers: TierServers;
  readonly rounds: number;
  readonly seed: string;
  /** Ends the node where it stands, in the way of the test; the directory and the servers are there again when it resolves. */
  strike(pid: number): Promise<void>;
}

/** Runs the rounds; fails if anything acknowledged is missing or there twice. */
export async function nodeRounds({ path, servers, rounds, seed, strike }: NodeRounds): Promise<void> {
  const rng = createRng(seed);
  let address: string | null = null;
  const load = new Load({ rng, senders: 6, address: () => address, pause: 30 });
  load.start();
  let node: SpawnedNode | null = null;
  onTestFinished(() => {
    node?.process.kill('SIGKILL');
  });
  for (let round = 0; round < rounds; round++) {
    node = spawnNode(path, servers.servers);
    // Now and then while it is still opening what the round before left.
    const early = round > 0 && rng.chance(0.15);
    if (early) await delay(rng.int(2_000));
    else {
      address = await node.address;
      expect(address, `round ${round}`).not.toBeNull();
      const before = load.acknowledged.size;
      while (load.acknowledged.size === before) await delay(5);
      await delay(20 + rng.int(rng.chance(0.3) ? 2_500 : 600));
    }
    await strike(node.process.pid as number);
    expect(await node.ended, `round ${round}`).toBe('SIGKILL');
    if (rounds > 5) console.log(`round ${round + 1}: ${load.acknowledged.size} acknowledged so far`);
    address = null;
  }
  node = spawnNode(path, servers.servers);
  address = await node.address;
  await load.stop();
  node.process.kill('SIGTERM');
  expect(await node.ended).toBeNull();
  expect(node.process.exitCode, 'everything left the journal').toBe(0);

  const opened = await openStores({ dataDirectory: path, ...servers.servers });
  if (!opened.ok) throw new Error(opened.problem.message);
  const verdict = await checkStoredIds(load, opened.value.exchanges);
  await opened.value.close();
  console.log(
    `${rounds} rounds, seed ${seed}: ${verdict.acknowledged} acknowledged, ${verdict.stored} stored, ${verdict.deleted} expired and deleted, ${load.retries} sent again, ${load.cuts} connections cut or refused`,
  );
  expect(verdict.acknowledged).toBeGreaterThan(0);
  expect(verdict).toMatchObject(UNHARMED);
}
