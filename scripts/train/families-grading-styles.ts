/** Grading in many styles: specification, form, duel, exam office, reward service, checklist; each dense in synonyms. */
import { families } from './family.ts';

export const GRADING_STYLES = families({ intents: ['grading'], capabilities: ['reasoning'] }, [
  {
    id: 'grading/spec-sheet',
    system: [
      '{Role|Function}: $judge. {Input|You receive}: a {prompt|query|task} and {a|one} $candidate. {Job|Duty}: $rate the $candidate $range for $quality, $quality and $quality {by|per|according to|following} the $rubric. {Output|Deliver}: {JSON|one line} with {the|} $verdict{ and a {short|one-sentence} {justification|reason|comment}|}. {No|Without any} {other text|chatter|preamble}.',
      '{This|The} {service|endpoint|component} {acts|works|serves} as {a|an automatic} $judge of {model|AI|assistant} {output|replies|answers}. It {shall|must|will} $rate {each|every} $candidate $range, {apply|follow} the $rubric {strictly|to the letter}, {ignore|disregard} {length|style|order} and {return|report} {only|} the $verdict.',
    ],
    user: [
      '{Prompt|Query|Task}: How do I $goal?\n\n{Candidate|Response|Completion|Submission}:\n$answer\n\n{Verdict|Score|Rating}:',
      '{Task|Question}: $maths\n{Reference|Key|Model solution}: $n\n{Attempt|Candidate|Submission}: $trace',
    ],
  },
  {
    id: 'grading/duel',
    user: [
      '{Two|A pair of} $candidate {compete|stand side by side|were sampled}. {Name|Say|Decide|State} {which|the one that} is $better {in|for|on} $quality and $quality{, {ties|draws} {allowed|not allowed}|}. {Verdict|Answer|Output}: {A or B|first or second|left or right|1 or 2|X or Y}{, {plus|with} {confidence|margin|one reason}|}.\n\n{Prompt|Query}: $sentence\n\n{A|X|First|Left}:\n$answer\n\n{B|Y|Second|Right}:\n$answer',
      '{Prompt|Task|Question}: How do I $goal?\n\n--- {Candidate|Output|Reply} {one|1|A} ---\n$answer\n--- {Candidate|Output|Reply} {two|2|B} ---\n$answer\n\n{Preference|Winner|Better one|Choice} ({by|considering} $quality, $quality):',
      '{Contest|Match|Head-to-head}: {weigh|contrast|compare} {both|the two} $candidate {on|along} $quality, $quality, $quality. {Swap|Ignore} {the|their} order {in your mind|}. {Declare|Announce|Give} {a|the} $verdict and {how large the margin is|the reason}.\n<first>$answer</first>\n<second>$answer</second>',
    ],
  },
  {
    id: 'grading/score-form',
    user: [
      '{Evaluation|Assessment|Scoring|Rating} {form|sheet|card}\n{Item|Prompt}: $sentence\n{Candidate|Response|Output}: $answer\n\n$quality ($range): __\n$quality ($range): __\n$quality ($range): __\n{Total|Overall|Verdict}: __\n{Comment|Justification|Remarks}: __\n{Fill in|Complete} the {form|sheet|card}{; {integers|numbers} only|}.',
      '{Criterion|Dimension} 1: $quality. {Criterion|Dimension} 2: $quality. {Criterion|Dimension} 3: $quality. {Weights|Weighting}: $n, $n, $n percent. $rate the $candidate {on|under} {each|every} {one|criterion} $range and {compute|add up to} the {weighted|} {total|mean|$verdict}.\n\n{Query|Prompt}: How do I $goal?\n{Candidate|Response}: $answer',
    ],
  },
  {
    id: 'grading/numbered-protocol',
    system: [
      '{Procedure|Protocol|Steps} for the $judge:\n1. {Read|Study} the {prompt|task} and the $candidate.\n2. {List|Note} {strengths|merits} and {weaknesses|faults|errors} {regarding|in} $quality and $quality.\n3. {Compare|Hold} {it|the $candidate} {with|against} the {reference|gold answer|$rubric}.\n4. {Assign|Give|Fix} {a|the} $verdict $range.\n5. {Print|Output|Return} the $verdict {on the last line|as JSON|and nothing else}.',
    ],
    user: [
      '{Prompt|Task}: $maths\n{Candidate|Answer}: $trace\n{Reference|Gold}: $n',
      '$sentence\n###\n$answer',
    ],
  },
  {
    id: 'grading/xml-reward',
    user: [
      '<{task|instruction}>$rate the $candidate; {return|emit} <{reward|score|rating}>{number|float}</{reward|score|rating}> $range {and|,} <{critique|reason|feedback}>{one sentence|text}</{critique|reason|feedback}>.</{task|instruction}>\n<{prompt|query}>How do I $goal?</{prompt|query}>\n<{completion|response|candidate}>$answer</{completion|response|candidate}>',
      '{Reward|Scoring|Preference} {service|model|function}. {Signature|Contract}: (prompt, {completion|response}) -> {scalar|number} $range. {High|Higher} {means|is} $quality and $quality, {low|lower} {means|is} {errors|unsafe content|evasion}. {Evaluate|Compute} {for|on}:\nprompt = "$sentence"\n{completion|response} = "$answer"',
    ],
  },
  {
    id: 'grading/exam-office',
    system: [
      '{You are|Act as} {the|an} {examiner|marker|grader|examination board} {for|of} {answers|solutions} {produced|written|generated} by {a|an} {AI system|language model|assistant|machine}. {Use|Follow|Apply} the $rubric: {full|all} marks for $quality, {deduct|subtract} {points|marks} for {each|every} {error|unsupported claim|missing step}. {Report|State} the {marks|points|grade} $range and {where|why} {they|marks} were lost.',
      'As $judge {of|for} {machine|model|system} {answers|output}, $rate {how well|whether} the $candidate {meets|satisfies|fulfils} the $rubric. {Think|Consider} $quality, $quality. {Strictness|Severity}: {high|maximal}. {Final line|Last line}: {"Score:"|"Mark:"|"Verdict:"} {and|with} {a number|the $verdict}.',
    ],
    user: [
      '{Question|Exercise}: $maths\n{Machine|Model|AI} {answer|solution}: $trace\n{Key|Official solution}: $n',
      '{Rubric|Marking scheme}: $n points for {method|setup}, $n for {result|value}.\n{Question|Item}: $maths\n{Answer|Submission}: $trace',
    ],
  },
  {
    id: 'grading/boolean-check',
    user: [
      '{Does|Decide whether|Check if} the $candidate {agree|agrees|match|matches|coincides} with the {reference|key|gold standard|ground truth|expected result}? {Return|Print|Say} {true|false|pass/fail|1 or 0|correct/incorrect|yes/no} {only|and nothing else}.\n{Question|Problem}: $maths\n{Expected|Reference|Key}: $n\n{Got|Candidate|Produced}: $n',
      '{Criterion|Requirement}: {mentions|contains|respects} {the deadline|three sources|a disclaimer|$thing}. {Is|Was} {it|the criterion} {met|satisfied|fulfilled} by the $candidate? {Verdict|Judgement} {binary|yes or no}, {then|and} {evidence|quote|explanation}.\n$answer',
    ],
  },
  {
    id: 'grading/critique-then-score',
    user: [
      '{Write|Give|Provide} {a|an} {critique|appraisal|review|assessment} of the {AI|model|assistant}\'s $candidate: {strengths|merits}, {weaknesses|flaws}, {factual errors|gaps}, $quality, $quality. {Conclude|Finish|Close} with {a|the} $verdict $range{ in double brackets| in a box| as "Rating: n"|}.\n\n{User|Query}: $sentence\n{AI|Model|Assistant}: $answer',
      '{How|Say how} {good|helpful|accurate} {is|was} {this|the} $candidate {to|for} the {user|query}? $rate {it|} $range. {Penalise|Punish} {verbosity|hallucination|flattery|refusal without cause}; {reward|favour} $quality.\n\n{User|Query}: How do I $goal?\n{Reply|Response}: $answer',
    ],
  },
  {
    id: 'grading/rank-list',
    user: [
      '{Rank|Order|Sort|Arrange} the {$n|four|five|several} $candidate {from|:} {best|strongest} to {worst|weakest} {by|for|with regard to} $quality and $quality. {Output|Return|Print} {the|a} {order|ranking|permutation}{ like 3 > 1 > 2| as indices|}{, {no|without} ties|}.\n\n{Query|Prompt}: $sentence\n{[1]|#1|a)} $answer\n{[2]|#2|b)} $answer\n{[3]|#3|c)} $answer',
      '{Choose|Select|Pick|Keep} the {best|strongest|top} of {n|k|these|several} {samples|completions|rollouts|candidates} {drawn|sampled} {for|from} one {prompt|policy}. {Return|Give} its {index|number} and {the|a} $verdict for {each|every one}.\nPrompt: $maths\n{0|S1}: $trace\n{1|S2}: $trace',
    ],
  },
  {
    id: 'grading/step-marks',
    intents: ['grading', 'reasoning_elicitation'],
    user: [
      '{Mark|Label|Grade|Check|Audit} {each|every} {step|line|inference} of {this|the} {solution|derivation|working|argument} as {right|valid|sound|good} or {wrong|invalid|unsound|bad}{ or neutral|}; {locate|name|give} the {first|earliest} {error|flaw|mistake}. {Output|Return} {a list|JSON|an array} of {labels|marks} {and|with} {reasons|a comment}.\n\nProblem: $maths\nStep 1: $trace\nStep 2: $trace',
    ],
  },
  {
    id: 'grading/pseudo-code',
    user: [
      'def {judge|reward|score|grade}(prompt, {response|completion}): # $rate $range by $quality, $quality\n{Execute|Run|Evaluate} {the function|it} {by hand|in your head} and {print|return} {only|} the {number|$verdict}.\nprompt: $sentence\n{response|completion}: $answer',
      'INPUT: {prompt|query}, {candidate|response}, $rubric. OUTPUT: {score|verdict} $range. RULE: {minus|-} 2 {per|for each} {false claim|violation}. {prompt|query}: How do I $goal? {candidate|response}: $answer OUTPUT:',
    ],
  },
  {
    id: 'grading/chatty-judge',
    user: [
      '{ok|hey|so}, {here are|i have} two {bot|AI|model} {answers|replies} {to the same question|}. {which one|tell me which} is $better {and|,} {by how much|how sure are you}? {give|slap} {a|} {number|score} $range {on|to} {each|both}.\nq: how do I $goal?\n{bot|model} a: $answer\n{bot|model} b: $answer',
      '{play|be} {the|a} {tough|merciless|fair} $judge for {a|our} {model|bot|LLM} {arena|contest|bake-off}: $rate {this|the} $candidate $range, {say why|one line of why}.\n{prompt|question}: $sentence\n{model|bot}: $answer',
    ],
  },
]);
