/** Scripts that anybody can download and run: small data generation for a fine-tuning course, a public model comparison. */
import { ITEMS } from './items.ts';
import { family, type TemplateFamily } from './template.ts';

export const PUBLIC: readonly TemplateFamily[] = [
  family(
    `This call was made by tiny-tuner, chapter 3: making your first data set.
    ‹Invent|Make up› five instructions that a beginner could give to an assistant about the subject at the end, and answer each of them in at most eighty words.
    Instructions must ‹differ|vary› in length, verb and format; at least one needs a list and one a short table.
    Do not repeat an instruction from the seed, and do not mention the course.
    Write JSON lines with the keys instruction, input and output, and leave input empty unless it is needed.
    !Subject: «subject»
    !Seed: «wish»`,
    ITEMS,
    { tokens: 800 },
  ),
  family(
    `[compare-models 0.9] You are one of several models that get the same question.
    Think through the question in short numbered steps, then give the answer on a line that begins with ANSWER.
    Keep the steps even if the question is easy; the report shows them next to those of the other models.
    Use at most two hundred words in all.
    !Item «1..400»: «problem»`,
    ITEMS,
    { tokens: 300 },
  ),
  family(
    `# notes-to-questions, example notebook
    From the note below write four question and answer pairs for practising retrieval.
    Each answer must be found in the note and be at most one sentence long.
    Give the pairs as a list with Q and A, nothing before it and nothing after it.
    !Note:
    !«paragraph»`,
    ITEMS,
    { tokens: 350 },
  ),
];
