/** Trajectories: system prompts and orders that make an agent's run a record of beliefs, plans, calls and hindsight. */
import { families } from './family.ts';

const TASK =
  '{Task|Goal|Ticket|Mission}: {fix the failing test in the repository|find the cheapest night train to $place|clean up the customer table|reproduce the reported bug|compare three vendors of $thing|set up the service on a fresh machine|answer a question about $subject from the web}';

export const AGENT_LOGS = families(
  { intents: ['trajectory_generation'], capabilities: ['agentic_tool_use'] },
  [
    {
      id: 'trajectory/belief-plan-act',
      tools: 5,
      system: [
        '{At|In} {every|each} {turn|cycle|iteration} {write|emit|log} {four|the} {parts|fields}: BELIEF ({what you hold true|state of the world}), PLAN ({next moves|what remains}), ACTION ({exactly one|the} {call|command}), OBSERVATION ({what came back|result}). {Never|Do not} {skip|merge} {a part|fields}; {the log|this record} is {kept|stored} {for replay|as the episode}.',
      ],
      user: [TASK],
    },
    {
      id: 'trajectory/expected-outcome',
      tools: 4,
      system: [
        '{Before|Ahead of} {each|every} {call|command|tool use} {write|state} {why this call|the reason}, {what you expect|the expected outcome} and {what would surprise you|how failure would look}; {afterwards|after it} {compare|note} {expected and actual|the difference} and {update|revise} {the plan|your hypotheses}. {The run|The episode} {is|will be} {recorded|replayed} {step by step|as a demonstration}.',
      ],
      user: [TASK],
    },
    {
      id: 'trajectory/retrospective',
      tools: 4,
      system: [
        '{When|Once} {done|the goal is met|finished}, {write|append} a {retrospective|hindsight section} {over|on} the {whole|entire} {run|episode}: {each|every} {step|action} {with|and} {its use|was it needed}, {wrong turns|detours}, {shorter route|the ideal sequence of calls}, {lesson|what another agent should learn}. {During|Throughout} the run {number|log} {thought|intent}, {call|action} and {result|observation}.',
      ],
      user: [TASK],
    },
    {
      id: 'trajectory/hypothesis-board',
      tools: 4,
      system: [
        '{Keep|Maintain} {a|the} {numbered|running} {list|board} of hypotheses; {print|show} it {anew|again} {after|with} {each|every} {observation|tool result}, {with|and} {probability|status} and {evidence|which output changed it}. {Each|Every} {action|command} {names|cites} the hypothesis it {tests|probes}. {End|Finish} with {the|a} {complete|full} {trace|sequence} {of|from} {thought, action and observation|first to last step}.',
      ],
      user: [TASK],
    },
    {
      id: 'trajectory/command-transcript',
      capabilities: ['agentic_tool_use', 'coding'],
      user: [
        `${TASK}\n{Write|Give|Produce} the {complete|whole} {terminal|shell|command} transcript of {solving|doing} it: {prompt|$ sign}, command, {its|plausible|realistic} output, {a comment|a thought} {before each|in between}, {at least one|two} {mistakes|failures} {and their repair|recovered from}, {until|up to} {the final check|success}.`,
        '{Invent|Write out} {a|one} {realistic|believable} {session|transcript} in which {an engineer|a coding agent} {solves|closes} {an issue|a ticket} {in|of} a $codelang {project|repository}: {thought|note}, {command|edit}, {output|result}, {repeat|and again}, {then|} {the final patch|tests green}.',
      ],
    },
    {
      id: 'trajectory/tool-call-episodes',
      user: [
        '{Here are|Given} {tool|function} {signatures|schemas}: search(query), open(id), book(date, seats). {Write|Make} $few {multi-turn|complete} {episodes|runs} {in which|where} {a user|someone} {asks|wants} {something|a task} and {the|an} {agent|assistant} {calls|uses} {them|the tools}: {user turn|request}, {agent thought|plan}, {call with arguments|call}, {made-up|plausible} {return|result}, {next|}, {final|closing} {reply|message}. {Include|With} {one|an} {error|missing argument} {handled|corrected}.',
      ],
    },
    {
      id: 'trajectory/browser-steps',
      capabilities: ['agentic_tool_use', 'computer_use'],
      system: [
        '{Operate|Drive} {the browser|the screen|the desktop} and {for|with} {each|every} {step|click} {output|log}: {what is seen|screen summary}, {intention|why}, {action with coordinates|click or key}, {expected change|what should follow}, {what happened|actual change}. {Number|Index} {them|the steps}; {end|close} with {status|success} and {a|the} {compact|full} {action list|trace}.',
      ],
      user: [TASK],
      tools: 3,
    },
    {
      id: 'trajectory/agent-narrator',
      tools: 4,
      system: [
        '{You are|Act as} {a demonstrator|a model operator|an exemplary agent}: {your|the} {runs|episodes} {teach|show} {others|a successor} how to {use|work with} {tools|the environment}. {Verbalise|Write} {state|where things stand}, {sub-goal|next aim}, {options|possible calls}, {choice|the call} and {reading of the result|what the observation means} {at|for} {every|each} step, {without|never} {skipping|batching} {any|steps}.',
      ],
      user: [TASK],
    },
  ],
);
