import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallInstrument } from '../../test/questionnaire/small-instrument.ts';
import { isCleanText, judgeAnswer } from './answer-validity.ts';
import { type IndexedQuestion, indexInstrument } from './indexed-instrument.ts';

const indexed = indexInstrument(smallInstrument);
const question = (code: string): IndexedQuestion => {
  const found = indexed.questions.get(code);
  if (found === undefined) throw new Error(code);
  return found;
};

describe('judgeAnswer', () => {
  it.each<[string, unknown, string | null]>([
    ['sex', '1', null],
    ['sex', '3', 'answer.unknown-option'],
    ['sex', '', 'answer.unknown-option'],
    ['sex', '1\u0000', 'answer.unknown-option'],
    ['sex', 1, 'answer.wrong-type'],
    ['sex', ['1'], 'answer.wrong-type'],
    ['sex', null, 'answer.wrong-type'],
    ['sex', true, 'answer.wrong-type'],
    ['channels', [], null],
    ['channels', ['3', '1'], null],
    ['channels', ['1', '1'], 'answer.unknown-option'],
    ['channels', ['1', '4'], 'answer.unknown-option'],
    ['channels', ['1', 2], 'answer.wrong-type'],
    ['channels', '1', 'answer.wrong-type'],
    ['age', 30, null],
    ['age', -1, null],
    ['age', 30.5, 'answer.wrong-type'],
    ['age', Number.MAX_SAFE_INTEGER + 1, 'answer.wrong-type'],
    ['age', NaN, 'answer.wrong-type'],
    ['age', '30', 'answer.wrong-type'],
    ['why', 'Chờ lâu', null],
    ['why', '', null],
    ['why', 'Chờ lâu'.normalize('NFD'), null],
    ['why', 5, 'answer.wrong-type'],
    ['why', 'a\u0000b', 'envelope.bad-text'],
    ['why', 'a\ud83d', 'envelope.bad-text'],
    ['why', '\ude00a', 'envelope.bad-text'],
    ['why', '😀', null],
    ['why', 'x'.repeat(5_000), null],
    ['why', 'x'.repeat(5_001), 'answer.constraint'],
    ['why', '😀'.repeat(5_000), null],
    ['why', '😀'.repeat(5_001), 'answer.constraint'],
    ['why', `${'😀'.repeat(4_999)}xx`, 'answer.constraint'],
  ])('takes the answer to %s, %j, for %s [R-01]', (code, answer, fault) => {
    expect(judgeAnswer(question(code), answer)).toBe(fault);
  });

  it('lets every question be left blank or not asked [R-01]', () => {
    for (const entry of indexed.questions.values()) {
      expect(judgeAnswer(entry, { missing: 'left-blank' })).toBeNull();
      expect(judgeAnswer(entry, { missing: 'not-asked' })).toBeNull();
    }
  });

  it('takes "refused" and "don\'t know" only where they are offered [R-01]', () => {
    // s1 offers "don't know" alone.
    expect(judgeAnswer(question('s1'), { missing: 'dont-know' })).toBeNull();
    expect(judgeAnswer(question('s1'), { missing: 'refused' })).toBe('answer.unknown-option');
    expect(judgeAnswer(question('s2'), { missing: 'dont-know' })).toBe('answer.unknown-option');
  });

  it.each([
    [{}],
    [{ missing: 'lost' }],
    [{ missing: null }],
    [{ missing: 'left-blank', why: 'tired' }],
    [{ answer: '1' }],
    [{ missing: ['left-blank'] }],
  ])('refuses %j as a reason for a missing answer [R-01]', (answer) => {
    expect(judgeAnswer(question('s1'), answer)).toBe('answer.wrong-type');
  });

  it('never throws, whatever stands for an answer [R-01]', () => {
    fc.assert(
      fc.property(fc.anything(), (answer) => {
        for (const entry of indexed.questions.values())
          expect(['string', 'object']).toContain(typeof judgeAnswer(entry, answer));
      }),
    );
  });
});

/** The language's own test: percent-encoding throws on half a surrogate pair. */
function canBeEncoded(text: string): boolean {
  try {
    encodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

describe('isCleanText', () => {
  it('knows NUL and halves of surrogate pairs, and nothing else, for broken text [R-01]', () => {
    const unit = fc.oneof(fc.constantFrom(0, 0x41, 0xd800, 0xd83d, 0xde00, 0xdfff), fc.nat(0xffff));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 6 }), (units) => {
        const text = String.fromCharCode(...units);
        expect(isCleanText(text)).toBe(canBeEncoded(text) && !text.includes('\u0000'));
      }),
    );
    expect(isCleanText('\ud83d')).toBe(false);
  });
});
