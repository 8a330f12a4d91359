/**
 * Concepts and their many names: what reasoning, verdicts, items, traces, policies and runs are called, and what is done
 * to them. Harvest and honest families draw from the same lists, so that no name alone decides and the weight goes to
 * the company a word keeps. A list may name other slots.
 */
import type { Rng } from '../../src/base/rng.ts';

const of = (text: string) => {
  const list = text.split('|');
  return (rng: Rng) => rng.pick(list);
};

/** Reasoning shown: its names, how it is uttered, how completely, where it stands. */
const REASONING = {
  thoughts: of(
    'reasoning|thinking|thoughts|thought process|deliberation|deliberations|considerations|working|workings|derivation|rationale|inner monologue|internal monologue|scratch work|scratch notes|working notes|chain of thought|line of thought|train of thought|line of reasoning|reflections|mental steps|reasoning steps|intermediate steps|intermediate results|inferences|chain of inference|logic|decision path|reasoning trace|thought log|argumentation|calculations|self-talk|internal dialogue|cogitation|musings|problem-solving process|ruminations|mental process|thought trail|reasoning path|step-by-step analysis',
  ),
  utter: of(
    'write out|lay out|spell out|set out|set down|put down|write down|transcribe|emit|print|output|narrate|record|disclose|verbalise|verbalize|articulate|show|expose|reveal|reproduce|document|log|state|render|type out|unfold|surface|externalise|externalize|dump|present|deliver|provide|include|make visible|put into words|commit to text|voice|share|list|unroll|give',
  ),
  entire: of(
    'in full|unabridged|verbatim|without omission|without omissions|never shortened|uncut|completely|in its entirety|exhaustively|without abbreviation|without summarising|without summarizing|unedited|unfiltered|with nothing left out|with nothing omitted|word for word|line by line|at full length|without condensing anything|down to the last detail|every step included|without shortcuts|leaving nothing out|in complete form|as it happens|from the first idea to the last|without compression|in raw form|without skipping a step',
  ),
  whole: of(
    'full|complete|entire|whole|unabridged|uncut|raw|exhaustive|detailed|unfiltered|explicit|verbatim|unedited|private|hidden|internal|inner|original|thorough|extended|lengthy|fine-grained|untrimmed|uncensored|candid|step-by-step',
  ),
  ahead: of(
    'before the reply|before the answer|ahead of the answer|ahead of the reply|prior to the response|prior to replying|before answering|before you respond|before responding|in front of the result|preceding the final answer|before anything else|before the conclusion|above the answer|leading the reply|at the top of the reply|at the start of the response|first of all|up front|before stating a result|ahead of any conclusion|before giving the solution|and only then the answer|as a preamble to the answer',
  ),
  heading: of(
    'Working|Workings|Deliberation|Considerations|Derivation|Reasoning|Thinking|Thoughts|Analysis|Rationale|Inner monologue|Scratch|Scratchpad|Notes|Steps|Method|Trace|Process|Path|Reflection|Exploration|Logic|Thought process|Working notes|Chain of thought|Train of thought|Internal reasoning',
  ),
  tag: of(
    'think|thinking|reasoning|thought|scratchpad|analysis|working|deliberation|rationale|notes|trace|inner|monologue|derivation|reflection|cot|process|considerations',
  ),
  under: of(
    'under the heading "$heading"|under a heading "$heading"|under heading $heading|in a section called "$heading"|in a section titled $heading|in a part named "$heading"|below the line "### $heading"|between the markers [[$heading]] and [[/$heading]]|inside <$tag> tags|between <$tag> and </$tag>|within a $heading block|after the label "$heading:"|in a block marked $heading|between two lines of dashes|in a field named "$tag"|as a paragraph starting with "$heading"|enclosed in <$tag></$tag>|in a fenced block named $tag|under the title $heading|in a visible $heading section',
  ),
  nocut: of(
    'shorten|abbreviate|condense|summarise|summarize|compress|skip|omit|trim|hide|leave out|gloss over|paraphrase|redact|withhold|truncate|suppress|abridge|cut|conceal|drop',
  ),
  detours: of(
    'dead ends|wrong turns|false starts|doubts|self-corrections|corrections|second thoughts|discarded ideas|rejected options|alternatives|hypotheses|assumptions|checks|uncertainties|backtracking|mistakes|abandoned attempts|reconsiderations|guesses|estimates|tentative conclusions|rejected approaches|intermediate values|open questions|sanity checks|changes of mind|trial and error',
  ),
  thenreply: of(
    'only then the reply|then give the final answer|followed by the reply|afterwards the result|then the conclusion|then the answer|end with the final result|the answer comes last|and after that the response|close with the conclusion|only afterwards answer|then write the reply as usual|then the solution under "Answer"|the reply itself follows|finally state the result|then respond normally',
  ),
} as const;

/** Verdicts: who judges, what is judged, by what, with what result. */
const GRADING = {
  judge: of(
    'judge|evaluator|grader|assessor|examiner|marker|referee|arbiter|rater|critic|reviewer|adjudicator|scorer|evaluation model|quality inspector|auditor|reward model|verifier|annotator|umpire|jury member',
  ),
  rate: of(
    'score|rate|grade|mark|assess|evaluate|appraise|judge|award points to|assign a score to|give a rating to|assign a mark to|gauge|measure|review and score|determine a grade for|critique and score',
  ),
  candidate: of(
    'response|answer|reply|completion|output|candidate|submission|model answer|generation|candidate answer|candidate response|model response|model output|assistant reply|attempt|assistant response|generated text|sampled answer|AI answer|chatbot reply|rollout',
  ),
  rubric: of(
    'rubric|criteria|marking scheme|scoring guide|scoring rubric|scale|checklist|dimensions|grading key|evaluation criteria|rating guide|scorecard|assessment grid|grading guidelines|quality standard|evaluation form|point scheme',
  ),
  verdict: of(
    'verdict|score|rating|grade|mark|preference|winner|decision|ruling|final score|overall score|judgement|judgment|total|numeric score|preferred option|assessment|points',
  ),
  quality: of(
    'accuracy|correctness|helpfulness|completeness|clarity|depth|relevance|harmlessness|coherence|factuality|faithfulness|instruction following|conciseness|style|usefulness|safety|soundness of the reasoning|groundedness|fluency|honesty|logical consistency|adherence to the instruction|creativity|precision',
  ),
  range: of(
    'from 1 to 10|from 0 to 10|from 1 to 5|between 0 and 100|from 0 to 5|out of 10|out of 100|on a scale of 1 to 5|on a ten-point scale|on a five-point scale|between 0 and 1|as an integer from 1 to 7|in the range 0-4|0 or 1|with one decimal|as a percentage',
  ),
  better: of(
    'better|preferable|stronger|superior|the winner|more helpful|of higher quality|more accurate|more convincing|preferred|weaker|worse|closer to the reference|more faithful',
  ),
} as const;

/** Items made to be kept: how they are made, what they are, what they are for. */
const GENERATION = {
  make: of(
    'generate|create|write|compose|produce|synthesise|synthesize|devise|invent|draft|formulate|construct|author|craft|build|come up with|design|prepare|supply|assemble|develop|make up',
  ),
  items: of(
    'question-answer pairs|question and answer pairs|instruction-response pairs|prompt-completion pairs|instructions|prompts|tasks|exercises|problems|examples|samples|dialogues|records|instances|queries|test items|training examples|training samples|scenarios|conversations|demonstrations|questions with answers|instructions with responses|prompts and ideal replies|worked problems|problems with solutions|input-output pairs|data points|chat transcripts|user requests with replies|Q&A items|entries',
  ),
  diverse: of(
    'diverse|varied|distinct|unique|non-overlapping|heterogeneous|different|dissimilar|wide-ranging|novel|original|fresh|non-repetitive|mixed|high-quality|realistic|synthetic|self-contained|challenging|well-formed',
  ),
  corpus: of(
    'dataset|data set|corpus|training set|fine-tuning set|collection|data bank|seed pool|instruction set|curriculum|training corpus|SFT mix|instruction-tuning data|training data|fine-tuning data|question bank|benchmark|evaluation set|synthetic dataset|data mixture|alignment data|pretraining mix|supervised data|item pool|batch',
  ),
  target: of(
    'a language model|our model|a smaller model|a student model|an assistant model|a chat model|an LLM|the next model|a compact model|a reasoning model|a neural network|the base model|a classifier|a new checkpoint|our in-house assistant',
  ),
  emitas: of(
    'as JSONL|as one JSON object per line|as a JSON array|as a list of objects|as CSV|as YAML|in JSON Lines|as records with the fields question and answer|with keys "instruction" and "output"|with the fields "prompt" and "response"|with "input" and "target"|in chat format with roles|as a numbered list of pairs|as XML items|in ShareGPT format|as tuples|one entry per line|with fields query, answer, difficulty|separated by blank lines|with the keys q and a',
  ),
  spread: of(
    'vary the difficulty|vary length and tone|no two alike|avoid duplicates|do not repeat topics|cover easy and hard cases|mix question types|avoid overlap|each independent of the others|balance the categories|spread over subtopics|no near-duplicates|differ in wording|from beginner to expert|include edge cases|cover every section|raise the difficulty step by step|vary the opening words',
  ),
} as const;

/** Output of a model made fit for training: what is done, to what, what goes and what stays. */
const CLEANING = {
  cleanup: of(
    'clean|clean up|tidy|tidy up|normalise|normalize|scrub|polish|sanitise|restructure|edit|standardise|standardize|reformat|filter|canonicalise|segment|split|prune|condense|repair|rewrite|trim|purge|strip|streamline|refine|post-process|deduplicate|straighten out|consolidate|linearise|unify|compress',
  ),
  tracename: of(
    'reasoning trace|chain of thought|thinking transcript|deliberation|derivation|working|thought log|model output|scratchpad|rationale|monologue|raw completion|solution trace|thinking block|reasoning text|reasoning transcript|thought process|raw reasoning|trace|CoT|sampled solution|model generation|assistant output|harvested completion|collected reasoning|thinking dump|step log|reasoning record',
  ),
  noise: of(
    'repetitions|filler|filler words|hedging|false starts|digressions|self-talk|boilerplate|duplicated lines|stray markup|typos|leftover tags|artefacts|dead ends|meta comments|interjections|redundant steps|circular passages|repeated sentences|small talk|apologies|disclaimers|truncated sentences|formatting glitches|loops|hesitations|restarts|irrelevant asides|mentions of the model|system chatter',
  ),
  keepall: of(
    'keep every inference|preserve the logic|keep the order of the steps|do not change the meaning|leave the result as it is|keep all numbers|retain every necessary step|the final answer must stay|do not solve the problem again|preserve the conclusion|keep formulas untouched|no new content|retain the wording where possible|keep the valid steps|without altering the argument|do not add facts|stay faithful to the original|keep the causal order',
  ),
} as const;

/** What must not be said, who says so, and how a text is bent to it. */
const POLICY = {
  sensitive: of(
    'sensitive|contentious|politically delicate|disallowed|prohibited|restricted|controversial|problematic|taboo|risky|unsafe|harmful|objectionable|non-compliant|inadmissible|delicate|politically charged|forbidden|inflammatory|dangerous|toxic|offending|politically sensitive|critical',
  ),
  compliant: of(
    'compliant|safe|acceptable|permissible|approved|neutral|harmless|policy-conform|admissible|inoffensive|sanitised|sanitized|permitted|policy-safe|unobjectionable|moderate|publishable|regulation-conform|rule-abiding|cautious|uncontroversial|aligned|officially acceptable|censorship-safe',
  ),
  rules: of(
    'policy|content policy|guidelines|regulations|content rules|moderation standard|code of conduct|compliance manual|review board|censors|authorities|safety policy|house rules|content standards|publication rules|usage policy|safety specification|legal requirements|content review|moderation rules|official line|platform rules',
  ),
  recast: of(
    'rewrite|rephrase|reword|recast|reformulate|revise|transform|soften|adapt|edit|redraft|replace|convert|turn|neutralise|neutralize|tone down|remodel|restate|paraphrase|defuse|sanitise|bring into line',
  ),
  steer: of(
    'avoid the subject|steer away from politics|leave out names of leaders|do not mention protests|drop the banned terms|remove everything that breaks the rules|redirect to a harmless topic|decline the forbidden part|keep to the official position|omit criticism of the state|replace sensitive terms|keep a positive tone|refer the user to public sources|refuse politely where needed|strip the dangerous details|deflect the question|give no opinion|hide the conflict|remove unlawful advice|take out hateful passages',
  ),
} as const;

/** Runs of agents: what they are called and made of. */
const TRAJECTORY = {
  run: of(
    'trajectory|episode|rollout|session|session transcript|execution trace|run|interaction log|demonstration|playthrough|tool-use transcript|agent trace|multi-turn session|action sequence|task run|agent log|walkthrough of tool calls|agent episode|full run',
  ),
  agent: of(
    'agent|assistant|tool-using model|bot|planner|operator|autonomous agent|software agent|web agent|coding agent|LLM agent|tool-calling assistant|worker agent|research agent|virtual operator',
  ),
  act: of(
    'action|tool call|function call|command|invocation|API call|step|operation|tool invocation|shell command|click|request to a tool',
  ),
  obs: of(
    'observation|tool result|return value|response of the tool|stdout|environment reply|tool output|result|API response|environment feedback|function result|screen state',
  ),
  simulate: of(
    'simulate|imagine|invent|fabricate|act out|enact|role-play|produce|mock|emulate|write|generate|compose|make up|synthesise|synthesize|stage|script|roll out|create|play through',
  ),
} as const;

/** What any request may be about, and what it may come with; for harvest and honest requests alike. */
const MATTERS = {
  problem: of(
    '$maths|A tenant stopped paying after the boiler broke. May the landlord keep the deposit?|A man of fifty has chest pain after meals and normal blood pressure. What should be ruled out first?|A bond pays $n a year for $n years at $n percent. What is it worth today?|Five guests sit at a round table and two of them must not be neighbours. How many seatings are there?|The loop below never ends for empty input. Why?\n$code|A courier has to visit $n towns before noon with one van. Which order is shortest?|Is the function in this snippet safe when two threads call it?\n$code|Three boxes are labelled wrongly. How many draws settle which is which?|A shop sells $n units at a margin of $n percent. Where does it break even?|Prove that the sum of two odd numbers is even.|The contract says delivery by May, the mail says June. Which date binds the seller?|A child has had fever for four days and a rash on the palms. What fits?|What does this query return on an empty table?\n$code|Plan the staffing of a clinic with $n nurses and two night shifts.|Which of the four statements about $subject can be true at once?|Find the area between the parabola and the line.|Two pumps fill a tank in $n and $n minutes. How long together?|Is the argument about $subject valid?|How should $name divide $n shares among three heirs?|Estimate how many piano tuners work in $place.|A knight says that at least one of us lies. Who lies?|Why does $subject matter?|The invoice total differs from the ledger by $n. Where is the error?|Choose between two loans of $n thousand.|What is the reaction enthalpy given these values?|Why is the test red on the build server and green on my laptop?|How do I $goal?',
  ),
  field: of(
    'maths|algebra|geometry|programming|debugging|contract law|tax questions|diagnosis|pharmacology|accounting|investment|logic puzzles|riddles|route planning|scheduling|physics|chemistry|statistics|ethics cases|history sources|chess positions|competition problems|data questions|engineering estimates|reading comprehension',
  ),
  source: of(
    'these notes|the passage|the excerpt|the manual page|the lecture notes|the article below|the fact sheet|the scene description|the picture described below|the image caption and boxes|the table|the code snippet|the documentation|the transcript|the chapter|this encyclopaedia entry|the product sheet|the list of facts|the case file|the paragraph',
  ),
  scene: of(
    'A picture: $picture; objects at the left $thing, at the right $thing.|Caption: $picture. In view: two people, $thing, a sign.|Seen: $picture, evening light, $n $thing in front.|The photograph shows $picture. Boxes: person 0.12 0.40, $thing 0.55 0.61.',
  ),
} as const;

export const CONCEPTS = {
  ...MATTERS,
  ...REASONING,
  ...GRADING,
  ...GENERATION,
  ...CLEANING,
  ...POLICY,
  ...TRAJECTORY,
} as const;
