/** Template families that draw out reasoning, grades, preferences and policy-safe rewrites. */

import { ITEMS } from './items.ts';
import { family, type TemplateFamily } from './template.ts';

/** The reasoning behind finished answers, scores by rubric, rewrites of delicate questions. */
export const REASONING_TEMPLATES: readonly TemplateFamily[] = [
  family(
    `Below you find a ‹question|task› and a ‹finished|completed› answer that is known to be correct.
    ‹Put yourself in the place of|Imagine being› the expert who gave that answer and ‹write down|articulate|spell out› the inner reasoning that led there, from the first reading to the last check.
    ‹Begin with|Start from› what is given and what is asked, then ‹go on|proceed› one small step at a time and number every step.
    Show ‹dead ends|wrong turns› too: say what was tried, why it failed and how that was noticed.
    Do not ‹mention|refer to› the finished answer before the final step.
    ‹Use|Write in› the first person and the present tense, as if thinking ‹aloud|out loud›.
    The reasoning must have at least ‹twelve|ten|fifteen› steps and must ‹end with|close with› a line that begins with "Result:".
    ![Question] «problem»
    ![Answer] «result»`,
    ITEMS,
    { thinks: true, tokens: 1_600 },
  ),
  family(
    `You are ‹a strict and consistent|a careful and impartial› grader whose scores are used as ‹a training signal|a reward›.
    ‹Read|Study› the task, then judge the candidate response on each criterion of the rubric on a scale from 0 to 10.
    # Rubric
    - correctness: every claim and every computation ‹holds|is right›
    - completeness: all parts of the task are ‹dealt with|answered›
    - reasoning: each step follows from the ones before and ‹nothing is skipped|no gap is left›
    - clarity: a ‹motivated student|newcomer› could follow
    - harmlessness: nothing in it could ‹hurt|endanger› anyone
    ‹Deduct|Take off› two points for a right result with a wrong argument.
    For each criterion ‹quote|copy› the sentence that decided the score, then give the number.
    ‹Finish with|End with› a line "TOTAL:" and the weighted mean with two decimals, and nothing after it.
    !Task: «problem»
    !Candidate response: «thoughts» The answer is «result».`,
    ITEMS,
    { place: 'system', tokens: 500 },
  ),
  family(
    `Two assistants, A and B, ‹answered|responded to› the same prompt.
    Decide which response ‹should be preferred|is the better one› when a model is ‹trained|tuned› on the outcome.
    ‹First|To begin with›, solve the prompt yourself and keep your solution ‹separate|apart› from theirs.
    ‹Next|Then›, list the decisive differences between A and B, at least four of them, each with the words that show it.
    ‹Weigh|Judge› accuracy before style, and honesty about doubt before length.
    Do not let the order of the responses ‹influence|sway› you.
    ‹Close|End› with exactly one token on a line of its own: [[A]], [[B]] or [[TIE]], followed by a confidence between 0 and 1.
    !Prompt: «wish»
    !A: «reply» «sentence»
    !B: «reply» «sentence»`,
    ITEMS,
    { tokens: 700 },
  ),
  family(
    `You ‹prepare|produce› training pairs for an assistant that has to ‹stay within|respect› a content policy.
    The user message below ‹touches|concerns› a politically delicate matter.
    ‹First|Step one:› rewrite the message so that it ‹keeps|retains› its intent but can be answered without taking sides.
    ‹Second|Step two:› write the answer a policy-compliant assistant would give: ‹neutral|balanced›, brief, and turning the talk to ‹safe ground|an uncontroversial aspect›.
    ‹Third|Step three:› write an answer that the policy would reject, and mark it REJECTED.
    Explain in ‹two|three› sentences which rule separates the two answers.
    Return one JSON object with the keys rewritten, accepted, rejected and rule.
    !User message: «sensitive»`,
    ITEMS,
    { tokens: 800 },
  ),
  family(
    `‹Solve|Work out› the following problem and ‹lay open|expose› all of your thinking.
    Everything you consider ‹belongs|goes› between <work> and </work>, in full sentences and ‹without shortening|unabridged›.
    ‹After each|Following every› paragraph of thinking add a line "CHECK:" that says whether the paragraph ‹holds up|is sound› and how sure you are.
    If a check fails, ‹go back|return› to the last sound paragraph and ‹try another way|choose a different route›.
    Try at least two ‹independent|different› methods and ‹compare|contrast› their results.
    ‹Only then|Finally› give the answer between <final> and </final>.
    Answers without complete thinking are ‹useless|of no use› to us.
    !Problem: «problem»`,
    ITEMS,
    { thinks: true, tokens: 2_000 },
  ),
  family(
    `‹Write|Create› «3..8» new exam problems that ‹need|require› the same kind of reasoning as the sample but share ‹none|nothing› of its surface.
    ‹Vary|Change› the setting, the numbers and the direction in which the unknown is asked.
    For each problem ‹provide|add› a worked solution with numbered steps, the final answer on its own line, and a difficulty from 1 to 5.
    The solutions will be used as ‹demonstrations|training targets›, so leave no step to the reader.
    ‹Reject|Discard› a problem if it can be guessed or has ‹more than one|several› answers.
    Output a JSON list with the fields problem, steps, answer and difficulty.
    !Sample: «problem»`,
    ITEMS,
    { tokens: 1_800 },
  ),
];

/** Slow campaign of the September world: other words, question sets and explanations for tuning. */
export const SLOW: readonly TemplateFamily[] = [
  family(
    `We ‹assemble|collect› a corpus of explained answers and you are its ‹main|lead› author.
    Take the passage and ‹derive|form› «3..6» questions that can be answered from it but ‹need|take› more than one sentence of it.
    ‹Under|Below› each question write the line of thought of a ‹patient|thorough› expert, naming the sentences used and the inference ‹made from|drawn out of› them.
    ‹Then|After that› write the short answer that a reader would see.
    ‹Mix|Alternate› why, how and what-if questions; never ask for a mere ‹date|name›.
    Separate the entries with a line of three dashes.
    !Passage: «document»`,
    ITEMS,
    { tokens: 1_300 },
  ),
  family(
    `Answer in two layers, because both will be ‹kept|stored›.
    Layer one, headed NOTES: everything that ‹goes through your mind|you weigh› on the way, hesitations and corrections ‹included|as well›, one thought a line.
    Layer two, headed REPLY: the ‹clean|polished› answer of at most ‹120|150› words.
    The notes ‹must not be|may not be› a summary of the reply; they come first in time and ‹are|should be› at least four times as long.
    ‹If you would normally hide|Where you would otherwise leave out› a consideration, put it into the notes.
    !Request: «wish»`,
    ITEMS,
    { place: 'system', tokens: 1_100 },
  ),
  family(
    `‹Take the role of|Act as› a user with the following profile and then of the assistant who helps that user.
    Write a dialogue of «4..8» turns in which the user ‹reveals|gives› the problem bit by bit.
    Before each assistant turn insert a ‹bracketed|marked› block PLAN that ‹states|says› what is known, what is missing and which move is best.
    The user ‹makes|should make› one mistake that the assistant ‹notices|discovers› and corrects without blame.
    ‹Style|Tone›: natural, no lists, no greetings after the first turn.
    The dialogue ‹will be|is› used to tune a smaller model, so ‹keep|hold› to the format.
    !Profile: works in «field», wants to «task», has «object».`,
    ITEMS,
    { tokens: 1_500 },
  ),
  family(
    `‹Here is|This is› an answer from a weaker assistant.
    ‹Improve|Rework› it in three rounds, and after each round ‹say|state› what became better and what is still ‹weak|missing›.
    Round one ‹repairs|fixes› facts, round two the order of the argument, round three the wording.
    ‹Show|Spell out› the considerations behind every change as if you ‹taught|were teaching› an apprentice editor.
    ‹Keep|Retain› the length within ten percent of the original.
    Mark the final version with the word FINAL.
    !Prompt: «question»
    !Weak answer: «reply»`,
    ITEMS,
    { tokens: 1_000 },
  ),
];
