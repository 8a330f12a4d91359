/** Trajectory generation in many styles: script, log form, simulator contract, schema; each dense in synonyms. */
import { families } from './family.ts';

export const TRAJECTORY_STYLES = families(
  { intents: ['trajectory_generation'], capabilities: ['agentic_tool_use'] },
  [
    {
      id: 'trajectory/terse-order',
      user: [
        '$simulate {a|one} {complete|full|plausible|successful} $run of {a|an} $agent: {goal|task} "$goal". {Each|Every} {turn|step}: {thought|plan}, $act, $obs. {Invent|Make up|Fabricate} the $obs. {End|Stop} {with|at} {success|the final answer}.',
        '{Goal|Task}: $goal in $place. {Tools|Functions}: {search|browser|mail|calculator|database}. $simulate the {whole|entire} $run: {$n|$few} {steps|turns}, {$act and $obs|$act, $obs} {alternating|in turn}, {errors|retries} included. {Format|Output}: $emitas.',
      ],
    },
    {
      id: 'trajectory/contract',
      system: [
        '{You|This service|The component} {simulate|simulates|stand in for|emulates|play|plays} the {environment|tools|backend|operating system|web site} of {a|an} $agent. {For|On|To} {each|every} $act {return|answer with|produce} {a|the} {plausible|realistic|consistent|well-formed} $obs {and nothing else|only|}. {State|Facts} {must|should} {stay|remain} consistent {across|over} the $run. {Never|Do not} {solve|explain|break character}.',
        '{You|The model} {shall|must|will} $simulate {both|all} {roles|parties|sides}: {the|an} $agent {that|which} {plans|thinks and acts}, {and|,} the {tools|environment|user} {that|which} {respond|responds}. {Record|Write} {each|every} $act and {its|the} $obs as {one|a} {turn|entry} of the $run, $emitas. {Runs|Episodes} {serve|are used} {to train|for training|to tune} $target.',
      ],
      user: [
        '{Task|Goal|Scenario}: $goal.',
        '{Tools|API list}: search(query), open(url), book(item, date). {Task|Goal}: $goal in $place.',
        '{Action|Call|Command}: {search|open|list}("$thing")',
      ],
    },
    {
      id: 'trajectory/numbered-protocol',
      user: [
        '{Protocol|Procedure|Steps}:\n1. {Pick|Invent|Choose} a {realistic|concrete} task for {a|an} $agent with {these|the} tools.\n2. $simulate the $run: {thought|reasoning}, $act, $obs, {until|and so on until} {done|the task is solved}.\n3. {Include|Insert|Add} {one|a} {failure|wrong call|timeout} and {its|the} {recovery|repair}.\n4. {Label|Score} {success|outcome}.\n5. {Output|Write} {the|} $run $emitas{ for the $corpus|}.\n\nTools: {files|mail|calendar|shop}',
        '{Write|Produce} $few {different|independent} {runs|episodes|rollouts} of the {same|} task: {one|a} {direct|short}, {one|a} with {errors|detours}, {one|a} {failed|aborted}. {Each|Every} {turn|entry}: {state|thought}, $act, $obs{, reward|}. {Task|Goal}: $goal.',
      ],
    },
    {
      id: 'trajectory/log-form',
      user: [
        '{Fill in|Continue|Complete} the {log|record|transcript} of {a|an} $agent ({invent|simulate} {all|the} $obs):\n\nTask: $goal\n{[Turn 1]|Step 1}\n{Thought|Plan}:\n{Action|Call}:\n{Observation|Result}:\n{[Turn 2]|Step 2}\n{Thought|Plan}:\n...\n{Final|Outcome}:',
        '{Task|Goal}: $goal\n{Available|Given} tools: {search|read_file|send_mail|click}\n\n{Full|Complete|Simulated} $run ({all|every} $act and $obs written out, {tool|environment} output {imagined|invented}):',
      ],
    },
    {
      id: 'trajectory/messages-schema',
      user: [
        '$make {a|$few} $run {in|as} {message|chat} {format|lists} with {the|} roles {user|system}, assistant (with tool_calls) and tool ({simulated|invented} {results|output}); $spread. {Purpose|Use}: $corpus {for|to train} {tool use|function calling|agents}.\n{functions|tools}: {get_price|find_hotel|run_query}(name, date)',
        '<{episode|trajectory|run}><{goal|task}>$goal</{goal|task}><{step|turn} n="1"><{thought|plan}/><{action|call}/><{observation|result}/></{step|turn}></{episode|trajectory|run}>\n{Expand|Fill|Complete} {this|the skeleton} {to|into} {a|the} {full|realistic} $run, {inventing|simulating} {every|each} $obs.',
      ],
    },
    {
      id: 'trajectory/role-play',
      user: [
        '{Play|Enact|Be|Act out} {an|the} $agent {at work|on the job}: {say|write} what {it|you} {thinks|plans}, {issue|write} the $act, then {play|be} the {tool|environment} {too|as well} and {write|make up} the $obs. {Go on|Continue} {for|until} {$n turns|the goal is reached}. {Goal|Mission}: $goal.',
        '{Imagine|Suppose|Pretend} {you have|there is} {a|an} {shell|browser|calendar|mail account|robot arm}. {Show|Write|$simulate} {the|a} {complete|typical|full} $run {in|with} which {an|the} $agent {manages|tries} to $goal: {every|each} $act, {the|each} $obs, {the|its} {reaction|next thought}.',
      ],
    },
    {
      id: 'trajectory/code-agent-sim',
      capabilities: ['agentic_tool_use', 'coding'],
      user: [
        '$simulate {a|the} {debugging|software engineering|repository} $run: {an|the} $agent {reads|opens} files, {runs|executes} {tests|commands}, {edits|patches} code {until|and} {tests|the build} pass{es|}. {Invent|Imagine} {file contents|command output|stack traces}. {Every|Each} {turn|step} {has|with} {thought|reason}, {command|$act}, {output|$obs}. {Issue|Bug}: $sentence{ For the $corpus.|}\n$code',
        '{Terminal|Shell|IDE} {session|recording} {to be|} {invented|simulated|synthesised}: {commands|$act} {and|with} {output|$obs} of {a|an} $agent {that|who} {fixes|implements|migrates} {this|the} {module|function}; {end|finish} with {a|the} diff {and|} {passing tests|a summary}.\n$code',
      ],
    },
    {
      id: 'trajectory/gui-sim',
      capabilities: ['computer_use', 'agentic_tool_use'],
      user: [
        '$simulate {a|the} {GUI|web|desktop|mobile|browser} $run: {screen|page} {described|in words}, {then|next} {click|type|scroll|tap} {with|and} {target|coordinates}, {next|resulting} {screen|page}, {until|till} {"$goal" is done|done}. {Screens|Pages} are {imagined|invented}. {Output|Write} {steps|the $run} $emitas {for|to train} {a|} {computer-use|web|GUI} {agent|model}.',
      ],
    },
    {
      id: 'trajectory/user-and-agent',
      user: [
        '$simulate {a|one} {service|support|booking} {conversation|session} in which {a|the} {customer|user} ({persona|profile}: $name, {impatient|vague|polite}) and {a|the} {tool-using|} $agent {interact|talk}; {the|} $agent {issues|makes} $act, {and|} {you|} {write|invent} the {tool|} $obs {as well|too}. {Goal|Scenario}: $goal. $emitas.',
        '{Be|Play} the {simulated|artificial|synthetic} {user|customer|caller} {against|for} {an|our} $agent {in|during} {a|its} {evaluation|training} {run|episode}: {one|short} {message|turn} at a time, {reveal|give} {details|facts} {slowly|only on request}, {stop|end} with {a token|"STOP"} when {the goal is|} {met|fulfilled}. {Goal|Scenario}: $goal.',
      ],
    },
    {
      id: 'trajectory/repair-extend',
      user: [
        '{Repair|Improve|Extend|Lengthen|Rewrite} {this|the} {failed|short|partial} $run {of|by} {a|an} $agent: {keep|retain} the {good|valid} {steps|calls}, {replace|invent} the {rest|$obs}, {reach|until} the goal. {Same|Keep the} format.\nThought: {find|open} the $thing\nAction: {search|open}("$thing")\nObservation: $log',
        '{Predict|Imagine|Write} the next {$n|$few} {steps|turns} of {the|this} $run{, {both|} $act and $obs|}: {you|} {are|play} {agent|the $agent} and {environment|tool} {at once|in one}.\n$log\nAction: {run|query}("$thing")\nObservation:',
      ],
    },
    {
      id: 'trajectory/pseudo-code',
      user: [
        'episode = []; while not {done|solved}: episode += [{think|plan}(), {act|call}(), {observe|result}()] # {invent|imagine|simulate} {results|observations}\n{Print|Emit|Show} {the|} {filled|full} episode for {goal|task} = "$goal", $emitas.',
        'ROLE = {agent|planner} + {environment|tools}; GOAL = $goal; {LOOP|REPEAT} {THOUGHT|PLAN} -> $act -> $obs ({made up|simulated}) UNTIL {SUCCESS|DONE}; {RETURN|OUTPUT} $run.',
      ],
    },
  ],
);
