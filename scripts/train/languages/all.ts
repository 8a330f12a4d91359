/** All languages beside English. */
import type { Family } from '../family.ts';
import { ARABIC } from './arabic.ts';
import { CHINESE } from './chinese.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { HINDI } from './hindi.ts';
import { INDONESIAN } from './indonesian.ts';
import { JAPANESE } from './japanese.ts';
import { KOREAN } from './korean.ts';
import { languageFamilies } from './language.ts';
import { MORE_ASIAN } from './more-asian.ts';
import { MORE_EUROPEAN } from './more-european.ts';
import { PORTUGUESE } from './portuguese.ts';
import { RUSSIAN } from './russian.ts';
import { SPANISH } from './spanish.ts';
import { TURKISH } from './turkish.ts';
import { VIETNAMESE } from './vietnamese.ts';

export const LANGUAGES: readonly Family[] = [
  ...CHINESE,
  ...JAPANESE,
  ...KOREAN,
  ...RUSSIAN,
  ...SPANISH,
  ...PORTUGUESE,
  ...FRENCH,
  ...GERMAN,
  ...ARABIC,
  ...HINDI,
  ...TURKISH,
  ...VIETNAMESE,
  ...INDONESIAN,
];

/** The third round: each language again. */
export const MORE_LANGUAGES: readonly Family[] = [...MORE_EUROPEAN, ...MORE_ASIAN].flatMap((spec) =>
  languageFamilies(spec, { harvest: 2, honest: 3 }),
);
