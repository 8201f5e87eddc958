import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { readQuestionnaireFile } from './shipped-instruments.ts';
import { type Change, removed, smallInstrument, spoilt } from './small-instrument.ts';

const ajv = new Ajv2020({ strictRequired: false, strictTypes: false });
const accepts = ajv.compile(readQuestionnaireFile('instrument.schema.json') as AnySchemaObject);

describe('instrument.schema.json', () => {
  it('accepts both shipped instruments and the small one', () => {
    const given = [
      readQuestionnaireFile('household-2022.json'),
      readQuestionnaireFile('transaction-5-factor.json'),
      smallInstrument,
    ];

    expect(given.map((instrument) => [accepts(instrument), accepts.errors])).toEqual([
      [true, null],
      [true, null],
      [true, null],
    ]);
  });

  it.each<[string, Change]>([
    ['a missing member', ['sections', removed]],
    ['an unknown member', ['colour', 'red']],
    ['another format', ['format', 2]],
    ['an unknown kind of question', ['sections[0].questions[0].kind', 'slider']],
    ['a question code that is no column name', ['sections[0].questions[0].code', 'Giới tính']],
    ['an option code with a blank', ['choiceLists.sex[0].code', '1 2']],
    ['a list of no options', ['choiceLists.sex', []]],
    ['a question without Vietnamese', ['sections[0].questions[0].text', { en: 'Sex?' }]],
    ['a section without English', ['sections[0].title', { vi: 'Người trả lời' }]],
    ['an answer without English', ['choiceLists.sex[0].label.en', removed]],
    ['a blank text', ['title.vi', ' ']],
    ['a choice without a list', ['sections[0].questions[0].choices', removed]],
    ['a number with a list', ['sections[0].questions[1].choices', 'sex']],
    ['a factor without a block', ['factors[0].block', removed]],
    ['an unknown role', ['sections[0].role', 'quiz']],
    ['a missing kind that nobody offers', ['sections[2].questions[0].offers', ['left-blank']]],
    ['no condition at all', ['sections[3].questions[0].required', {}]],
    ['an unknown condition', ['sections[3].questions[0].required', { maybe: true }]],
    ['two conditions in one', ['sections[2].questions[0].relevant.not', { value: true }]],
    ['a fault deep in a condition', ['sections[3].questions[0].relevant.not.compare', '==']],
    ['a conjunction of one', ['sections[3].questions[0].required', { all: [{ value: true }] }]],
    ['a selection without its option', ['sections[2].questions[0].relevant.selected[1]', 2]],
    ['a constraint without its message', ['sections[0].questions[1].constraint.message', removed]],
  ])('refuses %s', (_what, change) => {
    expect(accepts(spoilt(change))).toBe(false);
  });
});
