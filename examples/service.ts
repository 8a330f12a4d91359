/** Opens a service in this process, sends it an exchange, has a request decided and closes it: npx tsx examples/service.ts DIRECTORY */
import { openService } from 'stillwatch';
import { createClient } from 'stillwatch/client';

const data = process.argv[2] ?? './stillwatch-data';
const service = await openService({ settings: { data, listen: { port: 0 } } });
try {
  // The key of the administrator is shown once. A gateway gets a key of its own, with fewer scopes.
  const key = service.adminKey ?? process.env.STILLWATCH_KEY ?? '';
  const client = createClient({ baseUrl: service.url, key });
  const request = { messages: [{ role: 'user', content: 'Explain the proof step by step.' }] };

  const sent = await client.POST('/v1/exchanges', {
    body: [{ id: 'example-1', time: new Date().toISOString(), account: 'acct-1042', model: 'example-large', request }],
  });
  if (sent.error) throw new Error(`${sent.error.code}: ${sent.error.detail}`);
  console.log(`accepted: ${sent.data.accepted}`);

  const decided = await client.POST('/v1/decide', { body: { account: 'acct-1042', model: 'example-large', request } });
  if (decided.error) throw new Error(`${decided.error.code}: ${decided.error.detail}`);
  console.log(`decision: ${decided.data.action} (${decided.data.reason})`);
} finally {
  await service.close();
}
