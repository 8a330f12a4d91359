import { describe, expect, it } from 'vitest';
import { orThrow } from '../../base/problem.ts';
import { isRemote, parseRemote } from './location.ts';

describe('a remote source', () => {
  it('shows no credentials, from wherever they come', () => {
    const texts = [
      'https://user:secret-1@example.com/log.parquet?X-Amz-Signature=secret-2',
      'clickhouse://reader:secret-3@example.com/logs/requests',
      's3://bucket/a/log.csv.gz',
    ];
    for (const text of texts) {
      const source = orThrow(parseRemote(text, { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret-4' }));
      expect(source.shown).not.toContain('secret');
      expect(source.sql).toMatch(/secret|Basic [A-Za-z0-9+/=]{8}/);
      expect(source.kind).toBe('table');
    }
  });

  it('quotes what an address holds', () => {
    const source = orThrow(parseRemote("s3://bucket/it's%20`x`.csv", {}));
    expect(source.sql).toBe("s3('https://bucket.s3.amazonaws.com/it\\'s `x`.csv', NOSIGN, 'CSVWithNames')");
    const table = orThrow(parseRemote('clickhouse://h/db/t`%20UNION%20SELECT', {}));
    expect(decodeURIComponent(table.sql)).toContain('`t\\`');
  });

  it('takes a log of lines by any other name', () => {
    expect(orThrow(parseRemote('gs://bucket/log.ndjson.gz', {}))).toMatchObject({ kind: 'lines' });
  });

  it.each(['http://example.com/a.csv', 'ftp://example.com/a', 's3://bucket', 'clickhouse://h/db', 'file:///etc/passwd'])(
    'refuses %s',
    (text) => {
      const parsed = parseRemote(text, {});
      expect(parsed.ok ? 'taken' : parsed.problem.code).toBe('source_invalid');
    },
  );

  it('is told from a path', () => {
    expect(isRemote('s3://b/k')).toBe(true);
    expect(isRemote('/logs/s3:/b')).toBe(false);
    expect(isRemote('C:\\logs')).toBe(false);
  });
});
