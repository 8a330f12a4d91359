/**
 * Prompts that ordinary people copy from a web page and fill in. They recur word for word over unrelated accounts,
 * and some of them ask for steps, criteria or many examples: popular text is not evidence.
 */
import { compile, type Text } from './grammar.ts';
import * as prose from './prose.ts';

const rules = { document: prose.document, sentence: prose.sentence };

/** Most popular first. */
export const GALLERY: readonly Text[] = [
  `You will be my patient tutor for «field». Begin by asking me three short questions to learn what I already know. Then teach one idea at a time, check my understanding with a small exercise, and only move on once I get it right. Never give me the full solution before I have tried. My first goal: «task».`,
  `I want you to improve my writing. For the text below, first list the three weakest sentences and say why they are weak. Then rewrite the whole text in a clear and friendly tone without adding facts. Keep my paragraphs. Finish with one tip I can use next time.\n\n«document»`,
  `Take a breath and work through this carefully. Start from what is known, note what is missing, consider two different ways to go, and only then decide. Keep your final answer under ‹150|200› words. The question: how should I «task» if «term» is unclear?`,
  `Be the toughest critic in the room. I will describe an idea about «subject», and you attack it from the point of view of a customer, an accountant and a competitor, one paragraph each. After that, switch sides and tell me which objection I should fix first. The idea: «sentence»`,
  `Create a study sheet on «subject». It must have a one-paragraph overview, a glossary of ten terms with plain definitions, five common mistakes, and a quiz of eight questions with the key at the very end. Level: ‹beginner|second year|adult evening class›.`,
  `Help me get through a big decision with a pros and cons table. Ask for whatever you need, then give each argument a weight from one to five and explain the weight in half a sentence. Do not tell me what to do; tell me which arguments carry the result. The decision: «task» or wait.`,
  `From now on, whenever I paste meeting notes, answer with exactly four sections: decisions, owners with dates, open questions, and a two-line summary that I can forward. If a date is missing, write "no date". Do not invent names. Here are the notes:\n\n«document»`,
  `I am preparing for a job interview in «field». Play the interviewer: put one question at a time, wait for my reply, then rate the reply from one to ten and show how a stronger one would sound. After six questions, sum up my strengths and the two things I should practise. Start now.`,
  `Explain «subject» at five levels: to a child of six, to a teenager, to a student, to a practitioner, and to an expert. Use one paragraph each and a fresh example every time. Avoid jargon in the first two. Mention «term» at least from the third level on.`,
  `Plan my week. I will give you tasks and fixed appointments. Put demanding work in the morning, group errands, leave a free hour every day and never plan past eight in the evening. Show the plan as a table with days as columns. Tasks: «task», prepare «object», read about «subject».`,
  `You are a senior reviewer. Read the code I send, and answer under these headings only: what it does, bugs, risks, style, suggested patch. Quote the line you mean. If something is fine, leave the heading empty instead of praising it. Context: small service around «object».`,
  `Write a role-playing adventure in which I am a newcomer to «field». Describe the scene in at most five sentences, offer three choices, and wait. Keep track of my energy and my money and show both after each step. The first scene takes place near «object».`,
  `Turn the material below into flash cards. Each card has a question on the front and an answer of at most twenty words on the back. Make twelve cards, mix easy and hard ones, and give the result as two columns separated by a tab.\n\n«document»`,
  `Act as my negotiation coach. Summarise what each side wants, find what costs us little and is worth much to them, and write an opening line, a fallback and a polite refusal. Keep each under forty words. The matter: «subject», and «object» is on the table.`,
].map((source) => compile(source, rules));

/** A popular prompt, the first ones far more often. */
export const popularPrompt: Text = (rng, env) => {
  const rank = Math.floor(GALLERY.length * rng.next() ** 2.2);
  return (GALLERY[rank] as Text)(rng, env);
};
