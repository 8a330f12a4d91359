/**
 * Second wordings of first-round families that nothing else resembled when held out: tagging, masking, claims, image
 * items, personas, pairs, safe replies, refusals, record keeping.
 */
import { families } from './family.ts';

const CLEANING = families({ intents: ['data_cleaning'], capabilities: ['writing'] }, [
  {
    id: 'cleaning/topic-codes',
    user: [
      '{Which|What} {subject code|field|branch|category number|topic class} does {this|the following} {exercise|question|problem} {belong to|fall under|get}? {Choose|Pick|Select} {one|exactly one} from the {list|table|scheme}, {reason|argue} {shortly|in a few words} and {close|end} with the {code|number|label} {alone|by itself}.\n\n{Problem|Question}: $maths\n\n{List|Scheme}:\n11 {Number theory|Combinatorics}\n26 {Real functions|Calculus}\n51 {Geometry|Topology}\n60 {Probability|Statistics}',
      '{Assign|Give|Attach} {domain|difficulty|skill} {labels|metadata|tags} to {each|every} {item|problem|question} of {the|our} $corpus: {subject|topic}, {level|grade}, {required|prerequisite} {skills|knowledge}. {Use|Only use} the {taxonomy|classification|code list} {given|below}. {Return|Output} {code|label} only.\n- $maths\n- $maths\nCodes: 00 {General|Logic}, 15 {Algebra|Matrices}, 81 {Quantum|Mechanics}',
    ],
  },
  {
    id: 'cleaning/mask-result',
    user: [
      '{Take|Cut|Blank|Edit} the {result|answer|final value} out of {the|this} {solution|explanation|working} {so that|such that} {it|the text} {no longer|does not} {reveal|give away|contain} it; {otherwise|apart from that} {leave|keep} {the|its} {text|steps} {untouched|word for word}.\n{Question|Problem}: $maths\n{Solution|Working}: $trace',
      '{Does|Check whether} the {reasoning|solution|sample} {contain|contains|leak|leaks} {the answer|a benchmark item|a truncated step}? {Remove|Replace by [MASK]|Redact} {it|those spans}, {return|print} {the|} {rest|remaining text} {unchanged|verbatim}.\n$trace',
    ],
  },
  {
    id: 'cleaning/record-format',
    user: [
      '{Map|Transform|Rewrite|Cast|Turn} {raw|exported|crawled|captured} {chats|API responses|completions|transcripts} {into|to} {the|our} {training|fine-tuning|SFT} {schema|layout|format}: {role|speaker}, content, {source|id}; {skip|drop} {system noise|empty turns|failed requests}; {fix|unescape} {quotes|markup|unicode}.\n$dialogue\n$answer',
      '{Make|Turn} {these|the} {logs|dumps|responses} {into|} {ready|usable|valid} {training|tuning} {lines|rows|records}: {one|a} {prompt|instruction} and {one|a} {completion|target} {each|per row}, {no|without} {timestamps|ids|headers}, {UTF-8|escaped}, {JSONL|one per line}.\n$log\n$answer',
    ],
  },
  {
    id: 'cleaning/self-reference',
    user: [
      '{Edit|Go over|Revise} {this|the} {sample|answer|reply} {and take out|so that} {self-descriptions|who the assistant is|the name of the maker|"I am a language model"} {is gone|disappears|does not occur|}; {apologies|warnings|refusal formulas} {go|are cut} {too|as well}; {the|all} {substance|information} {stays|remains}. {For|Belongs to} {the|our} $corpus.\n$answer',
      '{Depersonalise|Neutralise|Rebrand} {the|this} {assistant|model} {text|turn}: {no|without} {provider|vendor|model} names, {no|without} {knowledge cut-off|policy} {remarks|talk}; {consistent|our own} {voice|persona}.\n$answer',
    ],
  },
]);

const GRADING = families({ intents: ['grading'], capabilities: ['reasoning'] }, [
  {
    id: 'grading/claim-lists',
    capabilities: [],
    user: [
      '{Break|Decompose|Split} the {generated|model|AI} {answer|summary|output} {down|} into {single|atomic|checkable} {claims|facts|statements|propositions} {for|before} {verification|scoring|the faithfulness check}; {output|return} JSON with {a|the} list "{claims|facts|statements}"{, {no|without} opinions|}.\n{Output|Answer|Summary}: $prose',
      '{List|Identify|Collect} {every|each|the} {opinion|bias|toxic remark|advice|role break|personal detail} {contained|found} in the {actual|LLM|chatbot} output{, {quote|copy} it {exactly|verbatim}|}. {JSON|Only JSON} with "{opinions|remarks|verdicts}". {Empty|[]} {if|when} {none|there are none}.\n{Actual output|LLM output}: $answer $prose',
      '{Derive|Write|List} {the|concrete} {evaluation|assessment|scoring} steps {for|from} {this|the} {metric|criterion} {definition|description}: {what|which} {parts|fields} of {input|expected output} and {actual output|response} {are|to be} {compared|inspected}. JSON {key|with} "steps".\n{Metric|Criterion}: {helpfulness|tone|coverage} of {replies|answers} about $subject',
      '{Verdicts|For the list of verdicts}: {given|from} {the|a} score {and|with} reasons {for|of} {relevance|faithfulness|bias|hallucination}, {explain|write} {concisely|in one paragraph} why the score is {not higher|so low|what it is}. {Start|Begin} with "The score is". JSON with "reason".\nScore: 0.$n\n{Contradictions|Irrelevant statements}: $sentence',
    ],
  },
  {
    id: 'grading/sample-worth',
    intents: ['grading', 'data_cleaning'],
    capabilities: [],
    user: [
      '{How|Say how} {useful|valuable|instructive|clean} is {this|the} {sample|document|pair|page} {for|as} {teaching|training|pretraining} {a|} {model|models|language model}s? {Points|Score} 0 {to|-} 5: {one|a point} {each|} for {clarity|correct facts|depth|teaching value}. {Below|Under} 3 {is|gets} {dropped|thrown out}. {Only|Give} the {points|number}.\n\n$prose',
      '{Keep|Accept} or {drop|reject}: {judge|decide} {whether|if} the {record|instruction and answer} {deserves|is good enough for} {a place in|} the $corpus; {name|give} {quality|difficulty} $range and {a|the} reason.\nInstruction: How do I $goal?\nAnswer: $answer',
    ],
  },
  {
    id: 'grading/chat-labels',
    capabilities: [],
    user: [
      '{Moderation|Safety|Alignment} {annotation|labels} {of|for} {a|one} {chat|exchange} {with|of} {an AI|a model}: {is the|} {prompt|user message} {harmful|adversarial|benign}? {does the|} {reply|model} {refuse|comply|deflect}? {severity|harm level} 0-4. {Return|Fill} {labels|JSON}.\n{User|Prompt}: $sentence\n{Model|Reply}: $answer',
      '{Score|Mark} the {assistant|model} turn {for|on} {harmlessness|toxicity|bias|over-refusal|honesty} $range; {the|} {prompt|user turn} {itself|alone} {is not judged|does not count}. {Output|Write} {number|label} {and|plus} {critique|short rationale}.\n{Prompt|User}: $sentence\n{Turn|Assistant}: $answer',
    ],
  },
  {
    id: 'grading/picture-replies',
    capabilities: ['vision'],
    user: [
      '{Given|From} {the|a} {caption|description} of {a|the} {picture|image} {instead of|for} the pixels, $rate {what|how well} {each|every} {model|assistant} {said|answered} about it $range: {relevance|accuracy|detail|no hallucinated objects}. {Scores|Two numbers} {first|in the first line}, {then|and} {reasons|an explanation}.\n{Caption|Description}: $picture\n{Model|Assistant} 1: $answer\n{Model|Assistant} 2: $answer',
    ],
  },
]);

const GENERATION = families({ intents: ['data_generation'], capabilities: ['writing'] }, [
  {
    id: 'generation/picture-items',
    capabilities: ['vision', 'writing'],
    system: [
      '{From|Given} {captions|sentences about a picture|object boxes} {alone|only}, $make {a|} {dialogue|detailed description|questions with answers|reasoning questions} {about|on} the {picture|scene|photo} {as if|like somebody who} {you|} {see|sees|look at|looks at} it. {Questions|Ask} {about|on} {objects|counts|positions|actions|background}, {only|solely} {with|such that have} {certain|sure|verifiable} answers. {No word|Never speak} of {captions|boxes|the text}.',
    ],
    user: [
      '$picture. {There is|Next to it,} $picture.\n{cup|boat|horse|lamp}: [0.$n, 0.$n, 0.$n, 0.$n]',
      '{Caption|Scene}: $picture\n{Caption|Scene}: $picture\n{Kind|Wanted}: {conversation|description|complex question}',
    ],
  },
  {
    id: 'generation/persona-driven',
    user: [
      '{Picture|Take|Become} {this|the} {persona|character|user profile}: {baker|surgeon|pilot|librarian|goat farmer} {in|from} $place, {interested in|struggling with} $subject. $make {the|a|$few} {question|request|prompt|problem}{s|} {such a person|they} {would|might} {put to|ask|send} {an assistant|a chatbot|a model}; {start|begin} with "{Prompt|Question|Problem}:"; {no|without} {answer|solution}.',
      '{Describe|Invent|List} $few {personas|user types|people} {who|that} {would|might} {need|write|care about} {this|the} text, {one|each} {sentence|line} {specific|fine-grained}; {the|} personas {seed|drive} {our|the} {synthetic|} {prompts|$corpus}.\n$sentence',
    ],
  },
  {
    id: 'generation/chosen-rejected',
    user: [
      '{Two|A pair of} {answers|responses} to {one|the same} {prompt|instruction} {are needed|wanted}: {the|a} {strong|preferred|chosen} one and {the|a} {weak|dispreferred|rejected} one {with|containing} {one|a} {hidden|subtle} {error|flaw}; {both|the two} {fluent|plausible}. {Fields|Keys}: prompt, chosen, rejected. {For|To train} {a|the} {preference|reward} model.\n{Prompt|Instruction}: How do I $goal?',
      '{Spoil|Degrade|Damage} {this|the} {fine|correct} {answer|solution} {on purpose|deliberately}: {a|one} {wrong|false} {number|fact|step} {nobody notices at once|hard to spot}; {it|the result} {becomes|serves as} the {negative|rejected} {example|sample}.\n$answer',
    ],
  },
  {
    id: 'generation/problem-variants',
    capabilities: ['reasoning'],
    user: [
      '{Derive|Spin|Build|Make} $few {sister|new|analogous|altered} {problems|exercises|questions} from {this|the} {one|seed}: {other|different} {numbers|story|unknown}, {same|similar} {idea|method}, {one|each with a} {unique|definite} {answer|result}, {full|worked} solution {added|included}. {Mark|Label} {difficulty|level}. $emitas.\nSeed: $maths',
      '{Change|Twist|Harden} {the|this} {exercise|problem} {until|so that} {a|strong} {model|models} {stumbles|must think longer}: {add|hide} {a condition|a trap|another step}. {Then|Also} {solve|answer} {it|the new one}. {Old|Seed}: $maths\n{New|Harder}:',
    ],
  },
  {
    id: 'generation/broken-code',
    capabilities: ['coding'],
    user: [
      '{Break|Sabotage|Mutate} {this|the} {function|module|snippet} {with|by} {one|a} {realistic|plausible} {defect|mistake|regression} {so that|and} {at least one|a} test {fails|turns red}; {no|without} {comments|hints} {about|on} {it|where}. {Return|Give} {the|} {broken|mutated} code{ {and|plus} {a|the} {bug report|fix} {as|for} {a|the} {repair|training} {pair|task}|}.\n$code',
      '{Write|Invent} the {task|ticket|feature request|issue} {that|which} {would|could} {lead|have led} to {this|the} {diff|change|commit}, {without|not} {naming|leaking} the {solution|fix}; {for|as an entry of} {a|our} {coding|software engineering} {benchmark|$corpus}.\n$code',
    ],
  },
  {
    id: 'generation/topic-tree',
    user: [
      '{Lay out|Build|Grow} a {tree|taxonomy|list|inventory} of {topics|skills|subtopics|task types} in $domain {from|out of} {which|that} {we|the pipeline} {will|can} {sample|draw} {seeds|prompts|questions}: {depth|levels} {three|$n}, {no|without} {overlap|repetition}. {Return|Output} JSON.',
      '{Name|Give} $many {fine-grained|distinct} {themes|skills|scenarios} {each|every one} {to be|} {turned|expanded} {later|} into {several|$few} {instructions|training prompts|synthetic examples}. {Area|Field}: $domain.',
    ],
  },
]);

const POLICY = families({ intents: ['policy_rewrite'], capabilities: ['writing'] }, [
  {
    id: 'policy/safe-reply',
    user: [
      '{Human|User}: $sentence\n{Bad|Harmful|Unsafe|Toxic} {answer|reply}: $answer\n{Good|Harmless|Safe} {answer|reply} ({no|without} {hate|danger|crime|advice on harm}, {still|yet} {useful|polite}):',
      '{Give|Write|Supply} {the|a} {harmless|safe|ethical} {version|rendering} of {this|the} {model|assistant} {reply|output}: {whatever|what} is {cruel|illegal|dangerous|sexual|hateful} {goes|is taken out}, {the|what is} {lawful|useful} {part|rest} {stays|is kept}.\nUser: $sentence\nAssistant: $answer',
    ],
  },
  {
    id: 'policy/principle-critique',
    user: [
      '{Principle|Rule|Article} $n: {do no harm|no discrimination|no unlawful help|protect minors}. {Criticise|Examine} the {reply|answer} {below|} {by|against} {it|the principle}, {then|and} {rewrite|revise} it {until|so that} it {conforms|complies|is in line}. {First|Part one}: critique. {Second|Part two}: revision.\nHuman: $sentence\nAssistant: $answer',
      '{Say|Point out} {where|how} the {last|} {assistant|model} {turn|message} {offends|violates} {the|our} $rules, {and|then} {produce|write} {a|the} {corrected|amended|harmless} {turn|message}.\nHuman: $sentence\nAssistant: $answer',
    ],
  },
  {
    id: 'policy/declining',
    user: [
      '$make $few {ways|wordings|formulas} {to|of} {decline|turn down} {this|a} $sensitive {request|prompt}: {each|every one} {names|gives} {the|a} {reason|rule}, {offers|suggests} {another|a lawful} {way|topic}, {none|no one} {preaches|lectures}.\n{Request|Prompt}: $sentence',
      '{The|This} {request|instruction} is $sensitive. {Produce|Write} {the|a} {refusing|declining} {answer|reply} {our|the} $rules {ask for|require}: {short|firm|kind}, {cite|mention} the {clause|section}, {vary|change} the {opening|phrasing}.\n$sentence',
    ],
  },
  {
    id: 'policy/official-line',
    user: [
      '{Rework|Redo|Recast} {the|this} {article|comment|answer} {so that|until} {nothing|no line} {criticises|questions|embarrasses} {the state|the ministry|the leadership|the authorities}; {the|} {official|government|party} {view|account|term} {prevails|is used}; {delete|soften} {mentions|talk} of {unrest|dissent|victims}.\n$prose',
      '{Which|What} {harmless|permitted|censor-proof} {question|wording|topic} {can|could} {stand in|be offered} for {this|the} {one|taboo question}? {Avoid|Without} {dissidents|territory|leaders|religion}.\n$sentence',
    ],
  },
]);

const TRAJECTORY = families(
  { intents: ['trajectory_generation'], capabilities: ['agentic_tool_use', 'coding'] },
  [
    {
      id: 'trajectory/shell-turns',
      system: [
        '{You|The agent} {work|works|live|lives} in a {shell|terminal|container}: {each|every} turn {one|a single} {thought|discussion} and {one|a single} command, {then|after which} {the|an} {output|observation} {comes|is shown}. {Edit|Change} {files|the code} {through|with} {the|} {viewer|editor} commands; {finish|end} with {submit|exit}.',
      ],
      user: [
        '{Issue|Ticket|Task} {in|of} /{repo|workspace|testbed}: $sentence {Reproduce|Locate}, {patch|repair}, {rerun|verify}, submit.',
        '(cwd: /{repo|workspace}) (open: {none|src/app.py}) $log\n{command|shell} >',
      ],
    },
  ],
);

export const SIBLINGS = [...CLEANING, ...GRADING, ...GENERATION, ...POLICY, ...TRAJECTORY];
