/**
 * What a signed answer followed, as 32 bits: compared where the signature was issued and where it is presented again,
 * they say whether somebody changed the conversation before the signed block. After the "preserved thinking" checks that
 * a model server can make by itself, rebuilt from outside.
 *
 * Only what the caller wrote counts. Tool results and the assistant's own words are left out, because honest clients
 * shorten the former and drop old thinking from the latter; so are images. Three fields ({@link CONTEXT_DIGEST}) tell a client that
 * forgets old turns, which many do, from one that put another question or another system prompt in front of the block.
 * A change is missed where two hashes of ten bits agree by chance: one in a thousand.
 */
import { fmix32, hashed } from '../kernels/hash.ts';
import { textHash } from '../kernels/text-hash.ts';
import type { RequestBody } from '../model/wire.ts';
import { messageText, ROLE, roleCode } from './prompt-text.ts';

export const FIELD = 0x3ff;

/** The whole system text, and both halves of its hash mixed: agents' prompts are long, and a row has hashed them before. */
export interface KnownSystem {
  readonly chars: number;
  readonly hash: number;
}

/**
 * Writes for each signed message the context digest of its turn, and then that of the answer to the request.
 * @param signedIn indices of messages, ascending; -1 for the system prompt
 */
export function readContextDigests(
  request: RequestBody,
  signedIn: readonly number[],
  system: KnownSystem,
  out: number[],
): void {
  out.length = 0;
  const messages = request.messages ?? [];
  let frame = toolNames(request.tools ?? []);
  if (request.system) frame = foldSystem(frame, messageText(request.system), system);
  let turn = 0;
  let past = 0;
  let next = 0;
  for (let i = 0; i < messages.length; i++) {
    for (; next < signedIn.length && signedIn[next] <= i; next++) out.push(pack(turn, frame, past));
    const { role, content } = messages[i];
    const kind = roleCode(role);
    if (!content || (kind !== ROLE.user && kind !== ROLE.system)) continue;
    const text = messageText(content);
    // A message that only brings tool results is no turn of the user's.
    if (text === '') continue;
    if (kind === ROLE.system) {
      frame = foldSystem(frame, text, system);
      continue;
    }
    past = fmix32(Math.imul(past, 0x9e3779b1) ^ turn);
    turn = fold(0, text);
  }
  while (out.length <= signedIn.length) out.push(pack(turn, frame, past));
}

/** Never 0, which means that nothing was signed. */
function pack(turn: number, frame: number, past: number): number {
  return (((past & FIELD) << 22) | ((frame & FIELD) << 12) | (turn & 0xfff)) >>> 0 || 1;
}

function fold(before: number, text: string): number {
  if (text === '') return before;
  textHash(text);
  return mix(before, hashed.lo ^ hashed.hi);
}

/** A part that is as long as the whole is the whole. */
function foldSystem(before: number, text: string, system: KnownSystem): number {
  return text !== '' && text.length === system.chars ? mix(before, system.hash) : fold(before, text);
}

function mix(before: number, next: number): number {
  return fmix32(Math.imul(before, 0x9e3779b1) ^ next);
}

/** The names alone: hashing whole definitions would cost more than all else here, and clients reword them on updates. */
function toolNames(tools: readonly unknown[]): number {
  let hash = 0;
  for (const tool of tools) hash = fold(hash, nameOf(tool));
  return hash;
}

function nameOf(tool: unknown): string {
  if (typeof tool === 'string') return tool;
  if (typeof tool !== 'object' || tool === null) return '';
  if ('name' in tool && typeof tool.name === 'string') return tool.name;
  return 'function' in tool ? nameOf(tool.function) : '';
}
