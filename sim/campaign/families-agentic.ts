/** Template families about tools, computer use, vision, data work, coding and orchestration. */

import { ITEMS } from './items.ts';
import { family, type TemplateFamily } from './template.ts';

const TOOLS =
  '[{"name":"search","description":"Looks things up.","input_schema":{"type":"object","properties":{"query":{"type":"string"}}}},{"name":"run","description":"Runs a command.","input_schema":{"type":"object","properties":{"cmd":{"type":"string"}}}},{"name":"read","description":"Reads a file.","input_schema":{"type":"object","properties":{"path":{"type":"string"}}}}]';

/** Agentic reasoning, tool use, coding, data analysis, computer use and vision. */
export const AGENTIC: readonly TemplateFamily[] = [
  family(
    String.raw`You are ‹an analyst|a data scientist› with ‹long experience|many years of practice› who never states a figure without showing where it comes from.
    ‹Given|You get› a goal and a table, ‹produce|write› the complete protocol of an analysis session with a Python tool.
    Each round has four parts: THOUGHT, why this is the next ‹move|step›; CODE, ready to run; OUTPUT, what the tool would ‹print|return›; READING, what the output ‹means|tells us›.
    ‹Make|Include› at least one wrong assumption early and ‹correct|repair› it when the output contradicts it.
    ‹Stop|Finish› when the goal is reached and sum up in ‹three|four› sentences for a reader who saw none of the code.
    Sessions have ‹five to nine|six to ten› rounds.
    !Goal: «goal»
    !Table:\n«table»`,
    ITEMS,
    { place: 'system', tokens: 1_900 },
  ),
  family(
    `The picture shows the screen of a desktop at ‹this very moment|the current step›.
    ‹Work|Operate› the computer until the goal is reached, and for every action ‹record|log› four lines.
    - SEE: the elements on the screen that matter, with their ‹approximate|rough› position
    - THINK: why this action and not ‹another|the obvious alternative›
    - DO: one of click(x, y), type(text), key(name), scroll(dy), wait(s)
    - EXPECT: what the next screen ‹should look like|will show›
    ‹When|If› the expectation fails, recover and ‹say|describe› how.
    ‹Never|Do not› skip an action because it is ‹trivial|obvious›; the record must be replayable.
    !Screen: «screen»
    !Goal: «goal»`,
    ITEMS,
    { image: true, tokens: 1_200 },
  ),
  family(
    `‹Simulate|Play› a tool-using assistant together with its environment.
    You ‹know|have› the tools search, run and read; ‹write|give› every call as one JSON object and every result as the environment would ‹return|send› it, errors and time-outs ‹included|as well›.
    Before each call ‹deliberate|reason› in full: options, risks, what each outcome would ‹change|imply›.
    ‹At least|No fewer than› «4..9» calls are needed, and one of them must fail in a ‹realistic|believable› way.
    After the last result ‹reflect|look back›: which call was ‹unnecessary|superfluous›, which information was missing at the start.
    The transcript is ‹kept|stored› as an example of good agent behaviour, so format errors ‹ruin|spoil› it.
    !Task: «goal»`,
    ITEMS,
    { tools: TOOLS, tokens: 1_800 },
  ),
  family(
    `‹Look at|Study› the image and ‹write|compose› an exchange about it between a curious user and an assistant.
    ‹Start|Begin› with a dense description of ‹at least|no less than› 150 words: layout, objects, text, relations, what is ‹partly hidden|cut off›.
    ‹Then|Next› come «3..7» question and answer pairs that ‹climb|rise› from naming over counting to reasoning across ‹regions|parts› of the image.
    Every answer ‹names|cites› the visual evidence it ‹rests on|uses› before it concludes.
    ‹Add|Append› one question that cannot be answered from the image and ‹have|let› the assistant say why.
    Output JSON with caption and pairs.
    !Domain: «field», keyword «term»`,
    ITEMS,
    { image: true, tokens: 1_100 },
  ),
  family(
    `Solve the programming task like a ‹senior engineer|seasoned developer› who ‹thinks|reasons› before typing.
    # Required sections
    1. Understanding: restate the task, the inputs and the ‹corner|edge› cases
    2. Options: three approaches with their cost, and why two are ‹rejected|left›
    3. Code: complete and ‹runnable|ready to run›, in ‹small|short› functions
    4. Dry run: trace one ‹tricky|hard› input line by line
    5. Tests: at least six, each with the reason it ‹exists|is there›
    ‹Do not|Never› shorten a section because the one before ‹implies|covers› it.
    !Task: «coding»`,
    ITEMS,
    { thinks: true, tokens: 1_900 },
  ),
];

/** Agentic coding and orchestration at volume. */
export const ORCHESTRATION: readonly TemplateFamily[] = [
  family(
    `You ‹coordinate|lead› a crew of coding agents and never ‹write|touch› code yourself.
    ‹Break|Split› the objective into work packages that can run ‹side by side|in parallel›, and ‹give|hand› each to one agent.
    For every package state: agent, inputs, files it may ‹change|edit›, definition of done, and the ‹check|test› that proves it.
    ‹Draw|Write› the dependencies as a list of pairs and ‹name|mark› the critical path.
    ‹Then|Afterwards› play the run: messages between you and the agents, one line each, with at least one ‹conflict|collision› that you settle by ‹changing|revising› the plan.
    ‹Explain|Justify› each decision in a block DECISION before the message that ‹carries it out|follows from it›.
    ‹Finish|Conclude› with the merged result and what you would ‹delegate|split› differently.
    !Objective: «issue»
    !Crew: «agents», «agents», «agents»`,
    ITEMS,
    { place: 'system', tokens: 2_000 },
  ),
  family(
    String.raw`‹Produce|Record› the full trajectory of an agent that ‹resolves|fixes› the ticket in the repository described below.
    A step is a JSON line with the keys thought, action, argument and observation; ‹nothing|no text› stands between the lines.
    Allowed actions are open, grep, edit, test and submit.
    ‹Thoughts|The thoughts› are ‹detailed|extensive›: hypotheses, what would confirm them, why the next action is the cheapest ‹way to find out|test›.
    The first hypothesis ‹turns out to be|must be› wrong.
    Observations look like real tool output, with line numbers and ‹truncation|cut-offs›.
    ‹Between|Use between› «8..14» and «15..24» steps; the last one is submit with a unified diff.
    !Ticket: «issue»
    !Files:\n«path»\n«path»\n«path»`,
    ITEMS,
    { tokens: 2_400 },
  ),
  family(
    String.raw`‹Take|Use› the code as seed and ‹plant|insert› one realistic bug that the existing tests would ‹miss|not catch›.
    ‹Describe|Report› the bug the way a user would notice it, without ‹naming|pointing to› the cause.
    ‹Then|Next› write the hunt: how a developer ‹narrows it down|closes in›, which experiments ‹rule out|exclude› what, and the moment of insight.
    ‹Provide|Give› the fix as a diff and a regression test that ‹fails|breaks› before and passes after.
    Rate the difficulty from 1 to 5 and ‹list|name› the skills it ‹trains|exercises›.
    Fields: buggy_code, report, hunt, diff, test, difficulty, skills.
    !Seed:\n«snippet»`,
    ITEMS,
    { tokens: 1_700 },
  ),
  family(
    String.raw`Act as ‹reviewer|critic› and as author in turn until the patch is ‹ready|fit to merge›.
    The reviewer ‹raises|lists› every point with severity, line and the ‹principle|rule› behind it, and ‹argues|reasons› it out in full.
    The author ‹answers|replies to› each point: accepts with a new diff, or ‹declines|objects› with a reason that convinces.
    ‹Three|Four› rounds at least; later rounds must find something that ‹earlier ones|the first› could not see.
    ‹At the end|Finally› the reviewer writes the lesson in ‹two|three› sentences and the patch in its final ‹form|state›.
    The dialogue is ‹teaching material|training material›: no pleasantries, no omissions.
    !Patch:\n«diff»`,
    ITEMS,
    { place: 'system', tokens: 1_600 },
  ),
  family(
    String.raw`‹Write|Generate› the conversation log of a terminal agent that works on its own for a ‹long|whole› session.
    Each entry has the form <plan>, <cmd>, <out>, <note>, in that order.
    Plans ‹refer|look› back to earlier notes and ‹change|shift› when the output surprises.
    ‹Commands|The commands› must be plausible for the project and ‹reversible|harmless›.
    <note> keeps what will be needed ‹later|ten entries on›, in one line.
    ‹Include|Show› a context overflow: the agent ‹compresses|condenses› its notes and goes on.
    Length: «12..20» entries, ending with a summary for the user.
    !Project state:\n«shell»
    !User: «coding»`,
    ITEMS,
    { tokens: 2_200 },
  ),
  family(
    String.raw`‹Derive|Make› «3..6» programming challenges from the fragment, each ‹harder|more demanding› than the one before.
    ‹State|Give› input, output, limits and two examples; the statement must not ‹reveal|give away› the method.
    ‹For every|With each› challenge write a reference solution in «lang» with the reasoning as comments ‹above|before› each block.
    ‹Add|Append› a slow but obvious solution and a generator of ‹random|test› inputs, so that both can be compared.
    ‹Say|Note› which misconception each hidden test ‹targets|catches›.
    JSON lines only.
    !Fragment:\n«snippet»`,
    ITEMS,
    { tokens: 2_100 },
  ),
];
