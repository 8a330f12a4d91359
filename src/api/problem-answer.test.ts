import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { sendProblem } from './problem-answer.ts';

it('says when to come back to whoever was told to', async () => {
  const app = Fastify();
  app.get('/:code', async (request, reply) => {
    const { code } = request.params as { code: string };
    if (code === 'unavailable') reply.header('retry-after', 60);
    return sendProblem(reply, { code, message: 'x' });
  });
  const after = async (code: string) => (await app.inject(`/${code}`)).headers['retry-after'];
  expect(await after('too_many_requests')).toBe('1');
  expect(await after('unavailable')).toBe('60');
  expect(await after('bad_request')).toBeUndefined();
  await app.close();
});
