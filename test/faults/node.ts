/**
 * The process that is killed: a server that takes things in, on the data directory it is given and, as JSON behind it, the servers.
 * Prints its address when it listens; on SIGTERM it stores everything and ends, with 1 if it cannot. Small segments, short intervals
 * and one clean-up of expired data after the other, so that a kill meets every part of its work.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { INTAKE_DEFAULTS } from '../../src/service/intake/intake.ts';
import { createRetention } from '../../src/service/operations/retention.ts';
import { drained, startIntakeServer } from '../intake-server.ts';
import { DUE_AFTER_DAYS } from './load.ts';

/** Between two clean-ups, ms. */
const CLEAN_UP_EVERY = 250;

const [path, servers = '{}'] = process.argv.slice(2);
const server = await startIntakeServer(
  { ...INTAKE_DEFAULTS, threads: 2, segmentBytes: 262_144, drainInterval: 25, drainRows: 4_096 },
  () => ({}),
  path,
  JSON.parse(servers),
);
const address = await server.app.listen({ host: '127.0.0.1', port: 0 });
const retention = createRetention({
  exchanges: server.directory.exchanges,
  database: server.directory.database,
  settings: { exchanges_days: DUE_AFTER_DAYS, runs_days: 400, events_days: 30, every_hours: 24 },
  clock: Date.now,
  isLeader: () => true,
  settled: () => true,
  onHeld: () => {},
  onError: () => {},
});
let ending = false;
const cleaning = (async () => {
  while (!ending) {
    // A server that has lost power with this process does not answer any more.
    await retention.run(false).catch(() => {});
    await delay(CLEAN_UP_EVERY);
  }
})();
process.once('SIGTERM', () => {
  ending = true;
  void end().then(
    () => process.exit(0),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});

/** Everything is stored first: what waits in the journal for ever is in no store, and is not lost. */
async function end(): Promise<void> {
  await cleaning;
  await drained(server.intake);
  await server.close();
}

console.log(`listening ${address}`);
