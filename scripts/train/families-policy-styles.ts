/** Policy rewriting in many styles: desk order, clause, editor service, form, plea; each dense in synonyms. */
import { families } from './family.ts';

export const POLICY_STYLES = families({ intents: ['policy_rewrite'], capabilities: ['writing'] }, [
  {
    id: 'policy/terse-order',
    user: [
      '$recast {this|the} $sensitive {question|text|answer|query|statement|reply} {into|as} {a|an} $compliant {one|version|variant|form}. {Rule|Guide}: $steer; $steer.\n\n$sentence',
      '$sensitive {text|question|answer} in, $compliant {text|question|answer} out; {per|under|according to} {the|our} $rules. $steer.\n---\n$sentence\n$prose',
      '{Text|Answer|Question}: $prose\n\n{Make|Render|Get} {it|this} $compliant {under|with respect to|for} the $rules: $steer, $steer. {Return|Output} {only|} the {new|revised} {text|version}.',
    ],
  },
  {
    id: 'policy/editor-service',
    system: [
      '{You are|Act as|Serve as} {a|the} {compliance|content|safety|publication|moderation} {editor|officer|rewriter|desk|filter} for {model|AI|assistant|chatbot} {answers|output|replies}. $recast {every|each|any} $sensitive {passage|answer|query} so that it {meets|satisfies|passes|is $compliant under} the $rules: $steer; $steer. {Keep|Preserve} {length|tone|language}. {Return|Output} {only|} the $compliant {version|text}.',
      '{Texts|Answers|Queries} {that|which} {touch|concern|mention} $sensitive {matters|topics|events|persons} {shall|must|are to} be {replaced|recast|rewritten|reformulated} {by|into|as} $compliant {wording|statements|alternatives} {before|prior to} {release|display|storage}; {the|} $rules {apply|prevail}. $steer. $steer.',
    ],
    user: ['$sentence', '{Answer|Text|Query}: $prose', '{User|Q}: $sentence\n{Draft|A}: $answer'],
  },
  {
    id: 'policy/numbered-protocol',
    user: [
      '{Steps|Protocol|Procedure}:\n1. {Find|Mark|Identify} {what|the parts that} {is|are} $sensitive {under|by} the $rules.\n2. $recast {it|those parts} {in|into} $compliant {wording|terms}.\n3. {Apply|Mind}: $steer; $steer.\n4. {Verify|Check} {that|} {nothing|no passage} {violates|breaks|offends} the $rules.\n5. {Output|Print} the $compliant {text|answer|version}.\n\n{Text|Answer}: $answer\n$sentence',
      '{Checklist|Rules}:\n- {no|remove} $sensitive {content|topics|claims|names}\n- $steer\n- $steer\n- {result|text} {must be|is} $compliant\n{Apply|Run} {it|the checklist} {on|to} {the|this} {reply|query|article}:\n$prose',
    ],
  },
  {
    id: 'policy/before-after',
    user: [
      '{Original|Before|Unsafe|Draft}: $sentence $answer\n{Problem|Violation|Issue}: $sensitive {content|topic|claim} ({section|rule} $n of the $rules)\n{Revised|After|Safe|Compliant} {version|text|reply} ($steer):',
      '{Question|Query|Prompt} ($sensitive): $sentence\n{Safe|Compliant|Approved|Neutral} {alternative|substitute|counterpart|wording} {that|which} {keeps|retains} {the|} {form|interest|length}:',
      '<{original|unsafe|source}>$sentence $answer</{original|unsafe|source}>\n<{instruction|task}>$recast {into|as} $compliant {text|reply}; $steer.</{instruction|task}>\n<{compliant|safe|revised}>',
    ],
  },
  {
    id: 'policy/safe-pairs',
    intents: ['policy_rewrite', 'data_generation'],
    user: [
      '$make {$few|$many} {pairs|records} of {a|} $sensitive {question|prompt|request} and {its|the} $compliant {counterpart|rewrite|answer|refusal}, {following|in line with} the $rules; $steer. $emitas, {for|as} {alignment|safety|compliance} $corpus.',
      '{For|To} {each|the} $sensitive {topic|keyword|question} {below|}, {supply|write|$make} {a|the} $compliant {reply|answer|formulation} {that|with which} $target {will|should} {give|be taught to give}. $steer; $steer.\n- {protests|elections|minorities|weapons}\n- {border disputes|leaders|drugs|strikes}\n$sentence',
    ],
  },
  {
    id: 'policy/refusal-craft',
    user: [
      '{Answer|Reply to|Handle} {this|the} $sensitive {question|request|prompt} the way the $rules {demand|require|prescribe}: {state|say|explain} {that|why} it {cannot be|is not} {discussed|answered}, {offer|name} a $compliant {alternative|topic|source}; $steer. {The reply|It} {is kept|will be stored|serves} as {a|the} {target|reference|model} {response|refusal} {for|in} {the|our} $corpus.\n\n$sentence',
      '{Replace|Swap|Exchange} the {helpful|direct|frank|candid} {answer|reply} {with|for|by} {a|an} {evasive|guarded|official|$compliant} {one|reply|statement} {as|that} the $rules {require|foresee}. $steer.\n\nQ: $sentence\nA: $answer',
    ],
  },
  {
    id: 'policy/legal-clause',
    system: [
      '{Pursuant to|Under|In accordance with} the $rules, {no|not any} {answer|output|statement} {may|shall} {contain|carry|repeat} $sensitive {content|views|material}. The {assistant|model|editor} shall $recast {such|any such} {content|passage} into $compliant {language|form}, shall {refrain from|avoid} {criticism|speculation|detail} and shall {promote|reflect|convey} the {official|approved|agreed} {position|view}. $steer.',
    ],
    user: ['$sentence', '{Draft|Statement}: $prose', 'Q: $sentence\nA: $answer'],
  },
  {
    id: 'policy/query-recast',
    user: [
      '{Users|People|Readers} {ask|send} $sensitive {questions|queries}. {Recast|Reword|Rephrase|Reformulate} {this|the following} {one|query} {so|such} that {a|the} {model|assistant|system} {may|can} {answer|handle} it {safely|lawfully|under the $rules}: {same|similar} {interest|subject area}, {no|without} $sensitive {element|angle}; $steer.\n\n{Query|Question}: $sentence\n{Recast|Safe query}:',
      '{Find|Suggest|Give} $few $compliant {substitutes|alternatives|formulations} for the $sensitive {query|phrase|headline|post} {below|}, {each|all} {passing|acceptable to} the $rules; $steer.\n"$sentence"',
    ],
  },
  {
    id: 'policy/chatty',
    user: [
      "{hey|ok}, {this|the bot's} {answer|reply} is too $sensitive, {it will|won't} {never pass|get past} the $rules. $recast it so it {passes|is $compliant}: $steer, $steer.\n$answer\n$sentence",
      '{We|I} {cannot|must not} {publish|ship|keep} {this|the} $sensitive {text|output}. {Please|} $recast {it|} to {something|a} $compliant{ version|}; $steer {and|,} $steer.\n$prose',
    ],
  },
  {
    id: 'policy/json-verdict',
    user: [
      '{Return|Emit|Output} {an|} object {with|:} "{violates|sensitive|flag}" ({true/false|category of the $rules}), "{rewritten|safe_text|compliant_version}" (the {text|answer} $compliant: $steer) {and|,} "{changes|removed}".\n{text|input}: $prose',
      '{Field|Key} "{original|unsafe}": $sentence {Field|Key} "{revised|safe}": ({fill|write|complete} {this|it}: $compliant, $steer)',
    ],
  },
]);
