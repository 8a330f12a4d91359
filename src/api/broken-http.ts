/**
 * Responses to input that never reaches a route: bytes that are not HTTP, endless headers, slow clients, paths that cannot
 * be decoded. Fastify's own responses to these are not problem documents and repeat the path.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply } from 'fastify';
import type { Problem } from '../base/problem.ts';
import { problemBody, sendProblem } from './problem-answer.ts';

/** Maximum length of a path parameter, in characters. */
export const MOST_PARAMETER = 512;
/** Maximum size of a request's headers, in bytes. */
export const MOST_HEADER_BYTES = 16_384;

/**
 * Fastify's `clientErrorHandler`: answers on the raw connection, since there is no request, and closes it.
 * @returns the code of the problem; null if the client has gone
 */
export function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): string | null {
  if (error.code === 'ECONNRESET' || socket.destroyed) return null;
  const problem = brokenProblem(error.code);
  // Never write into the middle of an earlier response. Node has no public way to find out.
  const { _httpMessage: answering } = socket as Socket & { readonly _httpMessage?: ServerResponse | null };
  if (socket.writable && answering?.headersSent !== true) socket.write(rawAnswer(problem));
  socket.destroy();
  return problem.code;
}

/** Fastify's `frameworkErrors`: answers a path that could not be decoded, before any route's hooks run. */
export function answerUnreadablePath(error: FastifyError, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, error.statusCode === 414 ? longParameter() : unreadablePath());
}

function brokenProblem(code: string | undefined): Problem {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        code: 'request_timeout',
        message: 'Expected a complete request in time, got only a part.',
        hint: 'Nothing was accepted. Send the request again, faster or in smaller parts.',
      };
    case 'HPE_HEADER_OVERFLOW':
      return {
        code: 'headers_too_large',
        message: `Expected at most ${MOST_HEADER_BYTES} bytes of headers, got more.`,
      };
    default:
      return { code: 'bad_request', message: 'Expected an HTTP/1.1 request, got something else.' };
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
    message: `Expected path parameters of at most ${MOST_PARAMETER} characters, got a longer one.`,
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
