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
