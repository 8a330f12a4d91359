/** Limits the total size of requests in memory, from their first byte to their answer. */
import { assert } from '../../base/assert.ts';
import { fail, ok, type Result } from '../../base/problem.ts';

/** The share of one request, which grows while it is received. */
export interface Reservation {
  /** Bytes reserved so far. */
  readonly bytes: number;
  /** Reserves more bytes. Problem code: `too_many_requests`. */
  grow(bytes: number): Result<void>;
  /** Returns all bytes. Further calls have no effect. */
  release(): void;
}

/** The budget that requests share. */
export class InFlightBytes {
  private readonly most: number;
  /** Bytes reserved by all requests. */
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
        assert(!released, 'a released reservation does not grow');
        if (owner.held + more > owner.most) {
          return fail({
            code: 'too_many_requests',
            message: 'Expected less data in requests at the same time, got more than the service can hold in memory.',
            hint: 'Wait for the seconds in the Retry-After header, then send it again.',
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
