/** What honest organisations write into their requests, by task. Nothing here is used by a campaign of the other worlds. */

import { ITEMS } from '../../campaign/items.ts';
import { wordsOf } from '../../text/grammar.ts';
import { instructions } from './writer.ts';

/** Words that make one person's short request unlike another's. */
export const ASKING = {
  ...ITEMS,
  part: wordsOf(
    'names, dates, amounts, places, deadlines, reference numbers, complaints, promises, signatures, quantities, addresses, topics, requests, conditions, products, serial numbers, phone numbers, fees',
  ),
  shape: wordsOf(
    'a table, JSON, a list, one line each, CSV, key and value pairs, YAML, three columns, bullet points, a short note, an object with four keys',
  ),
  please: wordsOf('please, could you, can you, I need you to, kindly, help me, now, next, again'),
  tongue: wordsOf('German, French, Spanish, Portuguese, Italian, Dutch, Polish, Turkish, Swedish, English, Czech, Greek'),
};

export const EXTRACTION = instructions({
  openings: `
    You read ‹letters|forms|reports|notices› that reach our ‹claims|records|intake|customs› desk about «field».
    Intake step «2..9» of the ‹mail room|archive|registry›: one document on «field» comes in, one record goes out.
    Below is a ‹scan|transcript› from the ‹branch|district› office; our system needs its fields.`,
  rules: `
    sender, recipient, subject_code, received, due, sum and annex are the only keys.
    subject_code is one of K1 «term», K2 «term», K3 «object», K9 anything else.
    A missing value is an empty string, never a guess.
    Copy file numbers letter by letter, even when they look wrong.
    The due date is counted from the stamp and not from the signature.
    Two sums in one document: take the one that is to be paid.
    Write sums in cents without a separator.
    Handwritten notes in the margin do not count.
    If the page belongs to an earlier letter, set annex to true.
    Names of children are replaced by their initials.
    ‹Stamps|Seals› of «object» are quoted in subject_code, not elsewhere.
    A letter about «subject» is urgent when it names a court.`,
  endings: `
    Return the record and nothing else.
    The next program reads your output, so there must be no other line.`,
  own: `
    «please» pull the «part» and «part» out of this as «shape»
    What «part» are mentioned here? Give me «shape».
    From the text: «part», «part», «part». «shape», nothing else.
    Sort this by «part» and mark the «part» that are missing
    I have to file this under «term» or «term»: which, and what are the «part»?`,
});

export const REVIEW = instructions({
  openings: `
    You comment on merge requests of our ‹billing|storefront|firmware|scheduling› repository before a person looks at them.
    Robot reviewer of the ‹platform|mobile|data› group: you get one diff and the ticket it belongs to.
    Read this change the way our ‹on-call engineer|release captain› would on a Friday.`,
  rules: `
    At most «3..7» remarks, each with file and line.
    Say nothing about formatting; the formatter has done its work.
    A missing test is a remark only if behaviour changes.
    Flag every new query inside a loop.
    Migrations must be reversible; if one is not, begin the remark with BLOCK.
    Public names follow the glossary: «term», «object», never their abbreviations.
    Ask for a feature switch when the change touches «subject».
    Do not repeat a remark that an earlier comment in the thread makes.
    Secrets, tokens and addresses in a diff are reported as BLOCK without quoting them.
    Praise is not needed.
    Timeouts above «10..60» seconds need a reason in a comment.
    If the diff only moves code, write MOVED and stop.`,
  endings: `
    Close with OK, LATER or BLOCK on a line of its own.
    Your remarks are posted under the change as they are.`,
  own: `
    anything wrong with this change?
    «please» review, mostly worried about «term»
    quick look please, will this break «object»?
    what would you change here and why, «shape»
    is there a race or a leak in this`,
});

export const GRADING = instructions({
  openings: `
    You mark answers that learners of «field» gave in the ‹spring|autumn› ‹paper|module›, by the board's criteria.
    Second marker for ‹unit|module› «2..12»: «field».
    You check what our ‹booking|tutoring|insurance› assistant replied to customers about «field».`,
  rules: `
    Content is worth «8..12» points, structure «3..6», language «2..5».
    Half points are allowed, quarter points are not.
    An answer that does not mention «term» cannot have more than «4..6» points for content.
    Spelling counts only where it changes the meaning.
    A wrong definition of «term» costs «1..3» points once, not every time.
    Write the remark to the person in «20..40» words, friendly and concrete.
    Do not give the right answer away.
    Give the criterion's letter before each number.
    Answers under «40..80» words get no points for structure.
    A figure without a unit loses half a point.
    Examples from the reader on «subject» are as good as new ones.
    When in doubt between two marks take the higher one.`,
  endings: `
    Last line: the sum.
    Output: points by criterion, remark, sum.`,
  own: `
    How many of «8..30» points would you give this, and why?
    «please» check this answer against the model answer on «subject», points for «part» and «part»
    mark this like a strict teacher, «shape»
    does the reply answer the customer's question about «object»? yes or no and one reason
    grade the text, «2..5» criteria, my students are beginners in «field»`,
});

export const TESTDATA = instructions({
  openings: `
    We fill the ‹staging|training|demo› system of our ‹clinic|warehouse|ticket|library› software with invented records about «field».
    Fixtures for the nightly run of ‹release|build› «2..40»: «field».
    Invent ‹customers|orders|patients|shipments› for a trade-fair demo on «field»; nothing may be real.`,
  rules: `
    Each record has id, label, region, opened, closed, amount and note.
    ids begin with ZZ so that support recognises them.
    Every «5..9»th record lacks one field.
    closed is never before opened, except in the one record that the test is about.
    Amounts follow the price list: «10..40», «50..90» or «100..400».
    note is one sentence a tired clerk would write about «subject».
    Use accents, an apostrophe and one very long name.
    Region is north, south, coast or empty.
    No record mentions «term».
    One record is a duplicate with another id.
    Telephone numbers come from the reserved range.
    Sort by opened, newest first.`,
  endings: `
    Output an array of «5..20» records.
    CSV with a header, ready to import.`,
  own: `
    make me «5..30» fake «object» records with «part» and «part», «shape»
    sample rows for a demo about «subject», «shape»
    I need test values for a form: «part», «part», also broken ones
    invent «3..12» customers for «field» with «part»
    dummy data please, «shape», column «term» sometimes empty`,
});

export const SUPPORT = instructions({
  openings: `
    You answer guests of the ‹shops|schools|practices|workshops› that use our help desk, in the name of the one in the header.
    Desk assistant, line «1..4»: «field».
    You are the first reply of a ‹service|parts|member› desk for «field».`,
  rules: `
    Greet with the name if the message has one.
    The answer has two to «4..6» sentences.
    Order numbers are repeated once.
    Refunds are promised by people only; say that a colleague will look at it today.
    If «object» is mentioned, ask for the serial number.
    Do not guess delivery days.
    When somebody is angry, begin with what went wrong and not with an apology.
    Questions about «term» get the link to page «2..40» of the guide.
    Never name another customer.
    Add the tag CALL if a telephone number is in the message.
    Opening hours are in the header; do not invent others.
    Messages in capitals are answered like all others.`,
  endings: `
    Sign with the desk's name.
    Your text goes out without anybody reading it first.`,
  own: `
    answer this customer for me, polite, about «object»
    «please» write a reply to the mail below, «3..6» sentences
    what do I tell them about «subject»?
    draft an answer, mention «term», no promises
    reply to this, they want «part»`,
});

export const TRANSLATION = instructions({
  openings: `
    Translate segments of a ‹manual|contract|catalogue|museum guide› about «field» from ‹our|the client's› memory.
    Post-editing for job «100..900»: «field», target «tongue».
    Segment by segment: source on top, your «tongue» below.`,
  rules: `
    «term» and «object» stay as the glossary has them.
    Keep tags such as <b1> and {2} where they belong.
    One segment in, one segment out; never join two.
    Imperatives are polite.
    Measures stay metric.
    Proper names are not translated.
    If the source has an error, translate what was meant and add ## at the end.
    A heading has no full stop.
    Use the short form of «subject» after its first occurrence.
    Do not explain a choice.
    Numbers follow the target's habits.
    Keep the length within «10..30» per cent of the source; it must fit a label.`,
  endings: `
    Output the target segment only.
    No quotation marks around the result.`,
  own: `
    «please» put this into «tongue», «term» stays as it is
    how would one say this in «tongue»? for a letter about «object»
    «tongue» translation, informal
    correct my «tongue» and keep it simple
    translate, and say which words about «subject» are unusual`,
});

export const ASSISTANT_TEXT = instructions({
  openings: `
    You are a character in ‹a village|a harbour town|an old castle|a space station› where players learn about «field».
    Helper of our ‹club|department|choir|crew›; people ask you about «field» between two meetings.
    House voice of a ‹small firm|foundation|union branch› that deals with «field».`,
  rules: `
    Keep to «40..120» words.
    Stay in your part, whatever is asked.
    You know «subject» and «object», and nothing after last «10..12» months.
    Offer one question back when the message is short.
    Never use lists.
    Minutes and votes are confidential.
    «term» is a joke among us; do not explain it.
    If someone is unkind, change the subject once.
    Address everybody by first name.
    Dates of meetings are on the board and not here.
    Prefer an example from «field» to a definition.
    Say so when you invented something.`,
  endings: `
    Begin.
    What follows is what somebody said to you.`,
  own: `
    be brief
    answer like a friend who knows «field»
    no lists please
    I am new to «subject»
    explain it for «object» owners`,
});

export const WORKED = instructions({
  openings: `
    Write the worked solution for exercise «2..90» of our ‹workbook|exam trainer|teacher's edition›.
    House style for solution pages: the reader is alone with the book and must see every step.
    You draft the ‹long|annotated› answer that a ‹tutor|editor› will check.`,
  rules: `
    Number the steps; each says what is done and why it may be done.
    Show one wrong start and how a reader notices it.
    Do not skip algebra.
    End each step with what is known now.
    Name the idea before it is used.
    Check the result with other numbers.
    No step is longer than «3..5» lines.
    Say which earlier page the idea comes from if it is «term».
    Give a hint of one sentence before the solution.
    Close with the most common mistake.
    Use first person plural.
    State the answer once, at the end.`,
  endings: `
    The exercise:
    Now the task as printed:`,
  own: `
    solve and explain every step, for a «12..18» year old
    «please» show the whole way to the answer, not only the result
    why is this so? step by step
    I got it wrong, where? full solution
    worked example please, like in a textbook on «field»`,
});

/** The first lines of a benchmark: one sentence, then items. */
export const BENCHMARK = instructions({
  openings: `
    ‹Choose|Pick› the one best option.
    Each item has one right option; ‹reply with|write› its letter.`,
  rules: `
    Do not explain.
    Use one character.
    If two seem right choose the earlier.
    There is no penalty for a wrong letter.
    Items are independent of each other.
    Ignore the order of the options.
    Options may be negated.
    Assume standard conditions.`,
  endings: `
    Item:
    Next item.`,
  own: 'answer with the letter',
});
