import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openPglite } from './pglite-directory.ts';
import { recordTemplate, unpackTemplate } from './pglite-template.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-template-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the record store's template", () => {
  it('opens with the schema and no rows, without initdb or a migration', async () => {
    // `npm test` builds first, so there is one.
    expect(recordTemplate()).not.toBeNull();
    const directory = join(folder, 'pglite');
    const opening = openPglite(directory, true);
    const database = await opening.database;
    const { rows } = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM accounts');
    expect(rows).toEqual([{ n: 0 }]);
    await database.close();
    expect(readdirSync(folder)).toEqual(['pglite']);
  });

  it('leaves nothing that looks like a database when it is stopped', async () => {
    const directory = join(folder, 'stopped');
    const opening = openPglite(directory, true);
    await opening.cancel();
    await expect(opening.database).rejects.toThrow('stopped');
    expect(existsSync(directory)).toBe(false);
  });

  it('is refused when a name leads out of its directory', async () => {
    const header = Buffer.alloc(512);
    header.write('../outside');
    header.write('00000000000', 124);
    header.write('0', 156);
    const template = join(folder, 'bad.tar.gz');
    writeFileSync(template, gzipSync(Buffer.concat([header, Buffer.alloc(1024)])));
    await expect(unpackTemplate(template, join(folder, 'inside'), () => false)).rejects.toThrow('stays in');
    expect(existsSync(join(folder, 'outside'))).toBe(false);
  });
});
