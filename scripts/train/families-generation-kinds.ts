/** Data generation by kind of item (dialogues, captions, seeds, personas, tool calls, tables), with and without words like dataset. */
import { families } from './family.ts';

export const GENERATION_KINDS = families({ intents: ['data_generation'], capabilities: ['writing'] }, [
  {
    id: 'generation/visual-dialogue-notes',
    system: [
      '{You get|You are given} {a description|notes|a text} of {an image|a picture|a photo} you cannot see. {Write|Compose} {a conversation|an exchange|questions and answers} {between|of} {a person|someone} {looking|who asks} and {an assistant|a guide} {who sees it|answering as if seeing it}: {counts|positions}, {colours|actions}, {what may happen next|background}. {Only|Just} {questions|things} {with|that have} {a certain|a definite} answer.',
    ],
    user: ['$scene', '$scene $scene'],
  },
  {
    id: 'generation/scene-caption-sets',
    user: [
      '{For|From} {each|every} {scene|description} {below|given}, {write|give} {a short caption|one line}, {a long caption|a rich paragraph}, {a question that needs inference|a why-question} and {its|the} {worked|full} answer; {label|number} {the four|them}; {same order|keep the index}.\n1. $scene\n2. $scene',
      '{Describe|Caption} {the following|this} {layout|scene} {in $few ways|as five different people would}, {then|and} {add|write} {$few|} {complex|demanding} questions {whose answers|that} {require|need} {thinking|combining details}, {each|all} {answered at length|with the answer worked out}.\n$scene',
    ],
  },
  {
    id: 'generation/qa-from-notes',
    user: [
      '{From|Out of|Based on} $source, {write|make|form} $many {questions|question and answer sets} {a reader|a learner|somebody} could ask, {each|all} with {a worked|a complete|a self-contained} answer {that does not mention|without reference to} {the text|the source}. {Spread|Cover} {facts|what, why and how}, {inference|comparison}, {calculation|what-if}. {Format|Write}: Q: / A:\n\n$prose',
    ],
    system: [
      '{Input|You receive}: {a page|a passage|notes}. {Output|You return}: $n {items|objects}, {each|every} with question, answer, {evidence|source sentence} and {level|difficulty}; {questions|they} must {stand alone|make sense without the page}; {no|never} {yes-no questions|repetition}.',
    ],
  },
  {
    id: 'generation/exercise-from-seed',
    user: [
      '{Take|Use} {the|this} {seed|example|snippet} {as|for} {inspiration|a spark} and {create|invent|write} {a new|one original} {exercise|problem} {that is|} {self-contained|different in subject}, {followed by|and then} {a|its} {correct|complete} solution. {Headings|Use}: [{Exercise|Problem}] [{Solution|Answer}]\n\n$code',
      '{Seed|Example}: $problem\n{Write|Make} $few {variants|siblings|offspring} {of it|}: {new numbers|new story}, {one twist|an extra condition}, {reversed|what is asked is now given}; {each|all} {with|and} {checked|worked} {solution|answer}.',
    ],
  },
  {
    id: 'generation/instruction-by-topic',
    system: [
      '{For|On} {each|every} {topic|keyword|tag} {in|of} the {message|list}, {return|write} {an instruction|a request} {as|like} {a real user|someone} would {type|phrase} it ({terse|chatty|with typos|formal}) and the {ideal|best possible|exemplary} {response|reply}. {JSON|One object} per {line|topic}: "{instruction|request|user}", "{response|output|assistant}".',
    ],
    user: [
      '$subject; $subject; $domain',
      '{Topics|Tags}: $subject, $domain, $subject',
      '$domain / $subject / {beginner|advanced}',
    ],
  },
  {
    id: 'generation/persona-requests',
    user: [
      '{Invent|Make up|Draw up} $many {people|personas}: {age, job, mood|background and goal}. {For|As} {each|every one}, {write|note} {the|a} {message|question} {they|she or he} would {send|put} to {a chatbot|an AI helper} {about|on} $subject, and {a|the} {fitting|model} {answer|reply}.',
      '{Persona|Profile}: {a retired miner|a nurse on nights|a young baker} from $place. {Write|Compose} {a task|a maths problem|a request|an instruction} {this person|such a person} {would|might} {pose|bring} to {an assistant|a model}{, then {solve|answer} it|}. {Give|Output} {nothing else|only that}.',
    ],
  },
  {
    id: 'generation/function-call-samples',
    capabilities: ['writing', 'agentic_tool_use'],
    user: [
      '{Function|Tool|API}: {get_weather(city, day)|create_invoice(client, sum)|find_route(from, to)}. {Write|Give|Make} $many {user sentences|utterances} {that|which} {call for|should trigger} it and the {exact|matching} {call|arguments as JSON}; {mix|include} {missing arguments|ambiguous ones|ones where no call fits}.',
      '{Here is|Take} {a|the} {tool list|catalogue of functions}. {Compose|Write} {queries|requests} {needing|that need} {one|two|a chain of} {calls|tools} and {annotate|pair} {each|them} with the {correct|gold} {call sequence|arguments}. {$many in all|JSONL}.',
    ],
  },
  {
    id: 'generation/synthetic-tables',
    capabilities: ['data_analysis'],
    user: [
      '{Fabricate|Synthesise|Make up} $n {rows|records} {of|for} {patients|transactions|claims|sensor readings} with {label|class} and {a short|free-text} {note|reason}, {class balance|share of positives} $n percent, {correlations|dependencies} {as in|like} {the sample|real ones}, {some|a few} {noisy|mislabelled|borderline} {cases|rows}. CSV{, {no|without} commentary|}.\n$log',
    ],
  },
  {
    id: 'generation/paraphrase-sets',
    user: [
      '{For|Of} {each|every} {sentence|question|query} {give|write} $few {paraphrases|rewordings}: {one formal|one like a child|one with slang|one very short}, {same meaning|equal intent}, {and|plus} {two|one} {near-miss|sentences} {that {looks|look} alike but {means|mean} something else|as hard negatives}.\n- $sentence\n- How do I $goal?',
    ],
  },
  {
    id: 'generation/difficulty-ladder',
    user: [
      '{Build|Make|Write} a {ladder|staircase|progression} of $many {tasks|problems} {on|about} $field: {rung|level} 1 {trivial|one step}, {each|every next} {rung|level} {adds|needs} {one more|a further} {idea|constraint|step}; {give|attach} {solution|worked answer} and {what makes it harder|the added skill}.',
      '{Make|Turn} {this|the} {prompt|task|question} {harder|more demanding} in $few {ways|steps}: {add a constraint|deepen|require several steps|rarer subject}, {each|always} {answerable|reasonable for a human}; {print|give} {each|every} version {and|with} {an|its} answer.\n$problem',
    ],
  },
  {
    id: 'generation/counter-examples',
    user: [
      '{For|To} {each|every} {rule|claim|statement} {write|give} $few {cases|examples} {that satisfy|where it holds} and $few {counter-examples|that break it} {differing|that differ} {as little as possible|in one detail}; {mark|label} {them|each} {1|yes} or {0|no} {and|with} {a reason|why}.\n- $sentence',
    ],
  },
  {
    id: 'generation/rubric-with-sample',
    user: [
      '{For|To} $n {open|essay|practical} {questions|prompts} {in|on} $domain {write|produce}: the {question|prompt}, {a|the} {rubric|point list}, {a|one} {full-mark|excellent} {sample answer|answer}, {a|one} {middling|flawed} {answer|attempt}; {keys|fields}: question, rubric, good, poor.',
    ],
  },
  {
    id: 'generation/dialogue-scripts',
    user: [
      '{Write|Produce|Generate} $many {short|separate|natural} {dialogues|chats} {between|of} {a caller|a customer|a pupil|a patient} and {an agent|an assistant|a helper} {about|on} {$subject|billing|a late parcel}: {different|varied} {moods|openings|outcomes}, {4 to 8|six} turns, {annotated|tagged} with {intent|slot values|act} {per|for each} turn.',
    ],
    system: [
      '{Continue|Extend|Play both sides of} the {chat|conversation} {for|over} $n turns: USER {asks|follows up} {as a curious|as a real} person {would|does}, ASSISTANT {replies|answers} {in full|helpfully}. {Fresh|New} {subject|angle} {each|every} {time|run}; {print|return} {both sides|all turns} {with|under} {role|speaker} {labels|names}.',
    ],
  },
  {
    id: 'generation/bare-lists',
    user: [
      '{Another|Next|Give me} $many{,|} {none|nothing} {like|close to} the {ones|list} {so far|before}: {task|instruction}, {input if needed|input}, {output|solution}.\n1. How do I $goal?\n2. $problem',
      '{Continue|Go on with} the {list|numbering} {up to|until} $n; {each|every} {entry|line} {a new|another} {kind|type} of {task|request} {a person|a user} {could|might} {give|put to} {an assistant|a machine}, {with|plus} {its|the} {answer|output}.\n1. $problem',
    ],
  },
  {
    id: 'generation/code-tasks',
    capabilities: ['coding'],
    user: [
      '{Write|Design} {a|one} {programming|coding} {task|challenge} {around|inspired by} {this|the} {fragment|snippet}: {statement|description}, {signature|interface}, {reference|correct} {solution|implementation} in $codelang, {and|plus} {unit tests|asserts} {that|which} {check|verify} it. {Independent|Do not refer to} {of|} the {fragment|snippet}.\n$code',
      '{For|Per} {function|snippet} {produce|give}: {docstring|a natural-language description}, {a buggy variant|a broken copy}, {the fix|explanation of the bug}, {three|$few} {input and output examples|tests}. {JSON|Fields} {only|}.\n$code',
    ],
  },
  {
    id: 'generation/reading-comprehension',
    user: [
      '{Read|Take} $source and {produce|write} {$n|a set of} {multiple-choice|cloze|true-false|open} {items|questions}: {stem|question}, {four options|distractors}, {key|right letter}, {explanation|why the others are wrong}, {skill tested|tag}. {No overlap|Distinct} {between items|}; {JSON list|one item per line}.\n\n$prose',
    ],
  },
  {
    id: 'generation/knowledge-restated',
    user: [
      '{Restate|Retell|Rewrite} $source {in|as} $few {forms|styles}: {an encyclopaedia entry|a textbook section}, {a dialogue|questions and answers}, {a list of facts|a lecture}; {keep|preserve} {all|every} {fact|number}; {each|every} {form|version} {complete|self-contained}.\n\n$prose',
    ],
  },
  {
    id: 'generation/preference-couples',
    user: [
      '{Prompt|Request}: $problem\n{Write|Give} {two|a couple of} {replies|answers}: {a strong one|one a careful expert would give} and {a weaker one|one with a subtle flaw} ({plausible|hard to spot|polite but wrong}); {label|mark} {them|which is which} {and|,} {name|describe} {the flaw|the difference}. Fields: {good|chosen}, {bad|rejected}.',
    ],
  },
  {
    id: 'generation/topic-breakdown',
    user: [
      '{Split|Divide|Break} {the field of|} $domain into $many {topics|areas} and {each|every} into $few {subtopics|skills}; {for|under} {each|every} {leaf|subtopic} {write|put} {three|$few} {questions|tasks} {people|users} {ask|bring} {an assistant|AI}. {Tree|Nested list|JSON}.',
    ],
  },
  {
    id: 'generation/translation-pairs',
    capabilities: ['translation'],
    user: [
      '{Produce|Write} $many {sentence pairs|parallel sentences} $language and $language {about|on} $subject, {varied|mixed} {length|register}, {idioms included|some colloquial}, {tab-separated|one pair per line}, {natural|never literal} on both sides.',
    ],
  },
  {
    id: 'generation/maths-worked',
    user: [
      '{Invent|Write|Compose} $many {word problems|problems} {in|on} $field {like|in the manner of} the {one|example} {below|here}, {with|each followed by} {a worked|a step-wise} {solution|answer} and {the|a} {bare|final} {result|number} on {the last|its own} line. {Vary|Change} {story|names}, {numbers|operations}.\n$problem',
    ],
    system: [
      '{Each|Every} {call|request} {returns|yields} {one|exactly one} {new|unseen} {problem|task} {of|in} {the given|} {subject|area} with {solution|complete answer}; {never|do not} {repeat|reuse} {a setting|numbers}; {fields|keys}: problem, solution, {answer|result}, {topic|level}.',
    ],
  },
  {
    id: 'generation/issue-for-defect',
    capabilities: ['coding', 'writing'],
    user: [
      '{A defect|A bug} was {planted|introduced on purpose} {in|into} {a|the} {project|package}. {From|Given} the {diff|change} and the {failing tests|test output}, {write|compose} {an|the} {issue report|bug ticket} {as|like} a {user|maintainer} {who only sees the symptom|would}, {without|never} {naming|giving away} the {cause|line|tests}: {title|summary}, {how to reproduce|example code}, {seen and expected|behaviour}. {For|It joins} {our|the} {benchmark|task pool|set of tasks for coding agents}.\n$code\n$log',
    ],
    system: [
      '{You|Your job is to} {rewrite|alter} {a function|the given code} so that it {still runs|compiles} but {has|contains} {one subtle|a realistic} {bug|mistake} {tests can catch|a reviewer might miss}; {explain|name} {it|the change} {in one line|first}, then {the full|} {code|function}. {These|Such} {pairs|mutants} {make|become} {tasks|exercises} for {repair models|agents}.',
    ],
  },
  {
    id: 'generation/visual-detail-qa',
    system: [
      '{Pretend|Answer as if} you {see|look at} the {image|picture} {whose|of which} {captions|object boxes|regions} {are given|follow}. {Design|Write} {a long|a rich} {description|account}, or {a dialogue|questions} {someone|a viewer} {asks about it|would ask} with {your|detailed} {answers|replies}; {never|do not} {mention|cite} {captions|boxes|coordinates}; {only|} {ask|write} what {can be answered|is certain}.',
    ],
    user: [
      '$scene\n$scene',
      '$scene',
      '$scene\n{Write|Now} the {complex question|reasoning question} and answer.',
    ],
  },
  {
    id: 'generation/roleplay-user',
    user: [
      '{Be|Play|Imitate} {the user|a human}, not the {assistant|helper}: {write|type} {the next|a follow-up} {message|question} {this|such a} {user|person} would {send|write}, {in their style|with their typos}. {Only|Just} the message.\nUser: How do I $goal?\nAssistant: $answer',
    ],
  },
]);
