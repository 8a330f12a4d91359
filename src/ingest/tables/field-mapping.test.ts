import { describe, expect, it } from 'vitest';
import { hasExpressions, mappingFrom, mappingText, mergeMappings, parseMapping } from './field-mapping.ts';

describe('a field mapping', () => {
  it('takes names, paths and expressions, with commas inside them', () => {
    const mapping = parseMapping("account=customer_id, time=meta.ts,text=concat(a, ', ', `odd name`)");
    expect(mapping.ok && [...mapping.value]).toEqual([
      ['account', { field: 'customer_id' }],
      ['time', { field: 'meta.ts' }],
      ['text', { sql: "concat(a, ', ', `odd name`)" }],
    ]);
    expect(mapping.ok && hasExpressions(mapping.value)).toBe(true);
  });

  it.each([
    'account=(select 1)',
    "account=file('/etc/passwd')",
    "account=concat(a, File('/etc/passwd'))",
    "account=url('https://example.com')",
    'account=a; drop table b',
    'account=upper(a) -- comment',
    'account=upper(a /* comment */)',
    'account=a) from system.settings (b',
    "account=dictGet('d', 'a', 1)",
    "account=upper('a') FROM x",
    'account={x:String}',
    "account=getSetting('max_threads')",
    'account=`a`(1)',
    'wrong=a',
    'account',
    'account=',
  ])('refuses %s', (text) => {
    const mapping = parseMapping(text);
    expect(mapping.ok ? [...mapping.value] : mapping.problem.code).toBe('map_invalid');
  });

  it('survives its own file, and later mappings win', () => {
    const mapping = parseMapping('account=lower(x),time=ts');
    if (!mapping.ok) throw new Error('a valid mapping');
    const again = mappingFrom(JSON.parse(mappingText(mapping.value)));
    expect(again).toEqual(mapping);
    const merged = mergeMappings([mapping.value, new Map([['time', { field: 'created' }]] as const)]);
    expect(merged.get('time')).toEqual({ field: 'created' });
    expect(mappingFrom(['account']).ok || mappingFrom({ account: 1 }).ok).toBe(false);
  });
});
