import { describe, expect, it } from 'vitest';
import { smallForm } from '../../test/capture/small-world.ts';
import { askedQuestions, nextPosition, openPosition, previousPosition } from './interview-flow.ts';

const seen = [1, 0, 0] as const;

describe('the order of an interview', () => {
  it('goes from the consent to the first question, through the form, to the review [C-01]', () => {
    const path = ['@consent'];
    while (path.at(-1) !== '@review')
      path.push(
        nextPosition(smallForm, {
          answers: { work: '1' },
          timings: {},
          position: path.at(-1) ?? '',
        }),
      );

    expect(path).toEqual(['@consent', 'work', 'age', 'f1', 'f2', 'channels', 'comment', '@review']);
  });

  it('asks a question only when it is relevant [C-01]', () => {
    const next = (work: string) =>
      nextPosition(smallForm, { answers: { work }, timings: {}, position: 'work' });

    expect(next('2')).toBe('work_other');
    expect(next('1')).toBe('age');
  });

  it('returns to the review from a question that is mended at the end [C-01]', () => {
    const timings = Object.fromEntries(
      ['work', 'age', 'f1', 'f2', 'channels', 'comment'].map((code) => [code, seen]),
    );

    expect(nextPosition(smallForm, { answers: { work: '1' }, timings, position: 'f1' })).toBe(
      '@review',
    );
  });

  it('leads first to a question that the mending has opened [C-01]', () => {
    const timings = Object.fromEntries(
      ['work', 'age', 'f1', 'f2', 'channels', 'comment'].map((code) => [code, seen]),
    );
    const standing = { answers: { work: '2' }, timings };

    expect(nextPosition(smallForm, { ...standing, position: 'work' })).toBe('work_other');
    expect(nextPosition(smallForm, { ...standing, position: 'work_other' })).toBe('@review');
  });

  it('goes back over what is not asked, to the consent and no further', () => {
    expect(previousPosition(smallForm, { answers: { work: '1' }, position: 'age' })).toBe('work');
    expect(previousPosition(smallForm, { answers: { work: '2' }, position: 'age' })).toBe(
      'work_other',
    );
    expect(previousPosition(smallForm, { answers: {}, position: 'work' })).toBe('@consent');
    expect(previousPosition(smallForm, { answers: {}, position: '@review' })).toBe('comment');
  });

  it('opens at the next question when the one it stood on is no longer asked', () => {
    const standing = { answers: { work: '1' }, timings: {} };

    expect(openPosition(smallForm, { ...standing, position: 'work_other' })).toBe('age');
    expect(openPosition(smallForm, { ...standing, position: 'f2' })).toBe('f2');
    expect(openPosition(smallForm, { ...standing, position: '@review' })).toBe('@review');
  });

  it('lists what is asked in the order of the form', () => {
    expect(askedQuestions(smallForm, { work: '2' }).map(({ code }) => code)).toEqual([
      'work',
      'work_other',
      'age',
      'f1',
      'f2',
      'channels',
      'comment',
    ]);
  });
});
