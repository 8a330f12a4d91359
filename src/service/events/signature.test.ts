import { describe, expect, it } from 'vitest';
import { SECOND } from '../../base/clock.ts';
import { signWebhook, verifyWebhook } from './signature.ts';

/** The example of the specification (github.com/standard-webhooks/standard-webhooks). */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const TIME = 1_614_265_330 * SECOND;
const BODY = '{"test": 2432232314}';
const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describe('a signature', () => {
  it('is that of the specification for its example', () => {
    expect(signWebhook([SECRET], ID, TIME, BODY)).toEqual({
      'webhook-id': ID,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is taken by who has the secret, and gives the id', () => {
    const headers = { ...signWebhook([SECRET], ID, TIME, BODY) };
    expect(verifyWebhook(SECRET, headers, BODY, TIME)).toEqual({ ok: true, value: { id: ID } });
    expect(verifyWebhook(SECRET, headers, Buffer.from(BODY), TIME + 60 * SECOND).ok).toBe(true);
  });

  it('is refused when anything was changed, is missing, or is too old or too new', () => {
    const headers = { ...signWebhook([SECRET], ID, TIME, BODY) };
    const refused = (changed: Record<string, string | undefined>, body = BODY, now = TIME) =>
      verifyWebhook(SECRET, { ...headers, ...changed }, body, now);
    for (const result of [
      refused({}, `${BODY} `),
      refused({ 'webhook-id': 'msg_other' }),
      refused({ 'webhook-timestamp': '1614265331' }),
      refused({ 'webhook-timestamp': 'soon' }),
      refused({ 'webhook-signature': 'v1,' }),
      refused({ 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v2,') }),
      refused({ 'webhook-signature': undefined }),
      refused({ 'webhook-id': undefined }),
      refused({}, BODY, TIME + 301 * SECOND),
      refused({}, BODY, TIME - 301 * SECOND),
      verifyWebhook(OTHER, headers, BODY, TIME),
    ])
      expect(result).toMatchObject({ ok: false, problem: { code: 'webhook_not_genuine' } });
  });

  it('is made with both secrets while one is being replaced, and either is enough', () => {
    const headers = { ...signWebhook([OTHER, SECRET], ID, TIME, BODY) };
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    for (const secret of [OTHER, SECRET]) expect(verifyWebhook(secret, headers, BODY, TIME).ok).toBe(true);
  });
});
