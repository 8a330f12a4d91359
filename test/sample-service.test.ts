/** `serve --demo` as a new user meets it: campaigns within a minute, and `explain` that asks the running service. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Schemas } from '../src/client/client.ts';
import { run } from './command-line.ts';
import { spawnService } from './faults/spawned-service.ts';

/** Sample data is stored and looked at within a minute on an idle machine. */
const TEST_TIMEOUT = 240_000;

const flat = (text: string): string => text.replace(/\s+/g, ' ');

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sample-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it(
  'has campaigns and proposals, and explains an account with its decisions',
  async () => {
    const folder = emptyFolder();
    const service = await spawnService({}, null, { flags: ['--demo'], cwd: folder });
    const get = async <T>(path: string): Promise<T> => (await service.call('GET', path)).body as T;
    const proposed = async () =>
      (await get<{ proposals: Schemas['Decision'][] }>('/v1/decision-proposals')).proposals.filter(
        ({ campaign }) => campaign !== null,
      );
    await expect.poll(proposed, { timeout: 120_000, interval: 500 }).not.toHaveLength(0);
    const { campaigns, window } = await get<Schemas['CampaignPage']>('/v1/campaigns');
    expect(campaigns.length).toBeGreaterThan(0);
    expect(window.sample).toBe(true);

    const [{ account, action, campaign }] = (await proposed()) as [Schemas['Decision']];
    const keyFile = join(folder, 'admin.key');
    writeFileSync(keyFile, `${service.adminKey}\n`);
    const ask = (name: string, ...more: string[]) =>
      run(['explain', name, '--from', service.address, '--key-file', keyFile, ...more]);
    const { code, out } = await ask(account);
    expect(code).toBe(0);
    expect(flat(out)).toContain('action allow: no decision is in force.');
    expect(flat(out)).toContain(`waiting ${action} is proposed since`);
    expect(flat(out)).toContain(`campaign ${campaign}:`);
    expect(flat(out)).toContain('sample data.');
    expect(flat(out)).toContain('changes if');
    for (const line of out.split('\n')) if (!line.includes('stillwatch')) expect(line.length).toBeLessThanOrEqual(80);
    expect(JSON.parse((await ask(account, '--json')).out)).toMatchObject({
      account,
      campaign: { id: campaign },
      service: { has_finding: true, decisions: expect.arrayContaining([expect.objectContaining({ state: 'pending' })]) },
    });
    expect(flat((await ask('never-seen/user')).out)).toContain('It has no finding about this account');

    const wrong = await run(['explain', account, '--from', service.address], {
      env: { STILLWATCH_KEY: 'swk_nobody_knows' },
    });
    expect(wrong.err).toContain('error[key_refused]');
    const none = await run(['explain', account, '--from', service.address]);
    expect(none.err).toContain('expected an API key with the scope read, got none');
    await service.stop();
    expect(readdirSync(folder).sort()).toEqual(['admin.key', 'stillwatch-demo-data']);
  },
  TEST_TIMEOUT,
);

it('says that the address is no Stillwatch, and follows no redirect with the key', async () => {
  const seen: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    seen.push(request.headers.authorization);
    if (request.url?.startsWith('/moved')) response.writeHead(302, { location: '/elsewhere' }).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const env = { STILLWATCH_KEY: 'swk_0123_456789' };
  const page = await run(['explain', 'acct', '--from', address], { env });
  expect(page.err).toContain('error[service_other]');
  const moved = await run(['explain', 'acct', '--from', `${address}/moved`], { env });
  expect(moved.err).toContain('error[service_unreachable]');
  expect(seen).toHaveLength(2);
});
