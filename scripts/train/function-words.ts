/**
 * Words that say how a language is built and nothing about what is asked. They are no terms, alone or in pairs with
 * each other: otherwise their thousand tiny weights add up to a taste for a style, a length or a language.
 */
const LISTS = [
  // English
  "a an the and or but nor so yet if then than that this these those there here it its he him his she her hers they them their theirs we us our ours i me my mine you your yours who whom whose which what when where why how is are was were be been being am do does did done doing have has had having will would shall should can could may might must not no of in on at by for from to with without into onto over under about as between through during before after above below up down out off again further once very too just also only own same such both each few more most other some any all every much many one ones s t d ll re ve m don didn doesn isn aren wasn weren won can't because while until since against per via upon among within along across behind beyond first second third last next back now away never always one two three like way even still ever own",
  // Spanish, French, German, Italian, Portuguese
  'el la los las un una unos unas y o de del en con por para que se su sus lo al es son fue ha no le les des du au aux et ou dans sur pour avec ce cette ces il elle ils elles qui ne pas est sont été une der die das den dem des ein eine einen einem einer und oder in im auf mit für von zu zum zur ist sind war wurde nicht sich es er sie dass weil aber als auch bei nach il gli uno e di da che non per un o os as um uma em no na do da com por que',
  // Russian
  'и в на не что с по к у о об из за для от до как это этот эта эти он она они мы вы я но а же ли бы был была были',
  // Chinese, Japanese, Korean characters that are particles
  '的 了 是 在 和 与 有 我 你 他 她 它 们 这 那 个 一 不 也 就 都 而 及 或 之 为 以 于 到 请 の に は を が で と も か ら て た し る れ さ い な ま す こ',
];

/** Labels of options, names of variables, numbers: they tell layouts apart, not requests. */
const LETTERS_AND_NUMBERS = 'b c d e f g h j k l n p q r u v w x y z #';

export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  [...LISTS, LETTERS_AND_NUMBERS].join(' ').split(' '),
);
