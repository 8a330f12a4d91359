/** How many bytes of requests are held at once, from their first byte to their answer: the bound on memory. */
import { assert } from '../../base/assert.ts';
import { fail, ok, type Result } from '../../base/problem.ts';

/** Bytes that one request holds; grows while it is received. */
export interface Reservation {
  readonly bytes: number;
  /** Asks for more; fails with `too_many_requests`. */
  grow(bytes: number): Result<void>;
  /** Gives everything back; may be called again. */
  release(): void;
}

export class InFlightBytes {
  private readonly most: number;
  held = 0;

  constructor(most: number) {
    this.most = most;
  }

  reserve(): Reservation {
    let bytes = 0;
    let released = false;
    const owner = this;
    return {
      get bytes() {
        return bytes;
      },
      grow(more) {
        assert(!released, 'a request that is answered holds nothing');
        if (owner.held + more > owner.most) {
          return fail({
            code: 'too_many_requests',
            message:
              'Expected fewer bytes of requests at the same time: those that are being answered hold all there is room for.',
            hint: 'Send it again after the time that Retry-After says.',
          });
        }
        owner.held += more;
        bytes += more;
        return ok(undefined);
      },
      release() {
        if (released) return;
        released = true;
        owner.held -= bytes;
      },
    };
  }
}
