import type { Instrument, Question } from './instrument.ts';
import { criteriaOf, questionByCode } from './lookup.ts';

/**
 * What a change does to the answers before and after it: `none`; `apart`, they mean the same but versions are reported apart;
 * `scale`, another scale; `asked`, asked of others or with another duty; `shown`, shown to others; `index`, the index is put together otherwise;
 * `new`, answers that nobody gave before; `gone`, none any more; `renamed`, under another name.
 */
export const changeEffects = [
  'none',
  'apart',
  'scale',
  'asked',
  'shown',
  'index',
  'new',
  'gone',
  'renamed',
] as const;
export type ChangeEffect = (typeof changeEffects)[number];

/** What two versions cannot compare: a figure, the answers to a question outside the index (`answers`), or all figures. */
export const figureKinds = ['all', 'overall', 'block', 'factor', 'criterion', 'answers'] as const;
export interface FigureName {
  readonly kind: (typeof figureKinds)[number];
  /** '' for all figures and for the overall index. */
  readonly code: string;
}

/**
 * Answers: how grave is this change to the series?
 * Shape:   effect → the grade that the table of Q-20 gives it.
 */
export const gradeOfEffect = (effect: ChangeEffect): 'comparable' | 'extends' | 'breaks' =>
  effect === 'none' ? 'comparable' : effect === 'apart' ? 'extends' : 'breaks';

/**
 * Answers: which figures does a change of this question touch?
 * Shape:   the versions in which the question stands, each with it → a criterion, its factors, their blocks and the overall
 *          index, each once; of another question its answers alone.
 * Errors:  throws never.
 * Source:  decision D3: an index above is put together of those below.
 * Rule:    Q-41
 */
export function figuresOfQuestion(
  places: readonly { readonly instrument: Instrument; readonly question: Question }[],
): readonly FigureName[] {
  const code = places.at(-1)?.question.code ?? '';
  const factors = places.flatMap(({ question: { factor } }) => factor ?? []);
  if (factors.length === 0) return [{ kind: 'answers', code }];
  const blocks = places.flatMap(
    ({ instrument, question }) =>
      instrument.factors.find((factor) => factor.code === question.factor)?.block ?? [],
  );
  return [
    { kind: 'criterion', code },
    ...once(factors).map((factor): FigureName => ({ kind: 'factor', code: factor })),
    ...once(blocks).map((block): FigureName => ({ kind: 'block', code: block })),
    { kind: 'overall', code: '' },
  ];
}

/** Answers: which figures does a change of the index as a whole touch? None where neither version has criteria. */
export const figuresOfIndex = (versions: readonly Instrument[]): readonly FigureName[] =>
  versions.some((version) => criteriaOf(version).length > 0) ? [{ kind: 'all', code: '' }] : [];

/**
 * Answers: what is this figure called?
 * Shape:   the later of the versions that has it says its name: the title of a block or factor, the text of a question.
 * Missing: '' for all figures and the overall index, which are words of the language, and for what no version has.
 */
export function nameOfFigure(versions: readonly Instrument[], { kind, code }: FigureName): string {
  const names = versions.map((version) => {
    if (kind === 'block') return version.blocks.find((block) => block.code === code)?.title.vi;
    if (kind === 'factor') return version.factors.find((factor) => factor.code === code)?.title.vi;
    return questionByCode(version, code)?.text.vi;
  });
  return names.findLast((name) => name !== undefined) ?? '';
}

const once = (codes: readonly string[]): readonly string[] => [...new Set(codes)];
