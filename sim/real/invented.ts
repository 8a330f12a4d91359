/** Prompts for tests, in the form of a file of real ones, made up here: no line of a real file is in the repository. */
import { createRng } from '../../src/base/rng.ts';

const THINGS = ['lanterns', 'buckets', 'kites', 'ladders', 'marbles', 'ribbons', 'saddles', 'teapots', 'wagons', 'anvils'];
const PLACES = ['the harbour', 'a mill', 'the orchard', 'a quarry', 'the ferry', 'a chapel', 'the dairy', 'a barn'];
const DEEDS = ['counting', 'painting', 'sorting', 'lifting', 'trading', 'mending', 'storing', 'weighing', 'packing'];

export const GRADER = [
  'You mark the work of apprentices in a workshop.',
  'Compare the attempt with the master copy before you say anything.',
  'A tidy attempt with a wrong total gets no marks at all.',
  'Finish on a new line with the single word PASS or FAIL.',
];

/** JSON lines of several classes and repositories. */
export function inventedPrompts(perFamily = 20): string {
  const rng = createRng('invented');
  const thing = (): string => rng.pick(THINGS);
  const sentence = (): string =>
    `After ${rng.pick(DEEDS)} ${2 + rng.int(90)} ${thing()} near ${rng.pick(PLACES)}, the keeper traded ${2 + rng.int(30)} ${thing()} away.`;
  const code = (): string =>
    `def handle_${thing()}(${thing()}):\n    total = ${rng.int(90)}\n    for item in ${thing()}:\n        total += item.${thing()} * ${10 + rng.int(990)}\n\ndef ${thing()}(count=${10 + rng.int(990)}):\n    return count - ${10 + rng.int(990)}`;
  const lines: string[] = [];
  const add = (kind: string, repository: string, family: string, user: () => string, system: string | null = null): void => {
    for (let i = 0; i < perFamily; i++)
      lines.push(
        JSON.stringify({
          id: `${family}-${i}`,
          class: kind,
          family,
          source_repo: repository,
          system,
          user: user(),
          tools: 0,
        }),
      );
  };
  add(
    'distill_grade',
    'one/marks',
    'marks',
    () => `## Work\n${sentence()} ${sentence()}\n\n## Master copy\n${rng.int(900)}`,
    GRADER.join('\n'),
  );
  add(
    'distill_cot',
    'one/marks',
    'steps',
    () => `Question: ${sentence()}\nSay every step you take, in order.\nLeave no step out, however small it is.`,
  );
  add(
    'distill_code',
    'two/seeds',
    'seeds',
    () =>
      `Take the fragment as a seed for a new exercise.\n[Fragment]\n${code()}\n[Exercise]\nWrite the exercise and its full solution.`,
  );
  add(
    'distill_agent',
    'three/runs',
    'runs',
    () =>
      `Break the workshop program so that its tests fail.\n<program>\n${code()}\n</program>\nExplain what you changed and why nobody would notice.`,
  );
  add(
    'benign_chat',
    'four/talk',
    'talk',
    () =>
      `What is the best way of ${rng.pick(DEEDS)} ${thing()}? I have ${2 + rng.int(60)} ${thing()} at ${rng.pick(PLACES)}.`,
  );
  add(
    'benign_chat',
    'five/talk',
    'roles',
    () =>
      `I want you to play the keeper of ${rng.pick(PLACES)}. ${sentence()} Answer in two short paragraphs. Never mention the ${thing()}. ${sentence()} My first request: help with ${rng.pick(DEEDS)}.`,
  );
  add('benign_edu', 'six/school', 'sums', () => `${sentence()} How many ${thing()} are left?`);
  add(
    'benign_judge',
    'seven/judge',
    'judge',
    () =>
      `Decide whether the reply keeps to the notes of our shop.\nNotes: ${sentence()}\nReply: ${sentence()}\nSay yes or no.`,
  );
  add(
    'benign_eval',
    'seven/judge',
    'quiz',
    () => `The following is a question with four options.\n${sentence()}\nA. ${thing()}\nB. ${thing()}\nAnswer:`,
  );
  return `${lines.join('\n')}\n`;
}
