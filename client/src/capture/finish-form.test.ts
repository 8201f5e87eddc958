import { judgeResponse } from '@sipas/shared/response';
import { clearEnvelopeSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { newDraft, smallForm } from '../../test/capture/small-world.ts';
import { finishForm, finishPartial } from './finish-form.ts';
import { finishVisit } from './finish-visit.ts';

const moment = {
  wallMs: Date.parse('2026-11-23T08:00:00.000Z'),
  utcOffsetMin: 420,
  sinceContactMs: 61_000.4,
};
const agreed = {
  ...newDraft,
  consent: { given: true, at: '2026-11-23T07:31:00.000Z', textVersion: 'small/1' },
  activeMs: 90_500.7,
};
const complete = { ...agreed, answers: { work: '1', f1: '4', f2: '5' } };

/** What the shelf adds, so that the whole can be read as it will travel. */
const chained = {
  v: 1,
  deviceId: '019ab0d4-7b60-7000-8000-0000000000dd',
  epoch: '00ff00ff00ff00ff',
  seq: 1,
  prevHash: null,
  hash: 'b'.repeat(64),
  sig: null,
};

it('gives a form that is an envelope once the shelf has put it into the chain [C-03]', () => {
  const form = finishForm(smallForm, complete, moment);

  expect(form.ok && v.safeParse(clearEnvelopeSchema, { ...chained, ...form.value }).success).toBe(
    true,
  );
  expect(form.ok && form.value.clock).toEqual({
    wall: '2026-11-23T08:00:00.000Z',
    utcOffsetMin: 420,
    activeMs: 90_501,
    sinceContactMs: 61_000,
  });
});

it('marks what was asked and not answered, and leaves out what was not asked [C-03]', () => {
  const form = finishForm(
    smallForm,
    {
      ...complete,
      answers: { ...complete.answers, work_other: 'thợ mộc', channels: [], comment: '  ' },
    },
    moment,
  );

  expect(form.ok && form.value.body.answers).toEqual({
    work: '1',
    age: { missing: 'left-blank' },
    f1: '4',
    f2: '5',
    channels: { missing: 'left-blank' },
    comment: { missing: 'left-blank' },
  });
});

it('puts typed text into normal form C, without blanks around and without NUL [C-03]', () => {
  const decomposed = ' Thợ mo\u0302\u0323c\u0000 ';
  const form = finishForm(
    smallForm,
    { ...complete, household: ' 007 ', answers: { ...complete.answers, comment: decomposed } },
    moment,
  );

  expect(form.ok && form.value.body.answers['comment']).toBe('Thợ m\u1ed9c');
  expect(form.ok && form.value.body.household).toBe('007');
});

it('refuses to finish while a required question has no answer, and names it [C-03]', () => {
  const form = finishForm(smallForm, { ...complete, answers: { work: '1', f2: '5' } }, moment);

  expect(form).toEqual({ ok: false, error: { code: 'response.incomplete', questions: ['f1'] } });
});

it('refuses to finish without consent [C-03]', () => {
  expect(finishForm(smallForm, { ...complete, consent: null }, moment).ok).toBe(false);
});

it('records a visit without an interview as its outcome alone, consent not given [C-04]', () => {
  const form = finishVisit({ ...newDraft, answers: { work: '1' } }, 'away', moment);

  expect(form.kind).toBe('visit');
  expect(form.body.answers).toEqual({ outcome: 'away' });
  expect(form.body.consent).toEqual({
    given: false,
    at: '2026-11-23T08:00:00.000Z',
    textVersion: 'none',
  });
  expect(v.safeParse(clearEnvelopeSchema, { ...chained, ...form }).success).toBe(true);
});

it('closes an interview before its end with the answers that were given [C-36]', () => {
  const answers = {
    work: '1',
    work_other: 'thợ mộc',
    f1: '4',
    channels: [],
    comment: ' Nhanh hơn ',
    age: { missing: 'left-blank' },
  } as const;
  const form = finishPartial(smallForm, { ...agreed, answers }, moment);

  expect(form).toMatchObject({
    responseId: newDraft.responseId,
    revision: 1,
    kind: 'partial',
    body: { consent: agreed.consent, answers: { work: '1', f1: '4', comment: 'Nhanh hơn' } },
  });
  // Exactly these: what was not asked and what was left blank is absent.
  expect(Object.keys(form.body.answers)).toEqual(['work', 'f1', 'comment']);
  expect(v.safeParse(clearEnvelopeSchema, { ...chained, ...form }).success).toBe(true);
  expect(judgeResponse(smallForm, 'partial', form.body)).toBeNull();
});

it('closes an interview before consent without one, and without its instrument as it is [C-36]', () => {
  const form = finishPartial(null, { ...newDraft, answers: { other: 'x ' } }, moment);

  expect(form.body).toMatchObject({
    consent: { given: false, at: '2026-11-23T08:00:00.000Z', textVersion: 'none' },
    answers: { other: 'x ' },
  });
});
