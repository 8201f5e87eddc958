import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedInstrument } from '../../test/questionnaire/shipped-instruments.ts';
import { smallInstrument, spoilt } from '../../test/questionnaire/small-instrument.ts';
import { validAnswers } from '../../test/questionnaire/valid-answers.ts';
import type { Instrument } from '../questionnaire/index.ts';
import { missingRequired } from './completeness.ts';
import { indexInstrument } from './indexed-instrument.ts';

const indexed = indexInstrument(smallInstrument);
const complete = { sex: '1', age: 40, visited: '1', s1: '5' };
const missing = (answers: Record<string, unknown>): readonly string[] =>
  missingRequired(indexed, answers);

describe('missingRequired', () => {
  it('misses nothing where every required question that is asked has an answer [R-02]', () => {
    expect(missing(complete)).toEqual([]);
    expect(missing({ sex: '1', age: 40, visited: '2' })).toEqual([]);
  });

  it('lists what is missing in the order of the form [R-02]', () => {
    expect(missing({})).toEqual(['sex', 'age', 'visited']);
    expect(missing({ visited: '1', channels: ['3'] })).toEqual([
      'sex',
      'age',
      'channels_other',
      's1',
    ]);
    // "why" is required only after the worst answer; it comes after s1 and before nothing.
    expect(missing({ ...complete, sex: '', s1: '1' })).toEqual(['sex', 'why']);
  });

  it('takes a duty that depends on an answer from that answer [R-02]', () => {
    expect(missing({ ...complete, s1: '1' })).toEqual(['why']);
    expect(missing({ ...complete, s1: '1', why: 'Chờ lâu' })).toEqual([]);
    expect(missing({ ...complete, visited: '2', s1: '1' })).toEqual([]);
  });

  it.each([
    ['left blank', { missing: 'left-blank' }],
    ['not asked', { missing: 'not-asked' }],
    ['refused, which is not offered', { missing: 'refused' }],
    ['an empty text', ''],
    ['nothing at all', undefined],
    ['null', null],
  ])('does not take for an answer: %s [R-02]', (_what, answer) => {
    expect(missing({ ...complete, s1: answer })).toContain('s1');
  });

  it('does not take blanks or an empty selection for an answer [R-02]', () => {
    expect(missing({ ...complete, channels: ['3'], channels_other: ' \n' })).toEqual([
      'channels_other',
    ]);
    const always = { value: true };
    const [profile, ...others] = smallInstrument.sections;
    if (profile === undefined) throw new Error('no profile');
    const questions = profile.questions.map((question) => ({ ...question, required: always }));
    const strict = indexInstrument({
      ...smallInstrument,
      sections: [{ ...profile, questions }, ...others],
    });
    expect(missingRequired(strict, { ...complete, channels: [] })).toEqual(['channels']);
  });

  it('takes an offered "don\'t know" for an answer [R-02]', () => {
    expect(missing({ ...complete, s1: { missing: 'dont-know' } })).toEqual([]);
  });

  it('takes an offered refusal for an answer [R-02]', () => {
    const offering = indexInstrument(
      spoilt(['sections[2].questions[0].offers', ['refused']]) as Instrument,
    );

    expect(missingRequired(offering, { ...complete, s1: { missing: 'refused' } })).toEqual([]);
    expect(missingRequired(offering, { ...complete, s1: { missing: 'dont-know' } })).toEqual([
      's1',
    ]);
  });

  it('never throws, whatever the answers [R-02]', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...indexed.questions.keys()), fc.anything()),
        (a) => {
          expect(Array.isArray(missing(a))).toBe(true);
        },
      ),
    );
  });

  it.each(['household-2022', 'transaction-5-factor'] as const)(
    'misses in %s exactly what was taken out of complete answers [R-02]',
    (id) => {
      const instrument = shippedInstrument(id);
      const shipped = indexInstrument(instrument);
      const required = shipped.alwaysRequired.map(({ code }) => code);

      fc.assert(
        fc.property(validAnswers(instrument), fc.subarray(required), (answers, taken) => {
          // Without its eligibility answer a transaction form asks nothing, so that one stays.
          const out = taken.filter((code) => code !== 'eligible' && Object.hasOwn(answers, code));
          const rest = Object.fromEntries(
            Object.entries(answers).filter(([code]) => !out.includes(code)),
          );
          expect(missingRequired(shipped, rest)).toEqual(out);
        }),
      );
    },
  );
});
