import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedInstrument } from '../../test/questionnaire/shipped-instruments.ts';
import { smallInstrument } from '../../test/questionnaire/small-instrument.ts';
import { validAnswers } from '../../test/questionnaire/valid-answers.ts';
import { isProblemCode } from '../problems/index.ts';
import { indexInstrument } from './indexed-instrument.ts';
import { type JudgedBody, judgeResponse } from './judge-response.ts';
import { type ResponseFault, responseFaultCodes } from './response-fault.ts';
import type { ResponseKind } from './response-kind.ts';

const indexed = indexInstrument(smallInstrument);
const complete = { sex: '1', age: 40, visited: '1', s1: '5' };
const body = (answers: Record<string, unknown>, given = true): JudgedBody => ({
  consent: { given },
  answers,
});
const judge = (kind: ResponseKind, answers: Record<string, unknown>): ResponseFault | null =>
  judgeResponse(indexed, kind, body(answers));
const kinds: readonly ResponseKind[] = ['final', 'correction', 'partial', 'withdrawal'];

describe('judgeResponse', () => {
  it('accepts complete answers that fit, of every kind [R-03]', () => {
    for (const kind of kinds) expect(judge(kind, complete)).toBeNull();
  });

  it.each<[string, Record<string, unknown>, ResponseFault]>([
    [
      'a question that is not in the form',
      { ...complete, c9_99: '1', zz: '2' },
      { code: 'answer.unknown-question', questions: ['c9_99', 'zz'] },
    ],
    [
      'an option that is not in the list',
      { ...complete, sex: '3', s1: '6' },
      { code: 'answer.unknown-option', questions: ['sex', 's1'] },
    ],
    [
      'an answer of the wrong type',
      { ...complete, sex: 1, age: '40' },
      { code: 'answer.wrong-type', questions: ['sex', 'age'] },
    ],
    [
      'broken text',
      { ...complete, s1: '2', why: 'a\u0000b' },
      { code: 'envelope.bad-text', questions: ['why'] },
    ],
    [
      'an answer to what should not have been asked',
      { ...complete, visited: '2' },
      { code: 'answer.not-relevant', questions: ['s1'] },
    ],
    [
      'an answer that breaks its constraint',
      { ...complete, age: 17, s1: '1', why: 'x'.repeat(21) },
      { code: 'answer.constraint', questions: ['age', 'why'] },
    ],
  ])('keeps apart a form of any kind with %s [R-03]', (_what, answers, fault) => {
    for (const kind of kinds) expect(judge(kind, answers)).toEqual(fault);
  });

  it('names the gravest fault where there are several, whatever the order of the answers [R-03]', () => {
    const bad = { sex: '9', age: 'x', zz: '1', why: '\u0000' };
    const reversed = Object.fromEntries(Object.entries(bad).reverse());

    expect(judge('final', bad)).toEqual({ code: 'envelope.bad-text', questions: ['why'] });
    expect(judge('final', reversed)).toEqual(judge('final', bad));
    expect(judge('final', { sex: '9', zz: '1', age: 'x' })?.code).toBe('answer.unknown-question');
    expect(judge('final', { sex: '9', age: 'x' })?.code).toBe('answer.wrong-type');
  });

  it('asks a finished or corrected form for its required answers, and no other kind [R-03]', () => {
    const fault = { code: 'response.incomplete', questions: ['sex', 'age', 'visited'] };

    expect(judge('final', {})).toEqual(fault);
    expect(judge('correction', {})).toEqual(fault);
    expect(judge('partial', {})).toBeNull();
    expect(judge('withdrawal', {})).toBeNull();
    expect(judge('visit', {})).toBeNull();
  });

  it('asks a finished or corrected form for consent, before it looks at completeness [R-03]', () => {
    const refused = { code: 'response.no-consent', questions: [] };

    for (const answers of [complete, {}]) {
      expect(judgeResponse(indexed, 'final', body(answers, false))).toEqual(refused);
      expect(judgeResponse(indexed, 'correction', body(answers, false))).toEqual(refused);
      expect(judgeResponse(indexed, 'partial', body(answers, false))).toBeNull();
      expect(judgeResponse(indexed, 'withdrawal', body(answers, false))).toBeNull();
    }
    expect(judgeResponse(indexed, 'visit', body({ outcome: 'refused' }, false))).toBeNull();
  });

  it('takes a required question that is left blank for missing [R-03]', () => {
    expect(judge('final', { ...complete, sex: { missing: 'left-blank' } })).toEqual({
      code: 'response.incomplete',
      questions: ['sex'],
    });
  });

  it('lets what was not asked say so, and nothing else [R-03]', () => {
    const skipped = { sex: '1', age: 40, visited: '2' };

    expect(judge('final', { ...skipped, s1: { missing: 'not-asked' } })).toBeNull();
    expect(judge('final', { ...skipped, s1: { missing: 'left-blank' } })).toBeNull();
    expect(judge('final', { ...skipped, s1: { missing: 'dont-know' } })).toEqual({
      code: 'answer.not-relevant',
      questions: ['s1'],
    });
  });

  it('finds broken text in the codes of the place too, of every kind [R-03]', () => {
    const fault = { code: 'envelope.bad-text', questions: [] };
    const unit = { commune: '29557', village: 'ấp 1' };

    for (const kind of [...kinds, 'visit'] as const) {
      const answers = kind === 'visit' ? { outcome: 'met' } : complete;
      expect(judgeResponse(indexed, kind, { ...body(answers), unit, household: 'H 1' })).toBeNull();
      expect(judgeResponse(indexed, kind, { ...body(answers), household: 'H\u0000' })).toEqual(
        fault,
      );
      expect(
        judgeResponse(indexed, kind, { ...body(answers), unit: { ...unit, village: '\ud800' } }),
      ).toEqual(fault);
    }
  });

  it('is not misled by names that every object inherits [R-03]', () => {
    const tricky = JSON.parse('{"__proto__":"1","constructor":"1"}') as Record<string, unknown>;

    expect(judge('final', tricky)).toEqual({
      code: 'answer.unknown-question',
      questions: ['__proto__', 'constructor'],
    });
  });

  it('never throws and never accepts as complete what lacks an answer, whatever the answers [R-03]', () => {
    const anyAnswers = fc.dictionary(
      fc.oneof(fc.constantFrom(...indexed.questions.keys()), fc.string()),
      fc.oneof(fc.jsonValue(), fc.constantFrom('1', '2', '3', ['1'], { missing: 'left-blank' })),
    );
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...kinds, 'visit' as const), (answers, kind) => {
        const fault = judge(kind, answers);
        expect(fault === null || isProblemCode(fault.code)).toBe(true);
        if (kind === 'final' && fault === null)
          expect(Object.keys(answers)).toEqual(expect.arrayContaining(['sex', 'age', 'visited']));
      }),
      { numRuns: 500 },
    );
  });

  it('uses only codes of the catalogue of problems [R-03]', () => {
    expect(responseFaultCodes.filter((code) => !isProblemCode(code))).toEqual([]);
  });
});

describe.each(['household-2022', 'transaction-5-factor'] as const)('a response to %s', (id) => {
  const instrument = shippedInstrument(id);
  const shipped = indexInstrument(instrument);
  const required = shipped.alwaysRequired.map(({ code }) => code);

  it('is accepted when every question that is asked is answered [R-03]', () => {
    fc.assert(
      fc.property(validAnswers(instrument), (answers) => {
        expect(judgeResponse(shipped, 'final', body(answers))).toBeNull();
      }),
    );
  });

  it('is judged the same in whatever order its answers stand [R-03]', () => {
    fc.assert(
      fc.property(validAnswers(instrument), fc.constantFrom(...required), (answers, taken) => {
        const rest = Object.entries(answers).filter(([code]) => code !== taken);
        const forward = judgeResponse(shipped, 'final', body(Object.fromEntries(rest)));
        const backward = judgeResponse(shipped, 'final', body(Object.fromEntries(rest.reverse())));
        expect(backward?.code).toBe(forward?.code);
      }),
    );
  });

  it('is incomplete without any one of its required answers [R-03]', () => {
    fc.assert(
      fc.property(validAnswers(instrument), fc.constantFrom(...required), (answers, taken) => {
        fc.pre(Object.hasOwn(answers, taken) && taken !== 'eligible');
        const { [taken]: _taken, ...rest } = answers;
        const fault = { code: 'response.incomplete', questions: [taken] };
        expect(judgeResponse(shipped, 'final', body(rest))).toEqual(
          // Without the choice of "khác", what was stated after it should not have been asked.
          Object.hasOwn(answers, `${taken}_other`)
            ? { code: 'answer.not-relevant', questions: [`${taken}_other`] }
            : fault,
        );
        expect(judgeResponse(shipped, 'partial', body(rest))?.code).not.toBe('response.incomplete');
      }),
    );
  });

  it('is incomplete with any part of its required answers, half of them too [R-03]', () => {
    // Those who are eligible are asked everything; what is taken away in turn leaves every count from all to one.
    const answers = Object.fromEntries(required.map((code) => [code, '1']));
    for (const code of required.toReversed()) {
      Reflect.deleteProperty(answers, code);
      if (code === required[0]) continue;
      expect(judgeResponse(shipped, 'final', body(answers))).toEqual({
        code: 'response.incomplete',
        questions: required.slice(required.indexOf(code)),
      });
    }
  });

  it('is refused for any option that its question does not have [R-03]', () => {
    const single = [...shipped.questions.values()].filter(({ kind }) => kind === 'single');
    fc.assert(
      fc.property(validAnswers(instrument), fc.constantFrom(...single), (answers, { question }) => {
        const { code } = question;
        expect(judgeResponse(shipped, 'final', body({ ...answers, [code]: '9' }))).toEqual({
          code: 'answer.unknown-option',
          questions: [code],
        });
      }),
    );
  });
});

describe('an ineligible transaction form', () => {
  const shipped = indexInstrument(shippedInstrument('transaction-5-factor'));

  it('is complete with its first answer alone [R-03]', () => {
    expect(judgeResponse(shipped, 'final', body({ eligible: '2' }))).toBeNull();
  });

  it('may answer nothing more, so that it counts in no criterion [R-03]', () => {
    expect(judgeResponse(shipped, 'final', body({ eligible: '2', sex: '1', t1_1: '5' }))).toEqual({
      code: 'answer.not-relevant',
      questions: ['sex', 't1_1'],
    });
    expect(judgeResponse(shipped, 'final', body({ t1_1: '5' }))?.code).toBe('answer.not-relevant');
  });
});
