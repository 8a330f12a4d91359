/** Data generation in many styles: order form, factory, protocol, schema, course office; each dense in synonyms. */
import { families } from './family.ts';

export const GENERATION_STYLES = families({ intents: ['data_generation'], capabilities: ['writing'] }, [
  {
    id: 'generation/order-form',
    user: [
      '{Order|Batch|Job|Request} {no.|} $n\n{Product|Deliverable}: $many $diverse $items\n{Domain|Field|Topic}: $domain\n{Purpose|Use}: $corpus for $target\n{Format|Layout}: $emitas\n{Constraint|Note}s: $spread; $spread',
      '{Quantity|Count}: $many. {Kind|Type}: $diverse $items {on|about} $subject. {Destination|Goes into}: {the|our} $corpus. {Rules|Constraints}: $spread, $spread. {Deliver|Return} $emitas.',
    ],
  },
  {
    id: 'generation/factory-system',
    system: [
      '{You are|This is|Act as} a {generator|factory|writer|producer|author|source} of $items for {a|the|our} $corpus. {For|On} {each|every} {topic|call|seed|request} $make {$few|$many} $diverse {ones|entries|$items}, $emitas. {Rules|Guidelines}: $spread; $spread. {Do not|Never} {comment|chat|explain}.',
      '{The|This} {assistant|component|system} {shall|must|will} $make $items {with which|that|from which} $target {is|will be} {trained|tuned|tested|taught}. {Every|Each} {entry|item|record} {shall|must} be {self-contained|complete|correct} and {differ|be distinct} from {the|all} {others|previous ones}. {Output|Emit} $emitas.',
    ],
    user: [
      '{Topic|Seed|Subject}: $subject',
      '{Seed|Source} {text|passage}:\n$prose',
      '{Batch|Shard|Part} $n of $n, {topic|category} $domain',
    ],
  },
  {
    id: 'generation/numbered-protocol',
    user: [
      '{Steps|Procedure|Protocol}:\n1. {Read|Take} the {seed|source|passage|example}.\n2. $make {$few|$many} $diverse $items {from|based on|inspired by} it.\n3. {For|To} {each|every} {one|item} {add|attach} {a|the} {model|ideal|reference|correct|worked} {answer|solution|response}.\n4. {Check|Verify} {that|} {none|no item} {repeats|copies} {another|the seed}; $spread.\n5. {Write|Output|Store} {them|everything} $emitas.\n\n{Seed|Source|Passage}: $prose',
      '{First|a)} $make a {question|problem|request|task} {about|on} $subject {that|which} {an expert|a user|a student} {could|might} {pose|ask}; {second|b)} $make {its|the} {ideal|complete|reference} {answer|solution|reply}; {third|c)} {rate|estimate} {the|its} difficulty. {Repeat|Do this} $many times; $spread. {Output|Return} $emitas{ for the $corpus|}.',
    ],
  },
  {
    id: 'generation/qa-synthesis',
    user: [
      '{Turn|Convert|Transform|Recast|Distil} {the|this} {passage|text|article|chapter|page|manual} into $few $diverse {questions with answers|question-answer pairs|questions and answers|Q&A items|quiz-like pairs} {for|to go into} {our|the|a} $corpus. {Answers|Each answer} {must|should} {follow|be found} {from|in} the {text|passage}; {questions|each question} {must|should} {stand alone|make sense without it}. {Return|Emit} $emitas.\n\n$prose',
      '{Source|Text}: $prose\n\n{Task|Job}: $make {$few|$many} {question|query|prompt}s {that|which} {this|the} {source|text} {answers|can answer}, each with {its|the} {answer|reply} and {the|a} {supporting|evidence} {sentence|span}. {Kinds|Types}: {factual|literal}, {inferential|comparative}, {counterfactual|summary}. $spread. $emitas.',
      '{Q and A|Question and answer|Instruction and response} {mining|harvesting|synthesis|extraction}: {produce|write|derive} {all|as many|$few} {pairs|items} {as|that} {the|this} {document|passage} {supports|allows}, $emitas. $spread.\n$prose',
    ],
  },
  {
    id: 'generation/instruction-synthesis',
    user: [
      '$make $many {new|further|more} {instructions|user requests|prompts|tasks} {in the style of|like|beyond} the {seeds|examples} {below|}, {together|} {with|and} {the|an} {ideal|complete|expert} {response|reply|completion} {to|for} {each|every one}. $spread; $spread. $emitas.\n{Seed|Example} 1: $goal\n{Seed|Example} 2: {Describe|Explain} $subject',
      '{Make|Turn} {this|the} {simple|plain|seed} {instruction|prompt|question} {into|to} $few {harder|richer|more specific|longer} {variants|versions}{ and {answer|solve} each|}: {add|with} {a constraint|another step|a rare condition|a format requirement}. {For|Goes to} {the|our} $corpus. $emitas.\n{Instruction|Prompt}: How do I $goal?',
      '{Imagine|Think of|Picture} {what|how} {thousands of|different|real} {users|people|professionals} {would|might} ask {an assistant|a chatbot|$target} about $subject. $make $many {such|} {requests|messages|queries}, {with|and} {a|the} {perfect|ideal|exemplary} {reply|answer} each, $emitas.',
    ],
  },
  {
    id: 'generation/code-corpus',
    capabilities: ['coding'],
    user: [
      '$make {$few|$many} $diverse {programming|coding|$codelang} {tasks|exercises|problems} {with|and} {a|the} {reference|full|working} {solution|implementation}, {tests|assertions} and {a|the} {design|} {rationale|explanation of the approach}{, for {our|the} $corpus|}. $spread. $emitas.',
      '{From|Given} {this|the} {function|snippet|file}, $make {a|an} {instruction|request|problem statement} {whose|for which the} {answer|solution} is {the code|it}, {then|plus} {a|the} {cleaned|improved|commented} {version|solution} {with|and} {its|the} {design rationale|trade-offs|reasons}; {store|return} {the pair|both} $emitas.\n$code',
      '{Write|Produce} {a|the} {specimen|model|exemplary} {solution|program} {for|to} {each|the} {task|kata|exercise} {in|of} {our|the} $corpus: {problem|task}, {plan|design rationale}, {code|implementation}, {unit tests|complexity}. {Uniform|Same} {layout|format} {for|across} all {items|entries}. {Task|Kata} $n: {count|sort|parse} $thing in $codelang.',
    ],
  },
  {
    id: 'generation/dialogue-corpus',
    user: [
      '$make {$few|$many} $diverse {dialogues|conversations|chats} between {a|} {user|customer|learner|patient} and {an|the} {assistant|AI|bot|tutor} {about|on} $subject, {with|of} $few turns {each|}, {for|to feed} {our|the} $corpus. $spread. {Roles|Speakers}: {user, assistant|human, ai}. $emitas.',
      '{Dialogue|Conversation|Chat} {seed|scenario}: $goal, {persona|speaker}: $name from $place. {Play|Write|Compose} both {sides|roles}: the {user|human} {asks|insists|digs deeper}, the {assistant|AI} {answers|replies} {perfectly|in an exemplary way}. {Number|Count} of turns: $n. {Save|Output} {it|} $emitas {as|for} {training|tuning} {material|data}.',
    ],
  },
  {
    id: 'generation/xml-json-schema',
    user: [
      '<{job|request}><{count|n}>$n</{count|n}><{kind|type}>$items</{kind|type}><{domain|topic}>$domain</{domain|topic}><{target|use}>$corpus</{target|use}></{job|request}>\n{Fulfil|Execute|Process} the {job|request}: $make {the|} {entries|items}, $emitas; $spread.',
      '{Schema|Record|Fields}: id, {instruction|question|prompt}, {input|context}, {output|answer|response}, {difficulty|category}. {Fill|Populate|Produce} $many {rows|records|entries} {that|which} {obey|fit} {the schema|it} {on|about} $subject; $spread. {Used|Meant} {for|as} $corpus{ for $target|}.',
    ],
  },
  {
    id: 'generation/pseudo-code',
    user: [
      'for i in range($n): {emit|yield|print}({new|unique}_{question|instruction|sample}({topic|domain}="$domain"), {ideal|gold|reference}_{answer|response}()) # $spread\n{Run|Execute} {this|the loop} and {show|print} {the|all} {records|lines} $emitas.',
      'TASK {synthesise|generate|make} {DATA|SAMPLES|PAIRS}; N = $n; TOPIC = $subject; FORMAT = $emitas; {RULE|WHERE} $spread; {PURPOSE|FOR} = $corpus.',
    ],
  },
  {
    id: 'generation/answer-gold',
    user: [
      '{Write|Supply|Compose|Produce} the {gold|reference|target|ideal|canonical|teacher} {answer|response|completion|output} {to|for} {the|this} {instruction|prompt|item} {below|}; {it|the text} {will|is going to} {be|become} {part of|an entry in} {the|our} $corpus {from|on} which $target {learns|is trained}. {Style|Form}: {complete|thorough}, {consistent|uniform} {across|with other} {entries|items}. {Only|Return only} the {answer|completion}.\n{Instruction|Prompt|Item}: How do I $goal?',
      '{Teacher|Expert|Reference} {mode|role}: {answer|solve|complete} {so|such} that $target can {imitate|learn|copy} {it|the answer}. {Item|Entry} $n of $n in {the|our} $corpus: $maths',
    ],
  },
  {
    id: 'generation/course-office',
    user: [
      '{We|Our lab|The team} {need|needs|are short of|is collecting} $items {in|on} $domain for $target. {Could you|Please|Kindly} $make $many {of them|}? {It matters that|Please see that} {they|the items} {are|stay} {varied|independent}: $spread, $spread. {Send|Return} them $emitas.',
      '{hi|hey}, {can you|could you|pls} {whip up|make|generate|churn out} $many $diverse $items {about|on} $subject {for|to train|to tune} {my|our} {model|LLM|finetune|bot}? $emitas {please|}, $spread',
    ],
  },
  {
    id: 'generation/paraphrase-augment',
    user: [
      '{Augment|Expand|Multiply|Enlarge|Upsample} {the|our} $corpus: {paraphrase|reword|vary|back-translate} {each|this|the} {entry|example|question|instruction} {in|into} {$few|$n} ways{, {label|answer} {unchanged|stays}|}. $spread. $emitas.\n{Entry|Example}: $maths',
      '{Given|Take} {the|these} {seed|labelled} {examples|utterances}, $make $many {more|synthetic} {ones|utterances|examples} {of|for} the {same|} {class|intent|label} {to|so that we can} {balance|enlarge|train} {the|our} {classifier|$corpus}. $spread.\n- $goal\n- $sentence',
    ],
  },
  {
    id: 'generation/exam-bank',
    user: [
      '$make {$few|$many} $diverse {exam|test|benchmark|olympiad} {problems|questions|items} {in|on} $domain with {worked|full|reference} solutions {for|to extend} {a|our} {question bank|item pool|benchmark|evaluation set} {for|used on|to test} {language models|LLMs|AI systems|$target}. {Answers|Results} {must|should} be {unique|verifiable|checkable}; $spread. $emitas.',
      '{Adversarial|Tricky|Hard} {items|questions|cases} {wanted|needed} {where|on which} {models|LLMs|AI systems} {fail|stumble}: $make $many, {state|give} {the|} {correct|true} {answer|key} and {the|a} {plausible|tempting} {wrong|false} {one|answer} each. {Domain|Area}: $domain. $emitas.',
    ],
  },
]);
