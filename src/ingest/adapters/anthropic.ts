/** Anthropic-shaped request logs: Messages bodies with the envelope that a proxy puts around them. */
import type { JsonObject } from '../values.ts';
import { recordAdapter } from './adapter.ts';
import { looksLikeMessagesApi, openChatRecord, readChatRecord } from './chat-log.ts';

export const anthropic = recordAdapter('anthropic', detect, readChatRecord);

function detect(record: JsonObject): boolean {
  const chat = openChatRecord(record);
  return chat !== undefined && looksLikeMessagesApi(record, chat);
}
