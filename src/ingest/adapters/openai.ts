/** OpenAI-shaped request logs: Chat Completions, Responses and text completions, as proxies write them. */
import type { JsonObject } from '../values.ts';
import { recordAdapter } from './adapter.ts';
import { looksLikeMessagesApi, openChatRecord, readChatRecord } from './chat-log.ts';

export const openai = recordAdapter('openai', detect, readChatRecord);

function detect(record: JsonObject): boolean {
  const chat = openChatRecord(record);
  return chat !== undefined && !looksLikeMessagesApi(record, chat);
}
