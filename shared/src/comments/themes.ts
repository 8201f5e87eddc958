import { type Result, ok, refuse } from '../kernel/index.ts';
import { searchText } from './search-words.ts';

/** One way in which a comment can speak of a theme. Phrases are words without accents, one blank between them. */
export interface ThemeRule {
  /** One of these occurs; empty: no matter. */
  readonly anyOf: readonly string[];
  /** Each of these occurs. */
  readonly allOf: readonly string[];
  /** None of these occurs. */
  readonly noneOf: readonly string[];
}

/** What people speak of, with the rules by which a comment is taken to do so until a person has said. */
export interface Theme {
  readonly code: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly rules: readonly ThemeRule[];
}

export interface ThemeFault {
  readonly path: string;
  readonly fault: string;
}

const mostThemes = 60;
const mostPhrases = 200;

/**
 * Answers: is this a set of themes?
 * Shape:   anything that was JSON → themes in their order, rules whole: what is left out of one is empty.
 * Errors:  the first fault with its place: another format, no or too many themes, a code twice or not of a-z, 0-9 and hyphen,
 *          a title missing, a rule that asks for nothing, a phrase that is not written as texts are searched.
 * Rule:    T-04
 */
export function readThemes(given: unknown): Result<readonly Theme[], ThemeFault> {
  if (!isRecord(given) || given['format'] !== 1) return fault('format', 'is not 1');
  const list = given['themes'];
  if (!Array.isArray(list) || list.length === 0 || list.length > mostThemes)
    return fault('themes', `is no list of 1 to ${String(mostThemes)}`);
  const themes: Theme[] = [];
  for (const [place, one] of (list as unknown[]).entries()) {
    const read = readTheme(one, `themes.${String(place)}`);
    if (!read.ok) return read;
    if (themes.some(({ code }) => code === read.value.code))
      return fault(`themes.${String(place)}.code`, 'is there twice');
    themes.push(read.value);
  }
  return ok(themes);
}

function readTheme(given: unknown, path: string): Result<Theme, ThemeFault> {
  if (!isRecord(given)) return fault(path, 'is no object');
  const { code, title, rules } = given;
  if (typeof code !== 'string' || !/^[a-z][a-z0-9-]{0,39}$/.test(code))
    return fault(`${path}.code`, 'is no code');
  if (!isRecord(title) || !isTitle(title['vi']) || !isTitle(title['en']))
    return fault(`${path}.title`, 'lacks Vietnamese or English');
  if (!Array.isArray(rules)) return fault(`${path}.rules`, 'is no list');
  const read: ThemeRule[] = [];
  for (const [place, one] of (rules as unknown[]).entries()) {
    const rule = readRule(one, `${path}.rules.${String(place)}`);
    if (!rule.ok) return rule;
    read.push(rule.value);
  }
  return ok({ code, title: { vi: title['vi'], en: title['en'] }, rules: read });
}

function readRule(given: unknown, path: string): Result<ThemeRule, ThemeFault> {
  if (!isRecord(given)) return fault(path, 'is no object');
  for (const name of Object.keys(given))
    if (!['anyOf', 'allOf', 'noneOf'].includes(name)) return fault(`${path}.${name}`, 'is unknown');
  const { anyOf = [], allOf = [], noneOf = [] } = given;
  if (!isPhrases(anyOf)) return fault(`${path}.anyOf`, phraseFault);
  if (!isPhrases(allOf)) return fault(`${path}.allOf`, phraseFault);
  if (!isPhrases(noneOf)) return fault(`${path}.noneOf`, phraseFault);
  if (anyOf.length + allOf.length === 0) return fault(path, 'asks for nothing');
  return ok({ anyOf, allOf, noneOf });
}

const phraseFault = 'is no list of words in small letters without accents';
const fault = (path: string, what: string) => refuse({ path, fault: what });
const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);
const isTitle = (given: unknown): given is string =>
  typeof given === 'string' && given.trim() !== '' && given.length <= 100;
const isPhrases = (given: unknown): given is readonly string[] =>
  Array.isArray(given) &&
  given.length <= mostPhrases &&
  given.every((one) => typeof one === 'string' && one !== '' && one === searchText(one));

/**
 * Answers: of which themes does a text speak, by the rules alone?
 * Shape:   themes and a text as it is searched → codes in the order of the themes; several, one or none. One rule of a theme
 *          that holds is enough. A phrase occurs where its words stand side by side, each of them whole.
 * Rule:    T-05
 */
export function themesByRules(themes: readonly Theme[], searched: string): readonly string[] {
  const text = ` ${searched} `;
  const occurs = (phrase: string): boolean => text.includes(` ${phrase} `);
  return themes
    .filter(({ rules }) =>
      rules.some(
        ({ anyOf, allOf, noneOf }) =>
          (anyOf.length === 0 || anyOf.some(occurs)) && allOf.every(occurs) && !noneOf.some(occurs),
      ),
    )
    .map(({ code }) => code);
}
