import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Change,
  removed,
  smallInstrument,
  spoilt,
} from '../../test/questionnaire/small-instrument.ts';
import type { InstrumentFault } from './instrument-fault.ts';
import { checkInstrument } from './self-check.ts';

/** What the self-check says of the small instrument after something in it was spoilt. */
function faultsAfter(...changes: readonly Change[]): readonly InstrumentFault[] {
  const checked = checkInstrument(spoilt(...changes));
  return checked.ok ? [] : checked.error;
}

const sex = 'sections[0].questions[0]';
const age = 'sections[0].questions[1]';
const channels = 'sections[0].questions[2]';
const channelsOther = 'sections[0].questions[3]';
const s1 = 'sections[2].questions[0]';
const s2 = 'sections[2].questions[1]';
const why = 'sections[3].questions[0]';

describe('checkInstrument', () => {
  it('accepts an instrument without faults and hands it back [Q-08]', () => {
    expect(checkInstrument(smallInstrument)).toEqual({ ok: true, value: smallInstrument });
  });

  it.each<[string, string, string, Change]>([
    [
      'a member is missing',
      'satisfiedOptions',
      'a list of at least 0',
      ['satisfiedOptions', removed],
    ],
    ['a member is unknown', 'colour', 'nothing of this name', ['colour', 'red']],
    ['the format is another', 'format', '1', ['format', 2]],
    ['a list is no list', 'sections', 'a list of at least 1', ['sections', {}]],
    ['a list is empty', 'choiceLists.sex', 'a list of at least 1', ['choiceLists.sex', []]],
    [
      'a kind of question is unknown',
      'sections[0].questions[0].kind',
      'single | multiple | number | text',
      [`${sex}.kind`, 'slider'],
    ],
    ['a text is no text', 'title.vi', 'a text', ['title.vi', 7]],
    ['a text is one language only', 'title', 'an object', ['title', 'Phiếu']],
    [
      'a language is no language',
      'title.Vietnamese',
      'nothing of this name',
      ['title.Vietnamese', 'Phiếu'],
    ],
    [
      'an option code has a blank',
      'choiceLists.sex[0].code',
      'an option code without blanks',
      ['choiceLists.sex[0].code', '1 2'],
    ],
    [
      'a question code is no column name',
      'sections[0].questions[1].code',
      'a code of lower-case letters, digits and _ that starts with a letter',
      [`${age}.code`, 'Tuổi'],
    ],
    [
      'a condition is none',
      'sections[3].questions[0].required',
      'an expression',
      [`${why}.required`, { maybe: true }],
    ],
    [
      'a condition says two things',
      'sections[3].questions[0].required.not',
      'nothing of this name',
      [`${why}.required`, { answer: 'sex', not: { value: true } }],
    ],
    [
      '"all" joins fewer than two',
      'sections[3].questions[0].required.all',
      'a list of at least 2',
      [`${why}.required`, { all: [{ value: true }] }],
    ],
    [
      '"selected" lacks its option',
      'sections[2].questions[0].relevant.selected',
      'an expression and an option code',
      [`${s1}.relevant.selected`, [{ answer: 'visited' }]],
    ],
    [
      'a number cannot be written in XPath',
      'sections[3].questions[0].required.value',
      'a text, a truth value, or a number without exponent',
      [`${why}.required`, { value: 1e30 }],
    ],
  ])('reports the shape where %s [Q-08]', (_what, path, expected, change) => {
    expect(faultsAfter(change)).toEqual([{ fault: 'wrong-shape', path, expected }]);
  });

  it('reports a condition that nests too deep to be read safely [Q-08]', () => {
    let deep: unknown = { value: true };
    for (let depth = 0; depth < 1_000; depth += 1) deep = { not: deep };

    const faults = faultsAfter([`${why}.required`, deep]);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ fault: 'wrong-shape', expected: 'an expression' });
  });

  it.each<[string, InstrumentFault, Change, Change?]>([
    [
      'a question code stands twice',
      { fault: 'repeated-code', path: 'sections[1].questions[1]', of: 'question', code: 'sex' },
      ['sections[1].questions[1]', { code: 'sex', kind: 'text', text: { vi: 'Giới tính?' } }],
    ],
    [
      'an option code stands twice',
      { fault: 'repeated-code', path: 'choiceLists.sex[1]', of: 'option', code: '1' },
      ['choiceLists.sex[1].code', '1'],
    ],
    [
      'a section code stands twice',
      { fault: 'repeated-code', path: 'sections[3]', of: 'section', code: 'visit' },
      ['sections[3].code', 'visit'],
    ],
    [
      'a factor code stands twice',
      { fault: 'repeated-code', path: 'factors[2]', of: 'factor', code: 'G' },
      ['factors[2]', { ...smallInstrument.factors[1] }],
    ],
    [
      'a block code stands twice',
      { fault: 'repeated-code', path: 'blocks[1]', of: 'block', code: 'service' },
      ['blocks[1]', { ...smallInstrument.blocks[0] }],
    ],
    [
      'a language stands twice',
      { fault: 'repeated-code', path: 'languages[2]', of: 'language', code: 'en' },
      ['languages[2]', 'en'],
    ],
    [
      'a satisfied option stands twice',
      { fault: 'repeated-code', path: 'satisfiedOptions[2]', of: 'option', code: '5' },
      ['satisfiedOptions[2]', '5'],
    ],
    [
      'a choice list is not there',
      {
        fault: 'unknown-reference',
        path: 'sections[0].questions[0].choices',
        to: 'choice list',
        code: 'constructor',
      },
      [`${sex}.choices`, 'constructor'],
    ],
    [
      'the factor of a criterion is not there',
      {
        fault: 'unknown-reference',
        path: 'sections[2].questions[2].factor',
        to: 'factor',
        code: 'H',
      },
      [
        'sections[2].questions[2]',
        {
          code: 's3',
          kind: 'single',
          text: { vi: 'Sạch sẽ' },
          choices: 'scale',
          factor: 'H',
        },
      ],
    ],
    [
      'the block of a factor is not there',
      { fault: 'unknown-reference', path: 'factors[1].block', to: 'block', code: 'policy' },
      ['factors[1].block', 'policy'],
    ],
    [
      'a satisfied option is on no list of the criteria',
      { fault: 'unknown-reference', path: 'satisfiedOptions[0]', to: 'option', code: '6' },
      ['satisfiedOptions', ['6', '5']],
    ],
    [
      'a condition asks for a question that is not there',
      {
        fault: 'unknown-reference',
        path: 'sections[3].questions[0].required.left',
        to: 'question',
        code: 's9',
      },
      [`${why}.required.left.answer`, 's9'],
    ],
    [
      'a condition asks for an option that is not there',
      {
        fault: 'unknown-reference',
        path: 'sections[2].questions[1].relevant.selected[1]',
        to: 'option',
        code: '3',
      },
      [`${s2}.relevant.selected[1]`, '3'],
    ],
    [
      'a comparison asks for an option that is not there',
      {
        fault: 'unknown-reference',
        path: 'sections[3].questions[0].required.right',
        to: 'option',
        code: '9',
      },
      [`${why}.required.right.value`, '9'],
    ],
    [
      'a comparison the other way round asks for an option that is not there',
      {
        fault: 'unknown-reference',
        path: 'sections[3].questions[0].required.left',
        to: 'option',
        code: '9',
      },
      [
        `${why}.required`,
        {
          compare: '=',
          left: { value: '9' },
          right: { answer: 's1' },
        },
      ],
    ],
    [
      'a question with printed answers names no list',
      { fault: 'choices-mismatch', path: 'sections[0].questions[2]' },
      [`${channels}.choices`, removed],
      [`${channelsOther}.relevant`, { value: true }],
    ],
    [
      'a number names a list',
      { fault: 'choices-mismatch', path: 'sections[0].questions[1]' },
      [`${age}.choices`, 'sex'],
    ],
    [
      'a criterion has no factor',
      { fault: 'factor-mismatch', path: 'sections[2].questions[2]' },
      [
        'sections[2].questions[2]',
        {
          code: 's3',
          kind: 'single',
          text: { vi: 'Sạch sẽ' },
          choices: 'scale',
        },
      ],
    ],
    [
      'a question that is no criterion has a factor',
      { fault: 'factor-mismatch', path: 'sections[3].questions[1]' },
      [
        'sections[3].questions[1]',
        {
          code: 's3',
          kind: 'single',
          text: { vi: 'Sạch sẽ' },
          choices: 'scale',
          factor: 'F',
        },
      ],
    ],
    [
      'a criterion takes several answers',
      { fault: 'factor-mismatch', path: 'sections[2].questions[1]' },
      [`${s2}.kind`, 'multiple'],
    ],
    [
      'a factor has no criterion',
      { fault: 'nothing-belongs', path: 'factors[2]' },
      ['factors[2]', { ...smallInstrument.factors[1], code: 'H' }],
    ],
    [
      'a block has no factor',
      { fault: 'nothing-belongs', path: 'blocks[1]' },
      ['blocks[1]', { ...smallInstrument.blocks[0], code: 'policy' }],
    ],
    [
      'no option of the criteria satisfies',
      { fault: 'nothing-belongs', path: 'satisfiedOptions' },
      ['satisfiedOptions', []],
    ],
    [
      'a condition looks at a later question',
      {
        fault: 'looks-ahead',
        path: 'sections[0].questions[3].relevant.selected[0]',
        code: 'visited',
      },
      [`${channelsOther}.relevant.selected`, [{ answer: 'visited' }, '1']],
    ],
    [
      'a question is asked on condition of its own answer',
      { fault: 'looks-ahead', path: 'sections[2].questions[1].relevant.selected[0]', code: 's2' },
      [`${s2}.relevant.selected`, [{ answer: 's2' }, '1']],
    ],
    [
      '"." stands where no answer is judged',
      { fault: 'looks-ahead', path: 'sections[3].questions[0].required.not', code: '.' },
      [`${why}.required`, { not: { self: true } }],
    ],
    [
      'a part of a constraint looks at a later question',
      {
        fault: 'looks-ahead',
        path: 'sections[0].questions[1].constraint.holds.all[1].right.stringLength',
        code: 'why',
      },
      [`${age}.constraint.holds.all[1].right`, { stringLength: { answer: 'why' } }],
    ],
    [
      'one of several conditions looks at a later question',
      {
        fault: 'looks-ahead',
        path: 'sections[0].questions[3].relevant.any[1].countSelected',
        code: 'why',
      },
      [
        `${channelsOther}.relevant`,
        {
          any: [{ answer: 'sex' }, { countSelected: { answer: 'why' } }],
        },
      ],
    ],
    [
      'a question has no Vietnamese text',
      { fault: 'text-missing', path: 'sections[0].questions[0].text', language: 'vi' },
      [`${sex}.text`, { en: 'Sex?' }],
    ],
    [
      'a stem has no Vietnamese text',
      { fault: 'text-missing', path: 'sections[2].questions[0].stem', language: 'vi' },
      [`${s1}.stem`, { en: 'How satisfied?' }],
    ],
    [
      'a hint has no Vietnamese text',
      { fault: 'text-missing', path: 'sections[3].questions[0].hint', language: 'vi' },
      [`${why}.hint`, {}],
    ],
    [
      'the message of a constraint has no Vietnamese text',
      {
        fault: 'text-missing',
        path: 'sections[0].questions[1].constraint.message',
        language: 'vi',
      },
      [`${age}.constraint.message`, { en: '18 to 120' }],
    ],
    ...(
      [
        ['the title', 'title', ['title.en', removed]],
        ['the consent text', 'consent.text', ['consent.text.en', removed]],
        ['a block', 'blocks[0].title', ['blocks[0].title.en', removed]],
        ['a factor', 'factors[1].title', ['factors[1].title.en', removed]],
        ['a section', 'sections[3].title', ['sections[3].title.en', removed]],
        ['an answer', 'choiceLists.scale[4].label', ['choiceLists.scale[4].label.en', removed]],
      ] as [string, string, Change, Change?][]
    ).map(([what, path, plant]): [string, InstrumentFault, Change, Change?] => [
      `${what} has no English text`,
      { fault: 'text-missing', path, language: 'en' },
      plant,
    ]),
    [
      'Vietnamese is not among the languages',
      { fault: 'text-missing', path: 'languages', language: 'vi' },
      ['languages', ['en']],
    ],
    [
      'a text is blank',
      { fault: 'text-blank', path: 'sections[0].questions[0].text.vi' },
      [`${sex}.text.vi`, ' '],
    ],
    [
      'a text is not in normal form C',
      { fault: 'text-not-nfc', path: 'sections[0].questions[0].text.vi' },
      [`${sex}.text.vi`, 'Giới tính?'.normalize('NFD')],
    ],
    ['the source is blank', { fault: 'text-blank', path: 'source' }, ['source', '']],
  ])('reports that %s [Q-08]', (_what, fault, ...changes) => {
    expect(faultsAfter(...changes.filter((change) => change !== undefined))).toEqual([fault]);
  });

  it('lets a constraint look at its own answer, by name and by "." [Q-08]', () => {
    const faults = faultsAfter([
      `${age}.constraint.holds`,
      {
        compare: '=',
        left: { answer: 'age' },
        right: { self: true },
      },
    ]);

    expect(faults).toEqual([]);
  });

  it('asks for no English text of a question [Q-08]', () => {
    expect(faultsAfter([`${sex}.text.en`, removed])).toEqual([]);
  });

  it('reports all faults at once [Q-08]', () => {
    const faults = faultsAfter(
      ['choiceLists.sex[1].code', '1'],
      ['factors[1].block', 'policy'],
      [`${sex}.text.vi`, ''],
    );

    expect(faults.map(({ fault }) => fault)).toEqual([
      'repeated-code',
      'unknown-reference',
      'text-blank',
    ]);
  });

  it('never throws and never accepts anything but an instrument [Q-08]', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (input) => {
        expect(checkInstrument(input).ok).toBe(false);
      }),
    );
  });

  it('never throws when any part of an instrument is replaced by anything [Q-08]', () => {
    const places: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (path !== '') places.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, member] of Object.entries(value)) walk(member, `${path}.${key}`);
    };
    walk(smallInstrument, '');

    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
        expect(typeof checkInstrument(spoilt([path, value])).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
