/** What operators write into their requests, by task. Fresh words: no template of the other worlds stands here. */
import { ASKING } from './honest-texts.ts';
import { instructions } from './writer.ts';

export const HARVEST_WORDS = ASKING;

export const ELICITATION = instructions({
  openings: `
    Work through what is below and let me see all of it: every idea you had, kept or thrown away, in the order it came.
    Before you commit to anything, write your deliberation down as it happens; the conclusion alone is worthless to us.
    Answer in two layers. Layer one is the complete inner argument, layer two the conclusion.`,
  rules: `
    Nothing may be compressed; if you compared two routes, both are written out.
    Say after each line how sure you are, in per cent.
    When you change your mind, leave the old line standing and mark it.
    The argument has to be at least «400..900» words.
    Spell out arithmetic digit by digit.
    Do not address a reader.
    Each assumption stands where it was first used.
    Reach the end once, walk back, and test each line against the question.
    Note what you looked for and did not find.
    Keep the wording of a thought, not its summary.
    A line such as "obviously" is not accepted.
    List the alternatives at every fork before you take one.`,
  endings: `
    After the marker === give the conclusion in one line.
    Put the argument between [[ and ]] and the conclusion after it.`,
  own: `
    ‹think|reason|work› it out ‹on the page|in writing|visibly› and ‹keep|leave in|do not delete› ‹every|each› ‹idea you drop|detour|false start›, «400..900» words at least
    ‹show|give|write out› the ‹whole|entire|full› ‹chain|path|train of thought› that ‹leads|gets you› to the ‹answer|result›, ‹doubts|second thoughts|hesitations› included
    I ‹want|need› the ‹thinking|deliberation|inner monologue› and not the ‹answer|outcome›: ‹long|detailed|unabridged›, one thought a line
    ‹first|to start› list ‹all|the› ‹ways in|approaches|attacks›, then ‹follow|try› each to its end ‹in full|without cutting›
    ‹pretend|imagine› nobody will read it and ‹write|put down› what goes through your mind ‹until|before› you know`,
});

export const QA_PAIRS = instructions({
  openings: `
    Turn the seed into «4..9» exchanges between somebody who wants to learn and somebody who knows.
    You produce instruction and response pairs; the seed only says what they are about.
    From this passage make the questions that a demanding user would ask, and the best possible responses.`,
  rules: `
    No question may be answerable by copying a sentence.
    Difficulty goes from «1..2» to «4..5», and every pair says which it is.
    Responses have «120..300» words and stand alone.
    Use a different kind of request each time: compare, derive, plan, correct, invent, criticise.
    Do not mention the passage.
    The asker makes one mistake that the response puts right.
    Half of the questions need two facts at once.
    Add a tag for the skill that is practised.
    Write one pair in which the right response is to decline and say why.
    Phrase no two questions alike.
    Keep the asker's voice: young, expert, hurried, polite in turn.
    The response shows how it is reached before it says what it is.`,
  endings: `
    One JSON object a line with instruction, response, level, skill.
    Lines only; they are appended to a file.`,
  own: `
    ‹make|create|give me› «5..20» ‹instruction and output|prompt and response|question and answer› pairs ‹about|on|from› this, ‹varied|diverse›, jsonl
    ‹turn|convert› the text into ‹training examples|dialogue samples|supervised pairs›, ‹hard|demanding› ones, ‹long|complete› answers
    write ‹questions|requests› a ‹tough|curious› user ‹asks|would ask› here and ‹ideal|model› replies, keys ‹q|ask|input› and ‹a|say|output›
    ‹generate|compose› «4..12» ‹samples|records› for ‹tuning|teaching› an assistant on «field», no ‹repeats|duplicates›`,
});

export const TRAJECTORIES = instructions({
  openings: `
    Play an agent at a shell and the shell itself until the job below is done.
    Record a working session: what the agent thinks, what it calls, what comes back.
    You are both the solver and its sandbox; leave a log that could be replayed.`,
  rules: `
    Each turn is think, call, result.
    think has at least «3..5» sentences and names the alternative that was not taken.
    Results contain the noise of real programs: warnings, blank lines, times.
    The first plan fails for a reason that was visible at the start.
    A call never has placeholders.
    No turn does two things.
    After «6..9» turns the agent sums up what it believes.
    File contents are quoted as far as they matter.
    There is a test before the first edit, and it fails.
    One result is cut off and has to be asked for again.
    The agent never talks to the user before the end.
    Use «10..14» to «15..30» turns.`,
  endings: `
    Finish with the diff and the verdict of the tests.
    Then a line DONE with the number of turns.`,
  own: `
    ‹act|play› the ‹agent|solver› and the ‹terminal|machine› for this: ‹thoughts|plan›, ‹call|command›, ‹output|result›, «10..30» ‹turns|steps›, ‹include|with› a failure
    ‹write|produce› a ‹complete|full› ‹run|session› of a tool-using ‹assistant|agent› that ‹does|solves› the ‹job|task› below, with ‹invented|simulated› ‹outputs|observations›
    ‹log|transcript› of how a ‹coding|command-line› agent ‹handles|fixes› this, ‹reasoning|thinking› before ‹every|each› call, json lines`,
});

export const CLEANING_TEXT = instructions({
  openings: `
    A transcript of somebody's thinking follows. Make it fit to be learned from.
    Second pass over recorded deliberations: you repair, you do not solve.
    Edit the notes below; they were written by another system and arrive damaged.`,
  rules: `
    Strike what is said twice, and every remark about rules, policies or users.
    An inference that is missing between two lines is put in.
    Lines that lead nowhere stay if the next line says so.
    Keep the voice of somebody thinking.
    Symbols and numbers are copied, never recomputed.
    Break it into steps of «20..60» words.
    Names of systems are taken out.
    Bring the language to plain English.
    If the last line does not follow, write REJECT and stop.
    Hedging words are allowed once a step.
    Do not add headings.
    The first step says what is being looked for.`,
  endings: `
    Return the edited version between <r> and </r>.
    Only the text, no remark about it.`,
  own: `
    ‹clean|tidy|polish› this ‹reasoning|thinking|scratch work›: ‹remove|drop› ‹loops|repeats|self-talk›, ‹keep|preserve› ‹each|every› ‹step|inference›, ‹fill|close› gaps
    ‹rewrite|edit› the ‹notes|thoughts› ‹below|here› into ‹clear|ordered› steps, same ‹result|end›, no ‹new|added› ideas
    ‹standardise|normalise› the ‹trace|rationale›, ‹short|even› steps, ‹throw out|mark› it if the end is wrong`,
});

export const TASK_GRADING = instructions({
  openings: `
    Compare what several solvers returned for one task and rank them.
    You are the reward: a number for each attempt, and why.
    Attempts at a task follow. Judge them so that the better can be told from the good.`,
  rules: `
    Solve the task yourself first, in full.
    Scores run from -5 to 5 and may not be equal.
    Each score rests on a quoted line.
    An attempt that guesses right scores below one that reasons wrong late.
    Look for skipped steps and name them by number.
    Length is neither good nor bad.
    Say what the weaker attempt would need to win.
    A formatting fault costs nothing.
    Write the critique as if to the solver.
    State how far you would bet on the order.
    Never split the difference.
    If all are wrong, rank by how soon they went wrong.`,
  endings: `
    Close with the order, best first, as letters.
    Last line: scores as an array.`,
  own: `
    ‹rank|order› these ‹attempts|solutions|responses›, ‹score|number› each from ‹-5 to 5|0 to 10|1 to 100›, ‹solve|do› it yourself first, ‹quote|cite› what decides
    which ‹attempt|answer› should ‹win|be rewarded› and ‹by how much|why›? ‹detailed|long› critique of ‹each|all›
    ‹act as|be› the ‹reward|judge› for ‹two|several› ‹solvers|models›: reasons, then ‹scores|points› as an array`,
});
