/**
 * Answers to what never becomes a request of a route: bytes that are no HTTP, headers without end, clients that are too slow,
 * paths that cannot be read. Fastify has answers of its own for these, which are no problems and repeat the path.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply } from 'fastify';
import type { Problem } from '../base/problem.ts';
import { problemBody, sendProblem } from './problem-answer.ts';

/** Longest part of a path that is a parameter, characters. */
export const MOST_PARAMETER = 512;
/** Most bytes of a request's headers. */
export const MOST_HEADER_BYTES = 16_384;

/** For `clientErrorHandler`: the connection has no request to answer, and ends. */
export function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  // Never into the middle of an answer to what came before. Node has no other way to ask.
  const { _httpMessage: answering } = socket as Socket & { readonly _httpMessage?: ServerResponse | null };
  if (socket.writable && answering?.headersSent !== true) socket.write(rawAnswer(brokenProblem(error.code)));
  socket.destroy();
}

/** For `frameworkErrors`: a path that was not understood, before any route's hooks. */
export function answerUnreadablePath(error: FastifyError, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, error.statusCode === 414 ? longParameter() : unreadablePath());
}

function brokenProblem(code: string | undefined): Problem {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        code: 'request_timeout',
        message: 'Expected a whole request in time, got a part of one.',
        hint: 'Nothing of it was taken: send it again, faster or in smaller parts.',
      };
    case 'HPE_HEADER_OVERFLOW':
      return {
        code: 'headers_too_large',
        message: `Expected at most ${MOST_HEADER_BYTES} bytes of headers, got more.`,
      };
    default:
      return { code: 'bad_request', message: 'Expected a request of HTTP/1.1, got something else.' };
  }
}

function unreadablePath(): Problem {
  return {
    code: 'bad_request',
    message: 'Expected a path in percent-encoded UTF-8, got one that cannot be decoded.',
    where: 'path',
  };
}

function longParameter(): Problem {
  return {
    code: 'path_too_long',
    message: `Expected parts of a path of at most ${MOST_PARAMETER} characters, got a longer one.`,
    where: 'path',
  };
}

function rawAnswer(problem: Problem): string {
  const body = problemBody(problem);
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${body.status} ${body.title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
    '',
    text,
  ].join('\r\n');
}
