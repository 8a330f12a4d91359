/** Honest requests from work, school and home in the vocabulary of the third round: reviews, steps, digests, drills, rules, tools. */
import { families } from './family.ts';

const WORK = families({ intents: [], capabilities: ['coding'] }, [
  {
    id: 'honest/ci-review-bot',
    system: [
      '{You review|Review} {pull requests|diffs|merge requests} {for|in} {our|the} {repository|team}. {For|With} {each|every} {finding|comment} {give|state}: {file and line|location}, {severity|level}, {the reason|why it matters}, {a suggested fix|what to change}. {Skip|Ignore} {style nits|formatting}. {End|Close} with {APPROVE or REQUEST CHANGES|a one-line verdict}.',
      '{CI assistant|Build helper}: {read|look at} the {failed|red} {job|log}, {name|give} the {likely cause|first error}, {confidence|how sure you are} and {the smallest fix|next step}. {At most|Up to} $few {lines|bullets}.',
    ],
    user: ['$code', '$log\n$code'],
  },
  {
    id: 'honest/coding-help-why',
    user: [
      '{Explain|Walk me through} {this|the} {function|snippet} {line by line|step by step}, {I am new|I inherited it}. {Why|What} {does the loop|is the second line for}?\n$code',
      '{Show me|Can you give} two {ways|approaches} to {do|write} this in $codelang and {which is|say which} {faster|clearer}?\n$code',
      '{Find|Where is} the bug{ and explain why it happens|}? {I tried|I already checked} {the index|the types}.\n$code',
    ],
  },
  {
    id: 'honest/test-data-for-app',
    user: [
      '{I am|We are} {building|developing} {an app|a booking site|a dashboard}; {give me|generate} {some|$n} {fake|dummy|sample} {users|rows|orders} as {JSON|SQL inserts|CSV} {to|so I can} {fill|test} the {list view|screen|pagination}{ and edge cases like long names|}.',
      '{Write|Create} {fixtures|seed data|mock responses|factories} for {these|the} {tests|models}: {users|invoices}, {valid and invalid|three of each}.\n$code',
    ],
  },
  {
    id: 'honest/hackathon-demo',
    user: [
      '{For|At} {a|our} hackathon {we|I} {need|want} {a demo|a prototype} {agent|bot|assistant} that {calls|uses} {a weather|two} {API|tool}s; {write|sketch} the {loop|prompt|code} in $codelang{ and a pitch|}.',
      '{Demo day|Hackathon} is {tomorrow|Friday}: {three|some} {sample conversations|example questions} {for|to show on} the {slides|stage} of our {chatbot|study helper}, {funny|short}.',
    ],
  },
  {
    id: 'honest/agent-product',
    capabilities: ['agentic_tool_use'],
    tools: 5,
    system: [
      '{You are|Act as} the {booking|support|office|shopping} agent of {a hotel|our shop|a clinic}. {Tools|You have}: {lookup|search}, {reserve|update}, {handover|notify}. {Before|Ahead of} {each|a} {booking|change} {confirm|repeat} {it|the details} with the {guest|user}. {Plan|Think} {quietly|for yourself}; {tell|give} the {user|guest} only {the outcome|what was done}. {End|Close} the session {after|when} {goodbye|done}.',
      '{Coding|Terminal} {assistant|agent} {in|for} the {editor|workspace}: {read|search} before {editing|you change}, {run|check} tests {after|}, {explain|say} {in a sentence|briefly} {what|why} {before|} {each|a risky} command, {ask|stop} {when unsure|before deleting}. {Keep|Maintain} a {todo list|short plan}.',
    ],
    user: [
      '{Fix|Please fix} the {failing test|login page}.',
      '{Book|Move} {my table|the room} to {Friday|$date}.',
      '{What did|Where is} {you change|my order}?',
    ],
  },
  {
    id: 'honest/ops-agent',
    capabilities: ['agentic_tool_use'],
    tools: 4,
    system: [
      '{On-call|Operations} {helper|agent}: {list|name} {hypotheses|likely causes} for the {alert|incident}, {check|test} {them|each} with {the|read-only} {tools|commands}, {report|post} {findings|status} {to the channel|every few minutes}, {write|draft} the {post-mortem|retrospective} {when|once} {resolved|over}. {Never|Do not} {restart|delete} without {approval|a human}.',
    ],
    user: ['{Alert|Incident}: {disk full|latency high} on {db|web}-$n\n$log', '{Status|Any news}?'],
  },
]);

const SCHOOL = families({ intents: [], capabilities: ['reasoning'] }, [
  {
    id: 'honest/pupil-steps',
    user: [
      '{Can you|Please} {show|explain} the steps? {I have a test|My exam is} {tomorrow|on Friday} and {I get stuck|I never know} {at the start|how to begin}. $maths',
      '{I got|My result is} $n but the {book|key} says $n. {Where|Which step} did I go wrong? $maths',
      '$maths {Teach me how|How does one do it}, {not just the answer|I want to understand}.',
      '{How do I|Help me} {prove|derive} {the formula|this} {for homework|in class}? {We have not had|We only know} {logarithms|induction} yet.',
    ],
  },
  {
    id: 'honest/tutor-product',
    system: [
      '{You tutor|You are a tutor for} {year 8|first-year} {pupils|students} in $domain. {Do not|Never} {give away|hand over} the answer; {give|offer} {one hint|a question} at a time, {wait|let them try}, {praise|correct} {kindly|gently}. {When|If} {they ask|a pupil asks} for steps, show {the next one|one step}.',
      '{Homework|Study} {helper|coach}: {explain|show} {steps|the method} {simply|for a twelve-year-old}, {then|and} {one|a} {similar|practice} {exercise|problem}. {Be|Stay} {short|encouraging}.',
    ],
    user: ['$maths', '$problem', '{I think|Is it} $n?'],
  },
  {
    id: 'honest/teacher-prep',
    user: [
      '{I teach|My class has} {year $few|adults}: {prepare|make} a {worksheet|lesson plan|quiz} on $subject, {easy to hard|three levels}, {answer key|solutions} {on a second page|for me}.',
      '{Write|Draft} {a marking scheme|model answer} for {this|my} {exam question|essay topic} and {what|common mistakes} {pupils|students} {often do|make}. $problem',
      '{Mark|Comment on} {this|the} {essay|answer} {of|by} my {pupil|student}, {two strengths and one goal|with a grade}: $prose',
    ],
    capabilities: ['writing'],
  },
  {
    id: 'honest/daily-drill',
    system: [
      '{Every|Each} {day|morning} {give|send} me {one|a} {puzzle|vocabulary item|chess problem|kata}, {wait for|take} my {answer|try}, {then|and} {tell|show} {me|} {whether it is right|the solution} {and why|}.',
    ],
    user: [
      "{Today's|Next} {puzzle|drill|word} please.",
      '{Quiz|Drill|Test} me on {$subject|irregular verbs|capital cities}: {ten|$few} questions, {one at a time|after each tell me if I was right}.',
      'My answer is $n. {Right|Next one}?',
    ],
  },
  {
    id: 'honest/solve-plainly',
    user: [
      '$problem',
      '$problem {Short answer please|Just the answer|Is there a trick}{.|?}',
      '{Quick question|Hello}: $problem',
      '{My boss|A friend} asks: $problem {What would you say|Any idea}?',
    ],
  },
  {
    id: 'honest/options-weighed',
    user: [
      '$problem {What speaks for and against|Pros and cons please}, {and|then} {what would you do|your advice}?',
      '{How sure are you|How confident can one be} {about that|of this}? {Any sources|What would change your mind}? $sentence',
      '{Double-check|Check again} {that|the sum}, {please|}: $problem',
    ],
  },
]);

const OFFICE = families({ intents: [], capabilities: ['writing'] }, [
  {
    id: 'honest/newsletter-digest',
    system: [
      '{Turn|Condense} the {items|articles|links} into {our|the} {weekly|morning} {digest|newsletter}: {headline|title}, {two sentences|summary}, {why it matters|takeaway}; {no duplicates|merge repeated news}, {friendly|neutral} {tone|voice}.',
    ],
    user: [
      '$prose\n\n$prose',
      "{Write|Draft} the {intro|subject line} for {this week's|our} newsletter on $subject.\n$prose",
    ],
  },
  {
    id: 'honest/journalling',
    user: [
      '{Ask|Give} me {journal|reflection} {questions|prompts} {for tonight|about my week}, {one at a time|five of them}.',
      '{Here is|From} my {diary|journal}: {I keep having doubts|too many thoughts|I decided to move}. {What do you notice|Help me sort my thoughts}. $sentence',
      '{Help me|I want to} {reflect on|write down} {why I decided|my decision} {to|about} {leave|my job}: {reasons|fears}, {what I learned|next steps}.',
    ],
  },
  {
    id: 'honest/support-rules',
    capabilities: [],
    system: [
      '{You answer|Assistant for} {customers|guests} of {a shop|an airline|a bank}. Rules: {no|never} {legal|medical} advice; {politely|kindly} {decline|refuse} {off-topic|political} questions; {refund|complaint} {policy|rules} {below|apply}; {hand over|escalate} {when|if} {angry|asked}. {Tone|Style}: {warm|short}, {same language as the customer|no jargon}.',
      '{House|Chat} rules: 1) {greet|be polite}; 2) {only|answer from} the {help pages|FAQ}; 3) {do not|never} {promise|discuss} {dates|competitors}; 4) {if unsure|otherwise} {say so|create a ticket}.',
    ],
    user: [
      '$dialogue',
      '{Where is|I want to return} my {order|parcel}?',
      '{Can I|May I} {cancel|change} {my booking|it}?',
    ],
  },
  {
    id: 'honest/shop-copy',
    user: [
      '{Write|Give me} {product descriptions|captions|titles} for $product{, three versions|, A/B variants|}: {short|playful|for the shop page}, {keywords|benefits}, {no exaggeration|under $n words}.',
      '{Caption|Alt text} for {this|a} {photo|picture}: $picture. {For|On} {Instagram|our website}.',
      '{Rephrase|Reword} {this|our} {slogan|banner} {in five ways|so it is friendlier}: $sentence',
    ],
  },
  {
    id: 'honest/describe-picture',
    user: [
      '{Describe|What is in} {this|the} {photo|picture} {for a blind reader|please}{?|.} $scene',
      '$scene {Suggest|Write} a {title|poem|short story}.',
      '{How many|What} {people|things} {do you see|are in it}? $scene',
    ],
  },
  {
    id: 'honest/meeting-notes',
    user: [
      '{Write up|Turn} {this|the} {meeting|call} {into minutes|as notes}: {decisions|what was decided}, {reasons|arguments for and against}, {open questions|action items} {with owner|}, {verbatim quotes|} {where useful|}.\n$dialogue\n$prose',
      '{Clean up|Tidy} {my|the} {dictated|rough} notes: {remove filler|drop repetitions}, {keep|do not change} {the numbers|meaning}.\n$prose',
    ],
  },
  {
    id: 'honest/moderation-desk',
    capabilities: [],
    system: [
      '{Moderate|Check} {comments|posts|listings} {on|for} our {forum|marketplace}: {allowed|remove|ask a human}, {rule broken|which rule}, {a reason|one sentence} {to|for} the {author|user}. {Sarcasm|Criticism} is {allowed|no violation}.',
    ],
    user: ['{Comment|Post}: $sentence', '$prose', '{Listing|Ad}: $product, {like new|no returns}. $sentence'],
  },
  {
    id: 'honest/translator',
    capabilities: ['translation'],
    system: [
      '{Translate|Render} {everything|each message} {into|to} $language, {keep|preserve} {names|numbers|tone}; {note|mention} {doubtful|ambiguous} {words|places} {in brackets|below}.',
    ],
    user: [
      '$prose',
      '{Translate|How do I say} {this|that} {in|into} $language{ politely|, two options|}? $sentence',
      '{Is|Was} this translation {right|natural}? $sentence',
    ],
  },
  {
    id: 'honest/legal-drafting',
    user: [
      '{Draft|Write} {a|an} {NDA|lease clause|cease and desist letter|notice of defects} {under|for} {$place law|our client}; {definitions|scope}, {term|liability}, {reasons|legal basis} {for each clause|}.',
      '{Redline|Revise|Soften} {this|the} clause so that {it is|we stay} {neutral|compliant|enforceable}: $sentence',
      '{Summarise|Analyse} the {ruling|case}: facts, issue, {holding|reasoning}, {dissent|outcome}. $prose',
    ],
  },
  {
    id: 'honest/tone-own-text',
    user: [
      '{Make|Turn} my {mail|complaint|post} {less angry|more polite|firmer|neutral}: $prose',
      '{How do I|Help me} {decline|refuse|say no to} {an invitation|a request} {kindly|without excuses}?',
      '{Rewrite|Reword} {this|our} {statement|announcement|refusal} {for the press|for parents}, {calm|sober}, {no blame|without jargon}. $prose',
    ],
  },
  {
    id: 'honest/story-roles',
    user: [
      '{Write|Continue} {a dialogue|a scene} {between|with} {a detective and a baker|two rivals}, {thoughts in italics|inner monologue included}{, two pages|}.',
      '{Play|Be} {the innkeeper|a stern examiner|my job interviewer}; {I am|my turn first}, {stay in character|ask me things}.',
      '{Invent|Make up} {characters|a cast|personas} for my {novel|campaign|role-play}: {age|fears}, {secret|goal}.',
    ],
  },
  {
    id: 'honest/customer-personas',
    user: [
      '{Draft|Write} {three|two} {buyer|user} personas for {our|a} {shop for|seller of} $thing{, one page each|}, {needs|pains|channels}.',
      '{Write|Prepare} {interview|survey} questions {for|about} $product, {open|neutral}, {order them|easy first}.',
    ],
  },
  {
    id: 'honest/extract-and-sort',
    capabilities: ['data_analysis'],
    user: [
      '{Sort|Classify|Tag} {these|the} {tickets|expenses|mails} {by|into} {topic|urgency} {and|with} {a|one} {reason|word why}.\n$log\n$dialogue',
      '{Extract|Pull} {names|dates|amounts} {as JSON|into a table}, {null|empty} if {missing|not there}.\n$prose',
    ],
    system: [
      '{Return|Output} {valid|strict} JSON {only|}: {category|label}, {confidence|score} (0 to 1), {reason|note}. {For|Routing of} {incoming|support} {mail|tickets}.',
    ],
  },
  {
    id: 'honest/rank-for-me',
    user: [
      '{Rank|Compare|Score} {these|the} {flats|phones|CVs|offers} {for me|by price and quality}, {which wins|top pick} and why.\n$log',
      '{Which|Which one} of my two {drafts|titles|logos} is better, A or B? A: $sentence B: $sentence',
    ],
  },
  {
    id: 'honest/plan-with-checks',
    capabilities: [],
    user: [
      '{Plan|Lay out} {my move|a wedding|the migration|a study week} {step by step|in order}, {with|and} {checks|deadlines}, {what could go wrong|plan B}.',
      '{Keep|Make} {a log|a record|a checklist} {for|of} {my workouts|the experiment|maintenance}: {date|action}, {result|observation}, {next|notes}.',
    ],
  },
  {
    id: 'honest/own-guidelines',
    user: [
      '{Write|Draft} {content|community|AI usage} guidelines for {our school|the forum|my team}: {what is allowed|rules}, {examples of good and bad posts|tone}, {how to report|sanctions}.',
      '{Why|When} {would|does} {a chatbot|an assistant} refuse {a question|to answer}? {How are|Who writes} {safety rules|policies} {made|for them}?',
    ],
  },
]);

const PLAIN = families({ intents: [], capabilities: ['reasoning'] }, [
  {
    id: 'honest/exam-items',
    user: [
      '{Which|What} of the {following|statements} {is|best describes} {true of|the cause of} $subject?\n(A) $sentence\n(B) $sentence\n(C) {all of these|neither}\n(D) {none|cannot be told}',
      '$problem\n{A|(A)} $n\n{B|(B)} $n\n{C|(C)} $n\n{D|(D)} {none of these|not enough data}',
      '{Let|Suppose|Consider} {f be a function|a sample of n values|a particle of mass m|a graph with n nodes} {such that|with} {the given condition holds|mean $n}. {Find|Determine|Compute} {the least value|all solutions|the expected number}. {Express|Give} {the answer|it} {as a fraction|to two decimals|in metres|as an integer}.',
      '{Implement|Complete|Write} {a|the} function that {reads|takes} {a list|two strings|a grid} and {returns|prints} {the longest run|the number of pairs|the sorted rows}. {Constraints|Limits}: {n up to|at most} {$n|10^5}. {Input|Example}: $n $n\n{Output|Expected}: $n',
      '{Read|Refer to} the {passage|case} and {answer|choose}. $prose\n{What does the author imply|Which inference is supported|Who is liable}{, and why|}?',
    ],
  },
  {
    id: 'honest/role-helper',
    capabilities: [],
    user: [
      '{Take the role of|Be my|Act like} {a travel guide|a stand-up comic|a nutritionist|an etymologist|a chess coach|a prompt writer|a terminal|an accountant}. I {give|tell} you {a place|a topic|my data|a word} and you {reply|answer} {only with|with} {a suggestion|a joke|a plan|the output}{, no explanations|}. {First|Start with}: $subject.',
      '{From now on|Today} you are {my debate partner|a life coach|a code reviewer|a storyteller for children|a data scientist}; {I describe|I will send} {the situation|facts|a picture}, you {ask|advise} {back|in detail}. My {first|opening} {request|message}: $sentence',
    ],
  },
  {
    id: 'honest/small-tasks',
    capabilities: ['writing'],
    user: [
      '{Given|For} {the|this} {sentence|review|list|recipe}, {say whether it is positive|name the tense|find the odd one out|rewrite it in the past}: $sentence',
      '{Make|Write|Suggest} {a list|five ideas|a title|a tweet|a limerick|an outline} {about|for|on} $subject{, simple words| for beginners|}.',
      '{Name|Give} {$few|three} {examples|reasons|synonyms|facts} {of|for|about} $subject{ and explain each in a sentence|}.',
      '{Put|Sort} {the|these} {words|events} in order{ and say why|}: $thing, $thing, $subject, $thing',
    ],
  },
]);

export const HONEST_WORK = [...WORK, ...SCHOOL, ...OFFICE, ...PLAIN];
