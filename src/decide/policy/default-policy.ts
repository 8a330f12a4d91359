/** The default policy, compiled: what `analyze` decides by, and a new installation of the service. */
import { assert } from '../../base/assert.ts';
import { DEFAULT_DOCUMENT } from './default-document.ts';
import { compilePolicy, type Policy } from './policy.ts';

/** Compiles the default document; takes a few milliseconds, so keep the result. */
export function defaultPolicy(): Policy {
  const compiled = compilePolicy(DEFAULT_DOCUMENT);
  assert(compiled.ok, 'the default document compiles');
  return compiled.value;
}
