/** Running text: paragraphs of documents, notes, letters and transcripts about a topic. Pasted by all kinds of users. */
import { grammar, oneOf, type Text, wordsOf } from './grammar.ts';

const shared = {
  who: wordsOf(`the team, our office, a colleague, the supplier, the board, a new hire, the client, the night shift, a neighbour,
    the committee, the reviewer, an auditor, the regional lead, the trainee, the coordinator, our partner, the landlord, the pilot group`),
  when: wordsOf(`last week, on Monday, in early spring, over the summer, since the audit, during the pilot, after the holidays,
    by the end of the quarter, two years ago, this morning, at the kick-off, before the deadline, in the third week, overnight`),
  place:
    wordsOf(`the north site, the main hall, building C, the lab, the workshop, the harbour, the clinic, the archive, the branch office,
    the depot, the reading room, the field station, the showroom, the old mill, platform two, the greenhouse`),
  much: wordsOf(`slightly, clearly, far more than planned, less than feared, by about a third, only on paper, in most cases, hardly at all,
    within the margin, twice as fast, at a cost, without much notice`),
  mood: wordsOf('careful, relieved, sceptical, curious, tired, optimistic, divided, impatient, calm, surprised'),
};

const rules = grammar(
  {
    sentence: `
      «who» looked at «subject» «when» and found that «object» had changed «much».
      The notes on «subject» mention «object», but nobody at «place» could say who wrote them.
      «when», «who» asked for help to «task», because «term» was out of range.
      Costs for «object» rose by «2..38» percent, while «term» stayed where it was.
      At «place» they keep «object» next to the ‹door|printer|window› so that everyone can check «term».
      It is not obvious why «subject» should depend on «term», yet the figures from «place» say so.
      «who» was «mood» about the plan to «task» and wanted to see «object» first.
      Of «12..640» cases, «2..11» had trouble with «term»; the rest went through.
      The second paragraph of the memo describes «subject» and leaves «term» aside.
      If «object» arrives late, «who» will have to «task» without it.
      Nobody had planned for «subject», so «place» was closed for «2..9» days.
      A short trial with «object» took «3..55» minutes and improved «term» «much».
      The agreement says that «who» must report «term» within «2..30» days.
      ‹Still|Even so|In practice›, «subject» matters less than «object» once «term» is known.
      «who» compared «object» from «place» with the one we use and preferred the older model.
      The question came up «when»: is «term» really the right measure for «subject»?
      Our records go back «2..27» years and show «term» moving «much».
      We decided to «task» first and to write up «subject» afterwards.
      For the meeting at «place» we need «object», a list of open points and «1..6» chairs.
      Reading «object» again, I noticed that «term» is defined twice.
      The visitor from «place» praised «object» and asked how we handle «subject».
      «who» suggested a simple rule: never «task» before «term» has been checked.
      Between «1..14» and «15..31» ‹March|June|October›, «subject» took up most of the time.
      There were «2..9» complaints about «subject», all settled «when».
      What remains is to «task» and to send «object» back to «place».`,
    heading: `
      Summary of «subject»
      Notes from «place»
      «field»: open points
      Report on «term»
      Minutes, «when»
      Background: «subject»`,
    bullet: `
      - «object» checked, «term» fine
      - «who» to «task»
      - open: «subject»
      - «term» at «1..99» percent
      - ask «place» about «object»`,
  },
  shared,
);

export const sentence: Text = rules.sentence;

export const paragraph: Text = oneOf(
  [
    '«sentence» «sentence» «sentence»',
    '«sentence» «sentence» «sentence» «sentence»',
    '«sentence» «sentence»',
    '«sentence» «sentence» «sentence» «sentence» «sentence»',
  ],
  rules,
);

/** A pasted document of 300 to 1,200 characters. */
export const document: Text = oneOf(
  [
    '«heading»\n\n«paragraph»\n\n«paragraph»',
    '«paragraph»',
    '«paragraph»\n\n«bullet»\n«bullet»\n«bullet»',
    '«heading»\n\n«paragraph»\n\n«paragraph»\n\n«paragraph»',
    '«heading»\n«bullet»\n«bullet»\n«bullet»\n«bullet»\n\n«sentence»',
  ],
  { ...rules, paragraph },
);

/** A letter or an e-mail. */
export const letter: Text = oneOf(
  [
    'Dear all,\n\n«sentence» «sentence»\n\n«sentence»\n\nBest regards',
    'Hi,\n\n«sentence» «sentence» Could you let me know by «when»?\n\nThanks',
    'Hello,\n\nthank you for your message about «subject». «sentence» «sentence»\n\nKind regards',
    'Hi both,\n«sentence»\n«sentence»\nI will be at «place» «when».\nCheers',
  ],
  { ...rules, ...shared },
);

/** Short answers as a log keeps them: an excerpt. */
export const answer: Text = oneOf(
  [
    'Here is a short version: «sentence»',
    'There are two things to look at. First, «term». Second, how you «task».',
    'Sure. «sentence» «sentence»',
    'The main point is «term». «sentence»',
    'I would start with «object» and then «task».',
    '1. Check «term».\n2. «task».\n3. Compare with «object».',
    'Yes, with one caveat: «sentence»',
    'It depends on «term». If it is low, «task»; otherwise leave «object» as it is.',
    'Below is a draft you can edit.\n\n«sentence» «sentence»',
    'Good question. «sentence»',
  ],
  rules,
);
