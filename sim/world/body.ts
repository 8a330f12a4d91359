/** One request and its answer before it is written: parts that are JSON-escaped already, and how they become a body. */

export interface PromptBody {
  system: string;
  /** Earlier messages, rendered, each followed by a comma. */
  history: string;
  user: string;
  /** Further content parts of the last message, rendered, each after a comma: images. */
  parts: string;
  /** A tool's output that the last message brings; empty when there is none. */
  toolResult: string;
  /** Rendered JSON array, or empty. */
  tools: string;
  /** Rendered parameters, each after a comma. */
  extra: string;
  outputTokens: number;
  /** Excerpt of the answer, or empty when the log has none. */
  answer: string;
  thinking: boolean;
  refused: boolean;
  stop: string;
}

export function createBody(): PromptBody {
  return {
    system: '',
    history: '',
    user: '',
    parts: '',
    toolResult: '',
    tools: '',
    extra: '',
    outputTokens: 0,
    answer: '',
    thinking: false,
    refused: false,
    stop: 'end_turn',
  };
}

/** messages: the system prompt is a field; chat: it is the first message. */
export type Shape = 'messages' | 'chat';

export function renderRequest(body: PromptBody, shape: Shape): string {
  let text = '{';
  if (body.system !== '' && shape === 'messages') text += `"system":"${body.system}",`;
  text += '"messages":[';
  if (body.system !== '' && shape === 'chat') text += `{"role":"system","content":"${body.system}"},`;
  text += body.history;
  if (body.toolResult !== '') {
    text += `{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"${body.toolResult}"}`;
    if (body.user !== '') text += `,{"type":"text","text":"${body.user}"}`;
    text += ']}]';
  } else if (body.parts !== '') {
    text += `{"role":"user","content":[{"type":"text","text":"${body.user}"}${body.parts}]}]`;
  } else {
    text += `{"role":"user","content":"${body.user}"}]`;
  }
  if (body.tools !== '') text += `,"tools":${body.tools}`;
  return `${text + body.extra}}`;
}

export function message(role: 'user' | 'assistant', text: string): string {
  return `{"role":"${role}","content":"${text}"},`;
}

/** A user's message that brings a tool's output. */
export function toolMessage(result: string): string {
  return `{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"${result}"}]},`;
}

/** An assistant message that carries a signed thinking block, as clients send it back in the next turn. */
export function signedMessage(signature: string, thinking: string, text: string): string {
  return `{"role":"assistant","content":[{"type":"thinking","thinking":"${thinking}","signature":"${signature}"},{"type":"text","text":"${text}"}]},`;
}

/** A tiny image: the pictures themselves are not modelled. */
export function imagePart(kind: 'png' | 'jpeg', data: string): string {
  return `,{"type":"image","source":{"type":"base64","media_type":"image/${kind}","data":"${data}"}}`;
}
