/**
 * The intake alone as a process to put under load: prints its address, and every few seconds what it counts.
 *
 *   node --import tsx test/load/server.ts DIR
 */
import { startIntakeServer } from '../intake-server.ts';

const [path] = process.argv.slice(2);
const server = await startIntakeServer({}, () => ({}), path);
console.log(`listening ${await server.app.listen({ host: '127.0.0.1', port: 0 })}`);
const timer = setInterval(() => {
  const { accepted, drainedExchanges, journalBytes, journalCommits, lagMs } = server.intake.stats();
  const { rss } = process.memoryUsage();
  console.log(JSON.stringify({ accepted, drainedExchanges, journalBytes, journalCommits, lagMs, rss }));
}, 5_000);
process.once('SIGTERM', () => {
  clearInterval(timer);
  void server.close().then(() => process.exit(0));
});
