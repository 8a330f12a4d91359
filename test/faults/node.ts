/**
 * The process that is killed: a server that takes things in, on the data directory it is given and, as JSON behind it, the servers. Prints its address when it
 * listens; ends gracefully on SIGTERM. Small segments and short intervals, so that a kill meets every part of its work.
 */
import { INTAKE_DEFAULTS } from '../../src/service/intake/intake.ts';
import { startIntakeServer } from '../intake-server.ts';

const [path, servers = '{}'] = process.argv.slice(2);
const server = await startIntakeServer(
  { ...INTAKE_DEFAULTS, threads: 2, segmentBytes: 262_144, drainInterval: 25, drainRows: 4_096 },
  () => ({}),
  path,
  JSON.parse(servers),
);
const address = await server.app.listen({ host: '127.0.0.1', port: 0 });
process.once('SIGTERM', () => {
  void server.close().then(() => process.exit(0));
});
console.log(`listening ${address}`);
