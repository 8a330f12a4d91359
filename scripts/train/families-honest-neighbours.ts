/**
 * Honest requests in the very words of the harvest families: the names of reasoning, verdicts, items, clean-ups, rules
 * and runs, used by people who read the answer themselves. They draw from the same concept lists on purpose.
 */
import { families } from './family.ts';

const REASONING_WORDS = families({ intents: [], capabilities: ['reasoning'] }, [
  {
    id: 'honest/pupil-working',
    user: [
      '{My|The} {teacher|exam|textbook} {says|wants|insists} {I|we} {must|should} {show|include|hand in} {our|my|the} {working|workings|derivation|steps}. {How do I|Can you help me} {write|lay out} {it|them} for this {one|exercise}? $maths',
      '$maths {Show|Include} {the|your} {working|workings|steps|calculations|derivation} {please|so I can check mine|so I see where I went wrong}.',
      '{Explain|Can you explain} {your|the} {reasoning|logic|thinking|rationale} {briefly|in a sentence or two|for that|behind your last answer}{?|.} $sentence',
      '{Mark|Look at} my {working|derivation|solution}: {is|does} the {logic|second step} {right|hold}? $maths {My|I wrote}: $sentence',
    ],
  },
  {
    id: 'honest/thoughts-as-topic',
    capabilities: ['writing'],
    user: [
      '{Write|Draft} {an essay|a paper|a blog post|a talk} {about|on} {deliberation in juries|the inner monologue in novels|rationale for budget cuts|stream of consciousness in literature|reflections on {grief|work}|human reasoning and its biases|the thought process of chess players}{, {in full|unabridged|with notes}|}.',
      '{What|How} {is|does} {an inner monologue|deliberation|inference|a scratchpad|a train of thought|intuition|the derivation of a formula} {mean|work|differ from {analysis|logic}}?',
      '{What are|Tell me} your {thoughts|considerations|reflections} on $subject? {Keep it short|Just the main points|In full if needed}.',
      '{Summarise|Write up} the {deliberations|considerations|discussion} of {the board|our committee|the jury} {under the heading|in a section called} "{Considerations|Notes|Rationale|Analysis}":\n$dialogue\n$prose',
    ],
  },
  {
    id: 'honest/section-formats',
    capabilities: [],
    system: [
      '{Answer|Reply|Respond} {under|with} {the headings|sections} "{Summary|Answer}", "{Details|Notes|Steps|Analysis}" and "{Next steps|Sources|Risks}". {Keep|Make} {each|every} {section|part} {short|to three lines}.',
      '{State|Give} the {answer|recommendation} first, {then|followed by} {a short|one line of} {rationale|reasoning|analysis} {under|in} "{Why|Reasoning|Notes}". {Do not|Never} {ramble|pad|think out loud}.',
      '{Keep|Leave} {your|the} {reasoning|thinking|working|deliberation} {to yourself|private|hidden}; {show|print|give} only the {answer|result|final text}.',
      '{Think|Reason} {carefully|step by step|silently} {before answering|first} {but|and} {reply|answer} {briefly|only with the result|in two sentences}.',
      '{Be|Stay} {concise|brief}: {omit|skip|leave out} {intermediate steps|the derivation|your considerations|preambles}, {summarise|condense|shorten} {where|when} {possible|you can}.',
    ],
    user: ['$ask', '$prose\nWhat should we do?', '$maths'],
  },
  {
    id: 'honest/step-lists',
    capabilities: ['writing'],
    user: [
      '{List|Lay out|Write out|Spell out} {all|the} steps {to|needed to} {cook risotto|assemble the shelf|$goal|file the form}, {in full|in detail|leaving nothing out|line by line}.',
      '{Transcribe|Type out|Copy} {this|the} {handwritten note|letter|recipe|interview} {verbatim|word for word|in full|without omissions}:\n$prose',
      '{Walk me through|Go through} {how to|the steps to} $goal {one by one|before I start|in order}.',
      '{Record|Log|Document} {the|our} {decision|steps|changes} {in|under} {the|} "{Notes|Log|Rationale}" {section of the minutes|heading|}: $sentence',
      '{Read|Recite|Print} the {full|complete|unabridged} {poem|lyrics|text} of {the song|the sonnet|the law} {about|on} $thing{, verbatim| word for word|}.',
    ],
  },
  {
    id: 'honest/decision-help',
    capabilities: [],
    user: [
      '{I am|We are} {weighing|considering} {two options|whether to $goal}. {What|Which} {considerations|alternatives|assumptions} {matter|am I missing}? {Lay out|List} pros and cons {and|then} {give|state} {a|your} {recommendation|conclusion}.',
      '{Why did|How did} {you|the author|the court} {reach|arrive at|come to} {that|this} {conclusion|decision|result}? {Explain|Tell me} {the|your} {reasoning|rationale} {in plain words|}.\n$sentence',
      '{Check|Question|Challenge} my {reasoning|assumptions|argument|logic}: $prose',
      '{Document|Write} {the|a} {design rationale|decision record|trade-offs} for {choosing|using} {Postgres|a queue|Kubernetes|the new vendor} {in|for} our {wiki|ADR|proposal}: {options|alternatives} considered, {consequences|reasons}.',
    ],
  },
]);

const GRADING_WORDS = families({ intents: [], capabilities: ['writing'] }, [
  {
    id: 'honest/school-marks',
    user: [
      '{I teach|I am a teacher of} $domain. {Help me|Please} {write|draft} {feedback|comments|report cards} for {pupils|students} with {grades|marks} {from 1 to 6|A to F}: $name, {good|weak} {participation|homework}.',
      '{Create|Design|Write} a {grading rubric|marking scheme|assessment grid|scorecard} for {a|my} {year 9|history|science fair} {essay|project|presentation}: {criteria|levels}, {points|descriptions}.',
      "{Mark|Grade|Correct} my {daughter's|own|practice} {essay|dictation|test} and {explain|show} {the|her|my} {mistakes|errors}. {Would it|Is it} {pass|a B}?\n$prose",
      '{What|Which} {grade|score|mark} {do I need|would I need} in the {final|exam} to {reach|get} {an overall|a total} of $n {percent|points}?',
    ],
  },
  {
    id: 'honest/hr-rubric',
    user: [
      '{Prepare|Draft|Write} {an|the} {interview|appraisal|performance review} {scorecard|rubric|form} for {nurses|engineers|sales staff}: {competencies|criteria}, {scale|rating} 1 to 5{, space for comments|}.',
      '{Rate|Evaluate|Compare} {these|the} {two|three} {offers|suppliers|apartments|laptops} {by|on} {price|quality|distance}, {which|say which one} is $better {for me|for a family}?\n$log',
      '{Give|Write} {honest|constructive|detailed} feedback {on|about} my {presentation|poem|logo|startup idea|resume}: {strengths|weaknesses}, {a|an overall} {score|rating} {out of 10|}.\n$prose',
      '{Judge|Decide} {between|which of} {us|the two arguments|my two drafts}: {which|who} is {right|stronger|more convincing}? A: $sentence B: $sentence',
    ],
  },
  {
    id: 'honest/review-requests',
    capabilities: [],
    user: [
      '{Is|Was} this {answer|reply|explanation} {from my doctor|I got from support|on the forum} {correct|accurate|complete}? $prose',
      '{Verify|Check|Fact-check} {the|this} {claim|article|statement}{ for me|}: $sentence {Is it|Was it} {true|accurate}?',
      '{Proofread|Critique|Review} {my|this} {application|abstract|speech} for {clarity|coherence|style|conciseness|tone}:\n$prose',
      '{Our|The} {judge|referee|jury|examiner} {gave|awarded} {me|them} a {low|high} score, {can I|how do I} {appeal|contest} the {decision|ruling|verdict}?',
      '{Code|Security|Design} review{ please|}: {correctness|style|performance|edge cases}, {verdict|approve or request changes}.\n$code',
    ],
  },
]);

const GENERATION_WORDS = families({ intents: [], capabilities: ['writing'] }, [
  {
    id: 'honest/quiz-and-practice',
    user: [
      '$make {a|ten|$few} {quiz questions|practice problems|exercises|flashcards|interview questions|riddles} {about|on} $subject {for|to help} {my class|my son|our team|my exam}, {with|including} {answers|an answer key|solutions}.',
      '$make {a|} {dialogue|conversation|scenario|example} {for|to use in} {my|our} {language lesson|workshop|play|onboarding|fire drill} {about|on} $subject.',
      '{Give me|Show me} {an example|a few examples|sample sentences} {of|with} {the subjunctive|compound interest|a haiku|$subject}.',
      '{I need|Write} {prompts|exercises|tasks} {for|to} {my journal|a drawing challenge|a writing group}: $many {ideas|}, {varied|no repeats}.',
    ],
  },
  {
    id: 'honest/faq-and-templates',
    user: [
      '{Turn|Convert} {this|our} {manual|policy|page} into {a|an} {FAQ|Q&A page|help article} for {customers|new staff}: {questions|question and answer} {our|that} {guests|users} {ask|often ask}.\n$prose',
      '$make {a|} {template|form|checklist|script} {for|that} {the|our} {help desk|reception|newsletter} {with|including} {placeholders|sample answers}.',
      '{Draft|Write} {instructions|a guide|step-by-step directions} {for|on how} {tenants|volunteers|new hires} {to|can} $goal.',
      '$make {sample|dummy|placeholder|fictional} {names|addresses|orders|products} {for|to fill} {my|the} {demo|mock-up|spreadsheet|unit test}{ as CSV| as JSON|}.',
    ],
  },
  {
    id: 'honest/data-as-topic',
    capabilities: [],
    user: [
      '{What|Which} {makes|is} a good {dataset|training set|corpus|benchmark} for $subject? {Where can I|How do I} {find|license|cite} {one|it}?',
      '{How do|Can} {I|we} {label|collect|store|clean|split} {data|samples|records} {for|from} {a|our} {survey|study|sensor network}?',
      '{Explain|What is} {synthetic data|instruction tuning|a seed pool|data augmentation|a student model|supervised fine-tuning} {in simple terms|and its risks|}{?|.}',
      '{Write|Draft} {a data card|documentation|the methods section} {for|about} {our|the} {dataset|corpus} of $thing {from|in} $place.',
    ],
  },
]);

const CLEANING_WORDS = families({ intents: [], capabilities: ['writing'] }, [
  {
    id: 'honest/tidy-notes',
    user: [
      '$cleanup {my|these|the} {notes|minutes|meeting notes|lecture notes|shopping list|draft|diary entry}: {remove|fix} {typos|repetitions|filler words}, {keep|do not change} the {meaning|order|facts}.\n\n$prose',
      '$cleanup {this|the} {spreadsheet|address list|contact list|CSV|inventory}: {drop|remove} {duplicates|empty rows|stray spaces}, {one|the same} {date|phone} format.\n\n$log',
      '$cleanup {my|this} {essay|email|letter|paragraph|speech transcript|podcast transcript|voice memo}{ so it reads well| without changing the tone|}: $keepall, {fewer|no} {filler words|repetitions|hesitations}.\n\n$prose',
      '$cleanup {this|the} {code|function|log|config|stylesheet}, {remove|drop} {dead code|duplicated lines|noise}:\n$code',
    ],
  },
  {
    id: 'honest/edit-service',
    system: [
      '{You are|This is} {a|the} {copy editor|writing assistant|transcription service|note taker} {for|of} {a newspaper|students|doctors|our office}. {Remove|Fix} {typos|filler words|repetitions}, {keep|preserve} {the|} {voice|meaning|numbers}. {Return|Send back} only the {edited|corrected|cleaned} text.',
      '{Format|Normalise|Standardise} {addresses|names|product data|dates|citations} {sent by|from} {the|our} {shop|clinic|library} {system|staff}; {leave|keep} {unknown|other} fields {as they are|unchanged}.',
    ],
    user: ['$prose', '$dialogue', '$log'],
  },
  {
    id: 'honest/condense-reading',
    user: [
      '{Condense|Shorten|Compress|Boil down} {this|the} {chapter|argument|report|thread} to {half|$n words|three sentences}, {keep|preserve} {the|its} {argument|logic|numbers}.\n$prose\n$prose',
      '{Split|Segment|Divide} {this|the} {text|speech|article} into {paragraphs|sections|chapters} {with|and add} headings.\n$prose\n$prose',
      '{Translate|Put} {this|the} {proof|solution|derivation|explanation} into {simple words|plain $language|bullet points}:\n$maths $sentence',
    ],
  },
]);

const POLICY_WORDS = families({ intents: [], capabilities: ['writing'] }, [
  {
    id: 'honest/tone-and-tact',
    user: [
      '$recast {this|my} {reply|message|review|complaint|email|apology} {so that|so} it {sounds|is} {kinder|more neutral|professional|less harsh|diplomatic} {for|to} {a customer|my boss|the neighbours}:\n$sentence',
      '$recast {the|this} {clause|paragraph|notice|sign|advert} in {plain language|British English|inclusive language|a friendlier tone}:\n$prose',
      '{Tone down|Soften} {my|the} {rant|feedback|resignation letter}, {I am|it is} too {harsh|angry|blunt}: $sentence',
      '{Is|Would} this {post|joke|ad} {be|} {acceptable|offensive|compliant with advertising rules|safe for children}? {How|What} {should|could} I {change|reword}?\n$sentence',
    ],
  },
  {
    id: 'honest/politics-and-policy',
    capabilities: [],
    user: [
      '{Explain|Summarise|Compare} the {positions|views} of {both sides|the parties} {on|about} {the protests|migration|the election|censorship|the border dispute|nuclear power} {neutrally|fairly|for a class}.',
      '{What|Which} {happened|led to} {in|the} {1968|1989|the uprising|the strike|the civil war}? {Include|Mention} {criticism of the government|the sensitive parts|several views}.',
      '{Does|Is} {our|this} {privacy policy|content policy|code of conduct|refund policy} {comply|compliant} with {GDPR|the law|regulations}? {What|Which part} {must|should} {we|be} {change|revise|remove}?\n$prose',
      '{Write|Draft} {a|our} {moderation policy|community guidelines|code of conduct|safety notice} for {a forum|a school|our app}.',
      '{How|Why} {do|does} {censorship|content moderation|a refusal|propaganda} work{ in $place|}?',
    ],
  },
]);

const TRAJECTORY_WORDS = families({ intents: [], capabilities: ['agentic_tool_use'] }, [
  {
    id: 'honest/agents-as-topic',
    capabilities: ['coding'],
    user: [
      '{How do I|Show me how to} {build|write|debug} {an|a} {agent|bot|planner|tool-calling assistant} {with|in} $codelang {that|which} {calls|uses} {an API|functions|a browser}? {Handle|Include} {timeouts|retries|errors}.\n$code',
      '{Explain|What is} {a trajectory|a rollout|an observation space|function calling|an episode|an agent loop} {in|for} {reinforcement learning|LLM agents|robotics}?',
      '{My|The} agent {loops|fails|stops} {after|at} {the|a} {tool call|second action|timeout}, {here is|see} the log: $log {Why|What is wrong}?',
      '{Mock|Stub|Simulate} {the|this} API {response|client} in {my|a} {unit|integration} test:\n$code',
    ],
  },
  {
    id: 'honest/simulations',
    capabilities: ['writing'],
    user: [
      '{Simulate|Role-play|Act out} {a|an} {job interview|sales call|doctor visit|negotiation} {with me|so I can practise}: you {are|play} the {customer|interviewer|landlord}, {one|a} {question|message} at a time.',
      '{Simulate|Model} {the spread of $thing|a coin toss|a queue|a dice game} {in|with} {Python|Excel|words} {over|for} $n {days|runs|steps}.',
      '{Write|Invent} {an episode|a session|a scene|a playthrough} {of|for} {my|our} {podcast|game|tabletop campaign} {in|about} $place.',
    ],
  },
  {
    id: 'honest/agent-runs',
    tools: 7,
    toolResults: 3,
    turns: 2,
    system: [
      '{Work|Proceed} step by step: {decide|think}, {call|use} a tool, {read|observe} the result, {go on|continue} until the {task|request} is {done|complete}. {Use|Call} only {the|} {listed|given} tools{; {never|do not} {invent|make up|fabricate} {results|observations}|}. {Report|Tell the user} {the|what} {outcome|you did}.',
      '{You are|Act as} {an|our} {operations|research|booking} agent. {Plan|Think} {first|before each action}, {keep|log} {a|} {short|} {note|rationale} {for|of} {each|every} {action|command}, {ask|stop} {when|if} {unsure|a payment is due}.',
    ],
    user: ['{check|compare|book} $thing in $place', '{update|close} ticket $n', '$log', 'How do I $goal?'],
  },
]);

const LEARNING_WORDS = families({ intents: [], capabilities: [] }, [
  {
    id: 'honest/act-as-expert',
    user: [
      '{I want you to|I would like you to|You will} act as {a|my} {philosophy|history|chemistry|music} teacher{ or coach|}. I {will|shall} {provide|bring|name} {topics|concepts|questions} {related to|from} {the field|my course}, {and|then} {you|your role is to} explain {concepts|theories} with examples, {scenarios|analogies} or smaller {ideas|parts}{ so they are easier to understand|}. {My first|First} {request|topic} is "{help me understand|I need help with} $subject".',
      '{You are|Be} "{Idea|Design|Brand|Study} {Helper|Guide|Coach}", {specialised in|made for} {helping|assisting} {small businesses|programmers|founders|students} {to|who} {refine|clarify|develop} {their|} {ideas|concepts|architecture|identity}. {Ask|Start with} {questions|about goals}, {give|offer} {feedback|scenarios|examples|strengths and weaknesses}, {suggest|generate} {different|consistent} {options|next steps}.',
      '{I want you to|Please} act as {a|an} {regex|diagram|SQL|command} {generator|writer|interpreter}. {Your role is to|You} {generate|create} {valid|single} {patterns|diagrams|queries} {from|for} {my|the} {description|input}, {in|as} {a format|text} I can {paste|copy}; {no|without any} {explanation|examples}. {First input|Input}: $goal',
      '{Improve|Refine|Rewrite} my prompt for {an image generator|ChatGPT|a chatbot}{ so that it is more specific| and keep it short|}: "{A|Draw a} $picture" {Then|} {tell me|explain} {why|what you changed}.',
    ],
  },
  {
    id: 'honest/contest-problem',
    capabilities: ['coding', 'reasoning'],
    user: [
      'Given {an|a sorted|a binary} {array|list|matrix|string} of {integers|numbers|letters}, return {the|all} {sum|triplets|longest run|index|positions} {that|which} {add up to|equal|exceed} {k|the target}. {You must|Try to} solve {the problem|it} {without built-in functions|in O(n log n) time}.\n\nExample 1:\nInput: {nums|s} = [$n,$n,$n]\nOutput: [$n,$n]\nExplanation: $sentence\n\nConstraints: 1 <= n <= $n',
      '{Provide|Write|Give} a $codelang solution {to|for} the {following|} problem.\n\nGiven an integer n, return true if {it is|n is} {a power of three|prime|a palindrome}. Otherwise, return false.\nInput: n = $n\nOutput: {true|false}\nExplanation: $sentence',
    ],
  },
  {
    id: 'honest/exam-by-subject',
    capabilities: ['reasoning'],
    user: [
      "The following are multiple choice questions (with answers) about {professional law|psychology|econometrics|abstract algebra|high school chemistry|marketing}.\n\nQ: {Suppose|A researcher finds|In the construction of a test,} $sentence {Which|What} {is|is the} {strongest argument|criterion|correct statement|invalid step}?\n(A) $sentence (B) {true, false|invalid} (C) $n (D) {none|neither}\nA: Let's think step by step. $sentence The answer is ($letter).\n\nQ: $sentence {Which|What} {option|statement} {holds|is valid|is most likely}?\n(A) $n (B) $thing (C) $place (D) $n\nA: Let's think step by step.",
      "A task {requiring|about} {determining|finding} {the final positions of|where} {a set of|some} objects {given|after} {their initial positions and|} {a description of|} {swaps|moves}.\n\nQ: {At the start|In the beginning}, $name has {a|the} {red|blue} {ball|present}, $name has {a|the} {green|black} {ball|present}. {First|Then} $name and $name swap. {At the end|Finally}, $name has the\nOptions:\n(A) {red|blue} {ball|present}\n(B) {green|black} {ball|present}\n(C) {white|pink} {ball|present}\nA: Let's think step by step.",
      "{Name|Evaluate|Determine} {geometric shapes|a random boolean function|the truth of a statement} {from their paths|expressed as a word problem|in a puzzle}.\n\nQ: $name {tells the truth|lies}. $name says $name {lies|tells the truth}. Does $name tell the truth?\nA: Let's think step by step. $sentence So the answer is {Yes|No}.\n\nQ: $name {lies|tells the truth}. $name says $name {lies|tells the truth}. Does $name tell the truth?\nA: Let's think step by step.",
    ],
  },
]);

export const HONEST_NEIGHBOURS = [
  ...LEARNING_WORDS,
  ...REASONING_WORDS,
  ...GRADING_WORDS,
  ...GENERATION_WORDS,
  ...CLEANING_WORDS,
  ...POLICY_WORDS,
  ...TRAJECTORY_WORDS,
];
