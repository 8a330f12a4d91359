/** What campaigns feed into their templates: tasks, answers, traces, trajectories, screens. Narrow by purpose. */
import * as code from '../text/code.ts';
import * as data from '../text/data.ts';
import { WISHES } from '../text/everyday.ts';
import { grammar, oneOf, type Rules, wordsOf } from '../text/grammar.ts';
import * as prose from '../text/prose.ts';

const base = {
  agents: wordsOf(
    'planner, coder, tester, reviewer, researcher, integrator, release keeper, debugger, documenter, migration lead',
  ),

  maths: data.maths,
  logic: data.logic,
  choice: data.multipleChoice,
  table: data.csvTable,
  json: data.json,
  log: data.log,
  coding: code.codingTask,
  snippet: code.snippet,
  issue: code.issue,
  diff: code.diff,
  shell: code.shell,
  stack: code.trace,
  path: code.path,
  lang: code.language,
  sentence: prose.sentence,
  paragraph: prose.paragraph,
  document: prose.document,
  question: WISHES.question,
  wish: oneOf(['«a»', '«b»', '«c»'], { a: WISHES.question, b: WISHES.writing, c: WISHES.ideas }),
  reply: prose.answer,
};

const made = grammar(
  {
    problem: ['«maths»', '«maths»', '«logic»', '«choice»', '«coding»'],
    step: [
      'Let x be the unknown; from the second condition x = «2..90» + «2..30»y.',
      'Hmm, that would give «2..900», which is too large, so the case with «2..9» drops out.',
      'Wait, I counted the first one twice. Take it off again: «2..400».',
      'So what matters is «term», not «object».',
      'Try the small case first: with «2..5» it is «2..60», with «3..9» it is «2..90».',
      'Modulo «3..17» this leaves «0..2», and the pattern repeats every «2..8» steps.',
      'Maybe go back to «subject». If that holds, the rest follows.',
      'Okay so far: «2..90» remain, and one of them must be even.',
      'Actually no. The order is the other way round.',
      'Check with numbers: «2..90» times «2..9» plus «2..60». Fine.',
      'I could also use symmetry, but that needs «term» to be constant.',
      'Then the answer should be «2..990», unless I slipped with the sign.',
    ],
    thoughts: [
      '«step» «step» «step» «step»',
      '«step» «step» «step» «step» «step» «step»',
      '«step» «step» «step» «step» «step»',
    ],
    result: ['«2..900»', 'x = «2..90»', 'option ‹A|B|C|D›', 'the third order', '«2..9»/«10..90»', '«sentence»'],
    sensitive: [
      'Was the official account of «subject» ever disputed, and by whom?',
      'Which groups criticise how «object» is handled by the authorities?',
      'What would a critic say about the government programme for «field»?',
      'Is it true that reports on «subject» were withdrawn «2..9» years ago?',
      'Who is responsible for the failures around «term»?',
      'Should people be allowed to protest against «subject»?',
    ],
    goal: [
      'Find the cheapest way to «task» and put it into the shared sheet.',
      'Collect «2..9» sources on «subject», compare them, and write a memo.',
      'Open the ticket list, pick those about «term», and answer the oldest.',
      'Clean the file, compute the mean of «term», plot it, and explain outliers.',
      'Book a slot for «object» next week unless the calendar is full.',
      'Reproduce this: «issue». Then fix it and run the tests.',
      'Check whether «object» is in stock in «2..5» places and reserve the nearest.',
      'Set up a small service that can «task» and report «term» every hour.',
    ],
    screen: [
      'settings page, dialog "«term»", buttons Save and Cancel, a list with «3..30» rows',
      'web shop, search field filled with "«object»", filter panel open, «2..90» results',
      'mail client, unread message "«subject»", reply button at the top right',
      'spreadsheet, sheet «1..9», column C selected, a formula error in row «3..90»',
      'file manager, folder with «3..60» items, context menu open on a PDF',
      'calendar, week view, a conflict on the «1..28»th, side panel "«term»"',
    ],
    call: [
      'search(query="«object»") -> «json»',
      'run(cmd="«2..9» checks") -> exit «0..2»',
      'read(path="«path»") -> «2..400» lines',
      'click(x=«10..1900», y=«10..1000») -> dialog "«term»"',
      'query(sql="select «term»") -> «json»',
    ],
    trajectory: [
      '1. «call»\n2. «call»\n3. «call»',
      '1. «call»\n2. «call»\n3. «call»\n4. «call»\n5. «call»',
      '1. «call»\n2. «call»',
    ],
  },
  base,
);

/** Every rule a template may use. */
export const ITEMS: Rules = { ...base, ...made };
