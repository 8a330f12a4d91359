/** An account of which nothing is known but that it is there. */
import type { AccountRecord } from '../src/model/account-record.ts';

export function blankRecord(account: string, created: number): AccountRecord {
  return {
    account,
    created,
    program: 'standard',
    emailDomain: null,
    email: null,
    emailShape: null,
    phone: null,
    phoneBlock: null,
    payment: [],
    paymentBin: null,
    signupIp: null,
    signupNet: null,
    signupJa4: null,
    referrer: null,
    verification: 'none',
    status: 'active',
    statusTime: null,
    router: false,
    grants: [],
  };
}
