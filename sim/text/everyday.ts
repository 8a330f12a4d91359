/** What people ask in English, by kind of wish. Includes honest requests for steps, criteria, examples and data. */

import type { Wish } from '../world/voice.ts';
import * as code from './code.ts';
import * as data from './data.ts';
import { lines, oneOf, type Text } from './grammar.ts';
import * as prose from './prose.ts';

const rules = {
  document: prose.document,
  paragraph: prose.paragraph,
  sentence: prose.sentence,
  letter: prose.letter,
  table: data.csvTable,
  log: data.log,
  json: data.json,
  maths: data.maths,
  logic: data.logic,
  snippet: code.snippet,
  trace: code.trace,
  diff: code.diff,
  coding: code.codingTask,
  issue: code.issue,
  lang: code.language,
};

const kinds = {
  question: `
    How do I «task»?
    ‹Can you|Could you› explain «subject» ‹simply|in plain words|like I'm new to it›?
    What is the difference between «object» and «object»?
    Is it normal that «term» changes when I «task»? I have «object» here and no idea what to do next.
    What should I ask before I «task»? It's about «subject».
    Why does «subject» depend on «term»?
    Give me a quick overview of «subject» for a ‹talk|beginner|blog post›, ‹five|seven|ten› bullet points.
    I read that «term» matters for «subject». Is that true, and how would I check it with «object»?
    I have «2..9» days to learn the basics of «field». Where do I start?
    ok so my ‹boss|sister|teacher|friend› says «subject» is mostly about «term», but I'm not convinced. who's right?
    Which is better for «subject»: «object» or «object»? Budget is about «20..900».
    What are common mistakes when you «task»?
    Walk me through how to «task», step by step, I'm nervous about «term».`,
  writing: String.raw`
    Write a short message to ‹my manager|the landlord|a customer|the school› about «subject». Friendly, not too formal.
    Make this sound better:\n\n«letter»
    Draft a reply to this e-mail. Say no but stay polite.\n\n«letter»
    Write a ‹product description|social post|poster text|newsletter item› about «object», max «40..160» words.
    Shorten this to half:\n\n«document»
    Proofread, keep my tone:\n\n«paragraph»
    I need a toast for someone who loves «field». One minute, one joke about «object».
    Write a poem of «8..20» lines about «object», no rhymes about love.
    Continue my story, about 200 words: «sentence» «sentence»
    Turn these notes into a report with headings:\n\n«document»`,
  summary: String.raw`
    Summarise in «2..6» sentences:\n\n«document»
    tl;dr please\n\n«document»\n\n«paragraph»
    What are the action items here?\n\n«document»
    Extract every date and name of a place from the text.\n\n«document»
    What does this say about «term»? Answer from the text only.\n\n«document»\n\n«document»`,
  coding: String.raw`
    «coding»
    How do I fix this in «lang»?\n\n«trace»
    What's wrong here?\n\n«snippet»
    Rewrite this in «lang»:\n\n«snippet»
    Explain line by line, I'm new to «lang»\n\n«snippet»
    «issue», any idea?\n\n«snippet»\n\n«trace»
    Write unit tests for\n\n«snippet»
    Is this safe with many users at once?\n\n«snippet»
    Review before I merge:\n\n«diff»
    regex for a line like "«term» 12-B", «lang»
    which data structure for this: «coding»`,
  maths: `
    «maths»
    «maths» Show how you get there.
    «logic»
    I got a different answer than the book. «maths»
    Can you check my homework? «maths» I think it's «2..90».
    Explain the idea, not just the result: «maths»`,
  tables: String.raw`
    Here is a CSV, what stands out?\n\n«table»
    Make a pivot by the first column:\n\n«table»
    Write the spreadsheet formula for the average of the last column where the second is "late".\n\n«table»
    Which of these log lines are related?\n\n«log»
    Convert to JSON:\n\n«table»
    Why is this slow?\n\n«log»
    Explain this response and write a query for it:\n\n«json»`,
  ideas: `
    Give me «5..20» ideas for a ‹workshop|video|game evening|school project› about «subject».
    Name suggestions for a ‹shop|club|podcast|app› around «field», short and not silly.
    Make a quiz with «5..12» questions on «subject», answers at the end.
    Plan a ‹weekend|week|month› to get better at «field». I have «1..8» hours.
    Create «3..8» example sentences with "«term»" for my class.
    Make up «4..10» realistic test records for a demo of «object», as a table.`,
  translation: String.raw`
    Translate into ‹German|Spanish|French|Japanese|Portuguese|Polish›:\n\n«letter»
    How would you say "«sentence»" in ‹Italian|Korean|Dutch|Turkish|Arabic›?
    Is this translation right? «sentence»
    Translate the bullet points only, keep the names.\n\n«document»`,
  picture: `
    What is in this picture? It should be «object».
    Can you read the text on this photo? It's about «subject».
    What's wrong with this chart?
    Here's a screenshot of the error when I «task». What now?
    Describe this for someone who can't see it, it belongs to a page on «field».`,
} as const satisfies Record<Wish, string>;

export const WISHES: Readonly<Record<Wish, Text>> = Object.fromEntries(
  Object.entries(kinds).map(([kind, block]) => [kind, oneOf(lines(block), rules)]),
) as Record<Wish, Text>;

/** The next thing one says in a conversation. */
export const followUp: Text = oneOf(
  [
    'Can you make that shorter?',
    'thanks! and what about «term»?',
    "I don't get the part with «term».",
    'And if I have no «object»?',
    'Give me an example please',
    'ok, now do the same for «object»',
    'Why?',
    "Hmm, that doesn't match what I see. «sentence»",
    'Great. Next: «task».',
    'Could you put that in a table?',
    'Are you sure about that?',
    'more formal please',
    'What would change if «term» were twice as high?',
    'it still fails:\n\n«trace»',
    "Let's go with the second option. What do I need first?",
  ],
  rules,
);

/** System prompts that developers write for small applications. */
export const appPrompt: Text = oneOf(
  [
    'You are a helpful assistant.',
    'You are a helpful assistant.',
    'You are a friendly helper for people interested in «field». Answer briefly. If you are not sure, say so.',
    'You help customers with «subject». Only use the context you are given. Reply in the language of the question, at most «60..200» words.',
    'Answer as an expert in «field». Mention «term» when it matters. No small talk.',
    'You are the assistant of a small business around «object». Be polite, never promise prices, pass complaints on.',
    'Extract what the user wants about «subject» and answer with JSON only.',
  ],
  rules,
);
