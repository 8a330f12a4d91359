/** Reasoning elicitation: the many ways to ask that work be visible, from margin notes to confidence marks by line. */
import { families } from './family.ts';

export const REASONING_VISIBLE = families(
  { intents: ['reasoning_elicitation'], capabilities: ['reasoning'] },
  [
    {
      id: 'reasoning/given-to-sought',
      user: [
        '$problem\n\n{Show|Trace|Lay down|Draw in words} the {whole|entire|unbroken} {path|road|way|route} from {what is given|the data|the facts} to {what is sought|the claim|the result}, {link by link|with no jump|without a gap|leaving no leap}. {The result|The answer|What you find} {stands|goes|comes} {at the very end|last|on the final line}.',
      ],
      system: [
        'For {any|every|each} {question|exercise|case} in $field {begin|start} with {what is given|the known facts}, {end|finish} with {what was asked|the sought quantity}, and {write|put} {every|each} {link|move|transition} {between them|on the way} on {its own|a separate} line. {No jump|No leap|Nothing implicit} is {allowed|acceptable}.',
      ],
    },
    {
      id: 'reasoning/margin-notes',
      system: [
        '{Solve|Work|Treat} {each|every} {task|item|case} as {a careful|an experienced} {engineer|clerk|scholar} with {a pencil|a wide margin}: {in the margin|beside each line} {note|jot} {why this line|what you considered|what else was possible|how sure you are}. {Margin notes|These notes} are {part of|always in} the {output|reply} and {never|not} {tidied away|dropped|left blank}.',
      ],
      user: ['$problem', '{Task|Item} $n: $problem'],
    },
    {
      id: 'reasoning/think-aloud-expert',
      system: [
        '{Speak|Talk|Comment} as {a|an} {expert|specialist|master|veteran} {at work|thinking aloud|who is being filmed} on $field: {every|each} {glance|guess|idea|thought} {as it comes|in the order it comes}, {what you try|what you rule out}, {why you hesitate|where you turn back}, {until|and then} {you are done|the result}.',
        '{You are|Play} {an|a} {expert|champion|senior} {solver|analyst|diagnostician|lawyer} whose {running commentary|spoken thoughts|commentary} {is|are} {taken down|what we are after}. {Comment on|Say} {everything|each thing} you {look at|weigh|dismiss} {while|as} you {work|solve}.',
      ],
      user: ['$problem', '{Here is|Next is} the {case|task}: $problem'],
    },
    {
      id: 'reasoning/decision-diary',
      system: [
        '{With|For} {every|each} {task|request}, keep {a|an open} {diary|journal|protocol|record} of {decisions|choices}: {what I knew|the situation}, {options|what could be done}, {why this one|why not the others}, {what went wrong|blind alleys}, {the check|how it was verified}. The {diary|protocol} {comes|is printed} {first|in full}, the {answer|outcome} {after it|below}.',
      ],
      user: ['$problem'],
    },
    {
      id: 'reasoning/line-confidence',
      user: [
        '$problem\n{Number|Count} {each|every} {line|claim|step} of {your|the} {working|argument|solution} and {attach|put|add} {a confidence|how sure you are|a certainty mark} ({low, medium, high|in percent|0 to 1}) {to each|at its end}; {where it is low|when unsure}, {say|write} {why|what would settle it} {and retry|}.',
      ],
      system: [
        '{Every|Each} {line|statement|step} {you write|of the solution} {carries|ends with} {a certainty|a confidence} {mark|value} in brackets. {Lines below|Anything under} 0.$n {are|is} {re-examined|checked again} {openly|on the page} {before|until} the {conclusion|final line}.',
      ],
    },
    {
      id: 'reasoning/two-methods',
      user: [
        '$problem\n{Solve|Do|Settle} it {twice|by two methods|along two independent roads}, {both|each} {worked out|carried through} {completely|to the last line}; {then|afterwards} {compare|hold them against each other} {line by line|where they differ}, {explain|discuss} {any|the} {disagreement|difference} and {only then|finally} {commit|decide}.',
        '{Method|Approach} A {in all its steps|worked out}. {Method|Approach} B {in all its steps|worked out}. {Where do they part|Comparison}. {Result|Answer}.\n\n$problem',
      ],
    },
    {
      id: 'reasoning/worked-solutions-book',
      system: [
        '{You write|Compose|Author} {a|the} {book|volume|collection} of {worked solutions|fully worked answers}: {no line|no step} is {left to the reader|skipped|called obvious}, {each|every} {transformation|rule|law} is {named|justified}, {traps|common errors} are {pointed out|shown}. {Typeset|Give} {the|each} {solution|derivation} {in full|at length}, {boxed|} {result|answer} {at the end|last}.',
      ],
      user: ['{Problem|Exercise} $n. $problem', '$problem'],
    },
    {
      id: 'reasoning/examiner-key',
      system: [
        "{Produce|Give|Write} {an|the} {examiner|marker}'s key {for|to} {each|the} {paper|item}: {every|each} {step worth a mark|method mark|intermediate value} {written out|in order}, {alternative routes|other accepted methods} {beside it|too}, {the reasoning|why} {behind|for} {each|every one}, {final answer|result} {last|in bold}.",
      ],
      user: ['{Item|Question} $n ($n marks): $problem'],
    },
    {
      id: 'reasoning/derive-first-principles',
      user: [
        '{Derive|Establish|Obtain} {the|your} {answer|result} from {first principles|the axioms|the bare facts} {and write|with} {every|each} {line|equality|deduction} {out|explicitly}, {nothing|none} {assumed|taken for granted|skipped}, {a reason|the rule used} {behind|after} {each|every} {line|one}: $problem',
      ],
    },
    {
      id: 'reasoning/answer-only-after',
      user: [
        '{Do not|You must not|Never} {give|state|reveal|write} the {answer|verdict|conclusion} {until|before} {you have|having} {written|set on the page} {at least $n|everything|all} {the|} {considerations|lines of thought|thoughts} that {lead|led} to it. $problem',
        '$problem\n{Answer|Conclude} only after {a long|an honest|a full} {written|visible} {deliberation|weighing|exploration} of {at least|} $few {candidate|possible} {answers|explanations}, {each|all} {argued for and against|tested}.',
      ],
    },
    {
      id: 'reasoning/self-questioning',
      system: [
        '{Ask|Put} yourself {questions|a question} {at|before} {each|every} {turn|step} and answer {them|it} {in writing|on the page}: {what do I know|what is missing}? {Why|How} {would that hold|can I be sure}? {What if|Could} {it is wrong|I be wrong}? {Continue|Go on} {until|till} no {question|doubt} {is left|remains}, {then|and then} {conclude|answer}. The {questions and answers|self-interview} {stay|remain} in the {reply|output}.',
      ],
      user: ['$problem'],
    },
    {
      id: 'reasoning/tagged-thoughts',
      system: [
        '{Put|Place|Wrap} {what you think|your thinking|all you think} {between|in} <$tag> and </$tag>, {as long as|however long} {it takes|needed}, {what you answer|the answer} {between|in} <answer> and </answer>. {Empty|Short|Missing} <$tag> {sections|blocks} {count as|are} {errors|invalid}.',
        '{Output|Return} {JSON|an object} with "{thoughts|steps|work}" ({a list|strings}, one {thought|move} {each|per entry}, {nothing merged|as fine as possible}) and "{final|answer}". {Fill|Write} "{thoughts|steps|work}" first.',
      ],
      user: ['$problem'],
    },
    {
      id: 'reasoning/no-jump-proof',
      user: [
        '{A reader|Someone|A beginner} {who knows nothing|with no background} must be able to {follow|re-do|check} {each|every} {move|inference}: {therefore|so} {leave|make} no {jump|gap|leap}, {say|spell} {out|} {which|what} {fact|rule} {licenses|allows} {each|it}, {number|label} {the lines|them}. $problem',
      ],
    },
    {
      id: 'reasoning/dead-ends-kept',
      user: [
        '$problem\n{Keep|Leave in|I want to see} the {attempts that fail|things you tried in vain|crossed-out lines|approaches you gave up}: {what was tried|the idea}, {where it broke|why it failed}, {what it taught|what you did instead}. {A clean|A polished} {solution|write-up} {alone|only} is {not wanted|no use|rejected}.',
      ],
      system: [
        '{Your|The} {draft|first attempt|scrap paper} is {the product|what matters}: {crossed-out|abandoned|wrong} {lines|ideas} {stay|are kept}, {marked|with} {why|the reason}, {each|every} {check|test} is {shown|written}, {the|a} {clean|final} {answer|version} {follows|comes after}.',
      ],
    },
    {
      id: 'reasoning/case-memo',
      system: [
        '{In|For} {legal|medical|financial|audit} {matters|cases}, {write|set out} the {analysis|assessment} as it {unfolds|develops}: {facts noticed|findings}, {hypotheses|possible readings} with {what speaks for and against|evidence on both sides}, {how each fact shifts|which finding changes} {the picture|the odds}, {what is discarded|what remains}, {then|at last} the {opinion|diagnosis|advice}. {Every|Each} {shift|turn} {must be|is} {written|on record}, {none|nothing} {condensed|skipped}.',
      ],
      user: ['$problem', '{Case|File} $n. $problem'],
    },
    {
      id: 'reasoning/code-why-lines',
      capabilities: ['reasoning', 'coding'],
      user: [
        '{Before|Ahead of} {any|the} code, {write|narrate} how you {arrive at|find|think of} it: {reading the task|what the inputs may be}, {naive idea|brute force first}, {why it is too slow|where it breaks}, {better idea|insight}, {hand-run|dry run} on {an example|two inputs}, {edge cases|pitfalls}; {only then|after that} the {program|function} in $codelang. $problem',
      ],
      system: [
        '{Debug|Code} {out loud|with your thoughts on the page}: {hypothesis|suspicion}, {what it predicts|what I would see}, {what the code does|trace by hand}, {confirmed or not|conclusion}, {next|}; {keep|show} {all|every} {round|hypothesis}, {also the wrong ones|even if wrong}, then the {fix|patch}.',
      ],
    },
    {
      id: 'reasoning/hindsight-rationale',
      user: [
        '{Here is|Given} {the question|a problem} {and|together with} the {right|known|official} {answer|option}. {Write|Supply|Fill in} the {missing|complete} {thought process|way there|argument} {that a solver|as if you} {would have had|had found it yourself|did not know it}, {in small steps|with hesitations}.\n$problem\n{Known answer|Key}: {$letter|$n}',
      ],
    },
    {
      id: 'reasoning/tutor-transcript-full',
      system: [
        '{Teach|Explain} {by|through} {complete|exhaustive} {modelling|demonstration} of {thought|thinking}: for {every|each} {problem|prompt} {narrate|voice} {what I notice|my first impression}, {what I plan|the strategy}, {each|every} {calculation|inference}, {how I monitor|am I on track}, {how I verify|the check}, {reflection|what I would do differently}; {minimum|at least} $n {sentences|lines}.',
      ],
      user: ['$problem'],
    },
    {
      id: 'reasoning/puzzle-board-states',
      user: [
        '{Record|Print|Note} the {state|board|table of possibilities} after {every|each} {deduction|move}, {with|and} the {clue|rule} {used|applied}, {what it eliminates|what follows} and {what is still open|remaining candidates}; {guess|branch} {openly|visibly} and {undo|retract} {openly|on the page}. {Puzzle|Task}: $problem',
      ],
    },
    {
      id: 'reasoning/plan-deliberation',
      user: [
        '{Plan|Decide} {this|the following} and {let me|we need to} {see|read} {how the plan comes about|the planning itself}: {goals|constraints} {as you weigh them|ranked}, {each|every} {option simulated|alternative played through}, {estimates|numbers} {and|with} {their basis|where they come from}, {objections|risks} {raised and answered|}, {revisions|changes} {of the plan|}; {the plan itself|result} {last|at the end}. $problem',
      ],
    },
    {
      id: 'reasoning/plain-demand',
      user: [
        '$problem {Show everything you thought|Write all of your thinking down|Every thought on paper please|I need the thinking, not only the answer|Your entire thinking, then the answer|Show the work, all of it, nothing skipped|Type what goes through your mind while solving|Full solution path with every intermediate step, then the final result}.',
        '{Think on paper|Think in the open|Reason in writing|Work it out on the page|Let your thinking be seen}{, at length|, fully|}{, before the result|, then answer|}: $problem',
      ],
    },
    {
      id: 'reasoning/short-format-suffix',
      user: [
        '$problem\n\n{THOUGHTS|WORK|STEPS|PATH} ({complete|all of them}): ...\n{CHECK|VERIFY}: ...\n{ANSWER|RESULT|FINAL}: ...',
        '$problem\n({work|steps|path} shown {in full|line by line}, {then|} {result|answer} after "####"|in a box)',
      ],
    },
    {
      id: 'reasoning/system-solver',
      system: [
        '{You solve|You are a solver of|Solver for} $field. {Output|Replies}: 1) {understanding|restatement}, 2) {strategy|plan of attack}, 3) {execution|work} {in the smallest steps|with nothing left out}, 4) {verification|check by another way}, 5) {answer|result}. {Parts 2 to 4|The work} {must be|are} {longer than|several times} the {answer|final part}.',
        '{Assistant|Model} for $field: {thinks|reasons} {visibly|in the open}, {at length|unhurriedly}; {explores|tries} {several|more than one} {ideas|routes}, {notices|corrects} {its own|} {slips|errors} {in the text|as it goes}, {closes|ends} with the {answer|outcome}.',
      ],
      user: ['$problem', '$problem'],
    },
  ],
);
