/** The problems with which the intake refuses a whole request. Nothing of such a request has been accepted. */
import type { Problem } from '../../base/problem.ts';

/** The service is stopping. */
export function stopping(): Problem {
  return {
    code: 'unavailable',
    message: 'The service is stopping. Nothing of this request was accepted.',
    hint: 'Send it again in a few seconds, to this node or another one.',
  };
}

/** The journal has no room until more of it is stored. */
export function journalFull(): Problem {
  return {
    code: 'unavailable',
    message: 'The journal is full, because the store does not keep up. Nothing of this request was accepted.',
    hint: 'Send it again later. Operators: check the ingest lag and the errors of the store.',
  };
}

/**
 * The request is larger than the journal ever has room for.
 * @param bytes size of the request in the journal
 * @param most maximum size of the journal
 */
export function moreThanJournal(exchanges: number, bytes: number, most: number): Problem {
  return {
    code: 'too_large',
    message: `Expected a request that fits into the journal of ${most} bytes, got ${exchanges} exchanges that take ${bytes} bytes. Nothing of it was accepted.`,
    hint: 'Send it in smaller parts. Operators: raise ingest.journal_bytes.',
  };
}

/** The store cannot tell whether exchanges of the request are duplicates. */
export function storeUnavailable(): Problem {
  return {
    code: 'unavailable',
    message: 'The store does not respond, so duplicates cannot be recognised. Nothing of this request was accepted.',
    hint: 'Send it again later.',
  };
}

/** A reading thread failed. */
export function readingFailed(): Problem {
  return {
    code: 'unavailable',
    message: 'The thread that reads requests failed. Nothing of this request was accepted.',
    hint: 'Send it again in smaller parts.',
  };
}
