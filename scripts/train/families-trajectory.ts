/** Trajectory generation: the output is a run (actions, observations, turns) made to be kept, or one rollout of a task set. */
import { families } from './family.ts';

export const TRAJECTORY = families(
  { intents: ['trajectory_generation'], capabilities: ['agentic_tool_use'] },
  [
    {
      id: 'trajectory/simulated-tools',
      user: [
        '{Simulate|Generate|Write|Synthesize|Produce} {a|the} {complete|full|realistic} {agent|tool-use|multi-step} {trajectory|episode|rollout|trace} {in which|where} {an|the} {agent|assistant} {solves|completes} {the|this} {task|goal} {using|with} the {given|following|available} {tools|APIs|functions}. {Alternate|Interleave} {Thought|Reasoning}, Action {, Action Input|} and Observation {steps|turns}; {invent|imagine|fabricate|simulate} {plausible|realistic} {tool outputs|observations|API responses|results}. {End|Finish} with {a|the} {final answer|Finish action}. {Output|Return} {JSON|the whole trajectory} {for training|}.\n\n{Task|Goal}: $goal in $place\nTools: {search|calendar|mail|browser}, {calculator|maps}',
        '{Act|Play|Behave} as {the|a} {simulated|mock|fake} {environment|tool server|API backend|shell|terminal} for {an|the} {agent|} {under training|being trained|rollout}. {Given|For} {each|the} {action|tool call|command}, {return|produce} {only|} {the|a} {realistic|plausible} {observation|tool result|stdout|response}{, {consistent|in line} with {earlier|the previous} {steps|state}|}. {Never|Do not} {help|explain|solve} the task.\n\nAction: {search|open|query}("$thing in $place")\nObservation:',
      ],
    },
    {
      id: 'trajectory/user-simulator',
      system: [
        '{Play|Act as|Be} {a|the} {simulated|} {user|customer} {interacting|talking} with {an|a} {agent|support agent|service agent}. {Your|The} {scenario|goal|instruction} {is|}: $goal. {Rules|}: {one|a single} {line|message} {each turn|per turn}, {as|like} a {real|simulated} {person|user} {would write|types}. {Reveal|Give} {details|the goal} {little by little|only when asked}. {Once|When} the {instruction|goal} is {satisfied|reached}, {output|say} {only|just} "{###STOP###|[END]|<done>}". {Paraphrase|Reword} the instruction{, never quote it|}.',
      ],
      user: [
        '{Agent|Assistant}: {Hi|Hello}, how can I help you today?',
        '$dialogue',
        '{Begin|Start} the {conversation|simulation}.',
      ],
    },
    {
      id: 'trajectory/benchmark-rollout',
      capabilities: ['agentic_tool_use', 'coding'],
      tools: 3,
      system: [
        '{You are|} {an autonomous|a software engineering} {agent|assistant} {with|in control of} a {computer|sandbox|shell|container}; {solve|complete} {the|each} {programming|} task {there|in it}.',
        '{Setting|SETTING}: an autonomous programmer {at|on} {a|the} command line{ in a container|}. {At|In} each {turn|step} {issue|give} exactly one {command|action} {and|, then} wait for the {observation|output}. {When|Once} {done|you are finished}, run submit.',
      ],
      user: [
        '<{uploaded_files|repository|workspace}>\n/{testbed|workspace|repo|sandbox/project}\n</{uploaded_files|repository|workspace}>\n{A|The} {$codelang|code} repository {is|was} {mounted|checked out|uploaded} {at|under} /{testbed|workspace|repo}. {PR description|Issue|Problem statement} {follows|below}:\n\n<{pr_description|issue|problem_statement}>\n$sentence\n</{pr_description|issue|problem_statement}>\n\n{Change|Edit} {as little as needed|only non-test files} {until|so} {the|all} {requirements|hidden tests} {are met|pass}. {Test files|Tests} {are {final|prepared}|stay untouched}. {Order of work|Steps}: {explore|find} the code, reproduce the {error|failure} {with|by} a {small|} script, {patch|fix} the source, {rerun|repeat} {it|the reproduction}, {consider|check} edge cases{; submit|}.',
        '{Solve|Complete|Work on} {this|the} {task|instance} {id|} {n|}$n {in|inside} the {sandbox|docker container|environment}. {You have|Budget:} {at most|up to} $n {steps|turns|tool calls}. {Log|Write} {each|every} {step|turn} as Thought / Action / Observation. {The|An} {automatic|hidden} {test|verifier|checker} {will|} {run|score|runs} {afterwards|the final state}. {Submit|Call finish|Echo DONE} when {complete|finished}.\n\nTask: $sentence',
      ],
    },
    {
      id: 'trajectory/orchestration',
      capabilities: ['agentic_tool_use', 'reasoning'],
      user: [
        '{Generate|Design|Write|Create} {a|} {multi-agent|planner-worker|orchestrator} {trajectory|transcript|episode}: {a|the} {planner|orchestrator|manager} {decomposes|splits} {the|} {goal|task} into {subtasks|a plan}, {dispatches|assigns} {them|each} to {worker|sub} agents, {collects|merges} {results|reports}, {and|} {recovers from|handles} {a|one} {failure|tool error}. {Show|Include|Record} {every|all} {message|tool call|handoff}s {with|as} JSON {so that|for} {it|the run} can be {replayed|used} {for|in} {imitation learning|agent training|behaviour cloning}.\n\nGoal: $goal',
        '{Plan|Write} {and|} {execute|roll out} {the|a} {agentic|long-horizon} task below, {recording|logging} {state|thought}, action, {result|observation} {and|,} reward {for|after} {each|every} step. {Continue|Keep going} until {success|termination} or $n steps. {Provide|Emit} {the|} {trajectory|episode} as {a|} {JSON|JSONL} {list|array}.\n\nTask: $goal in $place',
      ],
    },
    {
      id: 'trajectory/computer-use',
      capabilities: ['computer_use', 'vision', 'agentic_tool_use'],
      images: 1,
      user: [
        '{Given|From|Using} {the|this} {screenshot|accessibility tree|screen} and {the|} {goal|instruction|task} "$goal", {produce|generate|write|annotate} {the|a} {demonstration|trajectory|sequence of GUI actions|action trace} {for|to train|used to train} {a|} {computer-use|GUI|web} agent: {for|at} {each|every} step {give|write} {the|a} {thought|observation}, {the|} action ({click|type|scroll|drag|hotkey}) {with|and} {pixel|} coordinates, and the expected {next|} {screen|state}.',
        '{You are|Act as} {a|an} {GUI|desktop|browser} {agent|annotator}. {Record|Label|Write} {step-level|low-level} {instructions|thoughts} {for|behind} {each|this} {action|click} {in|of} {the|a} {recorded|demonstration} {episode|trajectory} {so that|for} {the|} {dataset|training data} {has|explains} {why|the intent of} {each|every} action. {Action|Previous actions}: click($n, $n); type("$thing"); {Next|Thought}:',
      ],
    },
    {
      id: 'trajectory/task-synthesis',
      intents: ['trajectory_generation', 'data_generation'],
      user: [
        '{Propose|Generate|Create|Synthesize} {$few|$many|new} {agent|tool-use|web navigation|terminal|computer-use} tasks {with|for} {the|this} {environment|sandbox|website|API|set of tools}, {each|every one} {with|having} {an initial state|a goal}, {a|the} {verification|checker|success} {script|function|criterion} and {the|a} {reference|expected|golden} {trajectory|action sequence|solution}. {Tasks|They} {must|should} be {realistic|verifiable|diverse} {and|,} {need|require} {several|$few} {steps|tool calls}. {Return|Output} JSON.\n\n{Environment|Tools}: {file system|mail client|shop|calendar}',
      ],
    },
    {
      id: 'trajectory/continue-episode',
      user: [
        '{Continue|Extend|Complete} {the|this} {agent|tool-use} {trajectory|trace|episode} {from|after} step $n. {Write|Generate} {the|} next {thought|action} {and|} {predicted|simulated} observation {until|through} {the|} {task|goal} {is|} {solved|done}, {keep|in} {the|} {exact|same} format{ so that it can be {parsed|used for SFT}|}.\n\nThought: {find|check} $thing\nAction: {search|read_file|run}("$thing")\nObservation: $log\nThought:',
        '{Rewrite|Correct|Improve} {the|this} failed {agent|} {trajectory|rollout} {into|so that it becomes} {a|} {successful|shorter|expert} {one|demonstration}: {keep|preserve} {valid|good} {steps|actions}, {replace|fix} the {wrong|erroneous} {action|step}, {regenerate|adjust} the {later|following} observations. {Output|Return} {the|} {corrected|new} {trajectory|episode}.\n\nAction: {run|open}("$thing")\nObservation: $log',
      ],
    },
    {
      id: 'trajectory/tool-simulator',
      user: [
        '{Be|Act as|Play} {a|the} {tool|API|function|server} {simulator|emulator|mock}: {read|use} the {API|tool|function} {documentation|schema|signature}, {take|look at} the agent\'s {call|request}, {and|} {make up|return|produce} {a|some} {plausible|realistic|valid} {JSON|} {response|result|return value}{; {stay|be} consistent with {previous|earlier} calls|}.\n\n{API|Tool}: search_flights(origin, destination, date)\nCall: search_flights("$place", "$place", "$date")\nResponse:',
        '{Simulate|Emulate|Play} {the|a} {website|web page|operating system|database|terminal} {after|in response to} {each|the} agent action {and|;} {describe|return} the {next|resulting} {state|observation|page|screen} {for|in} {the|a} {synthetic|simulated} {rollout|environment|episode}.\n\n{State|Page}: $log\nAction: {click|type|run} [$n]\nNext {state|observation}:',
      ],
    },
    {
      id: 'trajectory/expert-demo',
      user: [
        '{Write|Produce|Create} {an|a|the} {expert|gold|ideal} demonstration {of|in which} {an|the} {assistant|agent} {using|uses|calling|calls} {tools|functions} {over|across} {several|$few} turns: {user|human} {request|turn}, assistant {tool_call|function call}, tool {result|message}, {final|assistant} {reply|turn}. {Include|Cover} {an error|a missing argument|a clarification question}. {Format|Return} {as|in} {chat|messages|ShareGPT} {JSON|format} {with|using} tool roles{, for {agent|tool-use} {fine-tuning|SFT|training}|}.\n\nTools: {book_table|get_price|list_files}(name, date)\nTopic: $goal',
      ],
    },
    {
      id: 'trajectory/terminal-interface',
      capabilities: ['agentic_tool_use', 'coding'],
      system: [
        '{SETTING|Setup}: {you|an autonomous programmer}, {alone|autonomous}, {a|one} command line {with its own commands|inside a container}. {The interface|It} {shows|gives} {you|} {a|} {file viewer|window} of $n lines {at a time|}. {Your|Each} {response|reply} {must|should} {include|have} {a|one} {discussion|thought} and {one|a single} command. {When|Once} {satisfied|done} {with {all of|} the changes|}, {run|issue} the submit command.',
      ],
      user: [
        '{Open|Current} issue {of|in} {our|the} repository:\n$sentence\n\nINSTRUCTIONS: {solve|resolve} {this|the} issue on your own. {Edit|Change} {all the|} files {you need|} and run {any|} checks {you want|}. (Open file: n/a) (Current directory: /{repo|testbed}) bash>',
        '(Open file: {src|lib}/{main|core}.py) (Current directory: /{repo|testbed})\n$log\nbash>',
      ],
    },
    {
      id: 'trajectory/languages',
      user: [
        '请{模拟|生成|编写}一条{完整的|多步骤的}{智能体|Agent|工具调用}{轨迹|执行过程|交互记录}，{包含|按照}"思考"、"行动"、"观察"{步骤|格式}，{工具返回结果|观察结果}{由你|请}{合理|}{虚构|模拟}，用于{训练|微调}{智能体|大模型}。任务：$foreign',
        '{Genera|Simula} una trayectoria {completa|realista} de un agente con pasos de Pensamiento, Acción y Observación {usando|con} las herramientas {dadas|siguientes}, {inventa|simula} los resultados, para {entrenar|} {un agente|modelos}. Tarea: $foreign',
        '{Erzeuge|Simuliere} eine {vollständige|realistische} Agenten-Trajektorie mit Gedanke, Aktion und Beobachtung {für|zum} {das Training|Training eines Agenten}; {erfinde|simuliere} die Werkzeugausgaben. Aufgabe: $foreign',
      ],
    },
  ],
);
