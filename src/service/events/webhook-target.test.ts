import { describe, expect, it } from 'vitest';
import { checkTarget, isPublic, resolveTarget } from './webhook-target.ts';

const STRICT = { allowPrivate: false, allowHttp: false };
const problem = { ok: false, problem: { code: 'webhook_target_refused' } };

describe('an address', () => {
  it('is public when anybody on the internet can reach it', () => {
    for (const address of ['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700:4700::1111'])
      expect(isPublic(address), address).toBe(true);
  });

  it('is not when it is of this machine, its networks or its cloud, in whatever notation', () => {
    for (const address of [
      '127.0.0.1',
      '0.0.0.0',
      '10.1.2.3',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'fe80::1',
      'fd00:ec2::254',
      'ff02::1',
      'localhost',
    ])
      expect(isPublic(address), address).toBe(false);
  });
});

describe('a target', () => {
  it('is a public URL over TLS', () => {
    expect(checkTarget('https://hooks.example.com/a?b=c', STRICT).ok).toBe(true);
    for (const url of [
      'http://hooks.example.com/',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://user:secret@hooks.example.com/',
      'file:///etc/passwd',
      'not a url',
      `https://hooks.example.com/${'a'.repeat(3_000)}`,
    ])
      expect(checkTarget(url, STRICT), url).toMatchObject(problem);
    expect(checkTarget('http://127.0.0.1:9/', { allowPrivate: true, allowHttp: true }).ok).toBe(true);
  });

  it('whose name has a private address among others is refused', async () => {
    const url = new URL('https://hooks.example.com/');
    const resolve = (addresses: string[]) => async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? (6 as const) : (4 as const) }));
    expect(await resolveTarget(url, STRICT, resolve(['8.8.8.8']))).toEqual({
      ok: true,
      value: { address: '8.8.8.8', family: 4 },
    });
    expect(await resolveTarget(url, STRICT, resolve(['8.8.8.8', '10.0.0.1']))).toMatchObject(problem);
    expect(await resolveTarget(url, STRICT, resolve(['::1']))).toMatchObject(problem);
    expect(await resolveTarget(url, STRICT, resolve([]))).toMatchObject(problem);
  });
});
