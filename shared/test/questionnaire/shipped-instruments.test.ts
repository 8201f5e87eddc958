import { describe, expect, it } from 'vitest';
import {
  type Instrument,
  checkInstrument,
  criteriaOf,
  criteriaOfFactor,
  factorsOfBlock,
  optionsOf,
  printXlsForm,
  profileQuestionsOf,
  questionByCode,
  questionsOf,
  relevantQuestions,
} from '../../src/questionnaire/index.ts';
import { parseXlsForm } from './parse-xlsform.ts';
import { readQuestionnaireFile, shippedInstrument } from './shipped-instruments.ts';

const household = shippedInstrument('household-2022');
const transaction = shippedInstrument('transaction-5-factor');

const codes = (things: readonly { code: string }[]): readonly string[] =>
  things.map(({ code }) => code);
const numbered = (prefix: string, from: number, to: number, digits = 1): readonly string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, place) => `${prefix}${String(from + place).padStart(digits, '0')}`,
  );
const labels = (instrument: Instrument, code: string): readonly string[] => {
  const question = questionByCode(instrument, code);
  return question === undefined ? [] : optionsOf(instrument, question).map(({ label }) => label.vi);
};
const profile = [
  'sex',
  'age_band',
  'ethnicity',
  'ethnicity_other',
  'education',
  'education_other',
  'occupation',
  'occupation_other',
  'residence',
  'terrain',
];

describe.each(['household-2022', 'transaction-5-factor'] as const)('%s', (id) => {
  const instrument = shippedInstrument(id);

  it('passes its self-check and bears the name of its file [Q-08]', () => {
    expect(checkInstrument(readQuestionnaireFile(`${id}.json`)).ok).toBe(true);
    expect(instrument.id).toBe(id);
  });

  it('numbers the answers of every list from "1", as the form prints them', () => {
    for (const options of Object.values(instrument.choiceLists))
      expect(codes(options)).toEqual(numbered('', 1, options.length));
  });

  it('has English for every text', () => {
    for (const { text, stem, hint, constraint } of questionsOf(instrument))
      for (const words of [text, stem, hint, constraint?.message])
        if (words !== undefined) expect(Object.keys(words)).toEqual(['vi', 'en']);
  });

  it('asks the same profile, of which ethnic group alone is sensitive', () => {
    expect(codes(profileQuestionsOf(instrument))).toEqual(profile);
    expect(codes(questionsOf(instrument).filter(({ sensitive }) => sensitive === true))).toEqual([
      'ethnicity',
      'ethnicity_other',
    ]);
  });

  it('rates every criterion on the scale of which 4 and 5 are satisfied', () => {
    expect(instrument.satisfiedOptions).toEqual(['4', '5']);
    for (const { code } of criteriaOf(instrument))
      expect(labels(instrument, code)).toEqual([
        'Rất không hài lòng',
        'Không hài lòng',
        'Bình thường',
        'Hài lòng',
        'Rất hài lòng',
      ]);
  });

  it('offers no "don\'t know" and no refusal of a single question', () => {
    expect(questionsOf(instrument).filter(({ offers }) => offers !== undefined)).toEqual([]);
  });

  it('has conditions that go to a spreadsheet and come back the same [Q-07]', () => {
    for (const { relevant, required, constraint } of questionsOf(instrument))
      for (const condition of [relevant, required, constraint?.holds])
        if (condition !== undefined)
          expect(parseXlsForm(printXlsForm(condition))).toEqual(condition);
  });
});

describe('household-2022', () => {
  it('has the questions of the form, in its order, without item 8 of C10', () => {
    expect(codes(questionsOf(household))).toEqual([
      ...profile,
      ...numbered('c1_', 1, 8),
      'c2',
      'c2_other',
      'c3',
      'c4',
      'c5',
      'c6',
      'c7',
      ...numbered('c8_', 1, 7),
      ...numbered('c9_', 1, 33, 2),
      ...numbered('c10_', 1, 7, 2),
      'c10_09',
      'c10_10',
      'comment',
    ]);
    expect(household.source).toContain('c10_08');
  });

  it('has 33 criteria: A2 B2 C8 D2 of policy, I4 II4 III5 IV3 V3 of service', () => {
    const sizes = (block: string): readonly (readonly [string, number])[] =>
      factorsOfBlock(household, block).map(({ code }) => [
        code,
        criteriaOfFactor(household, code).length,
      ]);

    expect(sizes('policy')).toEqual([
      ['A', 2],
      ['B', 2],
      ['C', 8],
      ['D', 2],
    ]);
    expect(sizes('service')).toEqual([
      ['I', 4],
      ['II', 4],
      ['III', 5],
      ['IV', 3],
      ['V', 3],
    ]);
    expect(criteriaOf(household)).toHaveLength(33);
  });

  it('has age bands that do not overlap', () => {
    expect(labels(household, 'age_band')).toEqual([
      '18–24 tuổi',
      '25–34 tuổi',
      '35–49 tuổi',
      '50–60 tuổi',
      'Trên 60 tuổi',
    ]);
  });

  it('requires the profile, C8, C9 and C10, and nothing else', () => {
    const optional = questionsOf(household).filter(({ required }) => required === undefined);

    expect(codes(optional)).toEqual([
      'ethnicity_other',
      'education_other',
      'occupation_other',
      ...numbered('c1_', 1, 8),
      'c2',
      'c2_other',
      'c3',
      'c4',
      'c5',
      'c6',
      'c7',
      'comment',
    ]);
  });

  it('asks to state which only after "khác", and everything else of everybody', () => {
    const other = { ethnicity: '2', education: '6', occupation: '7', c2: ['1', '7'] };

    expect(relevantQuestions(household, other)).toHaveLength(75);
    expect(
      codes(relevantQuestions(household, {})).filter((code) => code.endsWith('_other')),
    ).toEqual([]);
    expect(relevantQuestions(household, {})).toHaveLength(71);
    for (const [code, option] of Object.entries(other)) {
      const chosen = Number(Array.isArray(option) ? option.at(-1) : option);
      expect(labels(household, code)[chosen - 1]).toBe('Khác (ghi rõ)');
    }
  });
});

describe('transaction-5-factor', () => {
  it('has the eligibility question first, the profile and 22 criteria in five factors of one block', () => {
    expect(codes(questionsOf(transaction))).toEqual([
      'eligible',
      ...profile,
      ...numbered('t1_', 1, 4),
      ...numbered('t2_', 1, 5),
      ...numbered('t3_', 1, 6),
      ...numbered('t4_', 1, 3),
      ...numbered('t5_', 1, 4),
      'comment',
    ]);
    expect(
      factorsOfBlock(transaction, 'service').map(({ code }) => [
        code,
        codes(criteriaOfFactor(transaction, code)).every((criterion) =>
          criterion.startsWith(`${code.toLowerCase()}_`),
        ),
        criteriaOfFactor(transaction, code).length,
      ]),
    ).toEqual([
      ['T1', true, 4],
      ['T2', true, 5],
      ['T3', true, 6],
      ['T4', true, 3],
      ['T5', true, 4],
    ]);
  });

  it('asks nothing more of those who are not eligible [Q-02]', () => {
    const stale = { ethnicity: '2', education: '6', occupation: '7', t1_1: '5' };

    expect(codes(relevantQuestions(transaction, { eligible: '2', ...stale }))).toEqual([
      'eligible',
    ]);
    expect(codes(relevantQuestions(transaction, stale))).toEqual(['eligible']);
    expect(relevantQuestions(transaction, { eligible: '1', ...stale })).toHaveLength(34);
  });
});
