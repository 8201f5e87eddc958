import { describe, expect, it } from 'vitest';
import { createPhoneHistory } from '../src/browser/phone-history.ts';
import type { ServerLine } from '../src/browser/server-lines.ts';
import type { SeenItem, Sight } from '../src/browser/told.ts';

const item = (number: number, more: Partial<SeenItem> = {}): SeenItem => ({
  responseId: `r${number}`,
  epoch: 'e',
  seq: number,
  hash: `h${number}`,
  receipt: null,
  ...more,
});
const received = (number: number) => ({
  receipt: { outcome: 'stored', receipt: number, incarnation: 'i' },
});
const enrolled = () => {
  const history = createPhoneHistory();
  history.hear({ tag: 'enrolled', deviceId: 'd' });
  return history;
};
const sight = (outbox: readonly SeenItem[], drafts: Sight['drafts'] = []): Sight => ({
  kind: 'journal',
  deviceId: 'd',
  mended: 0,
  outbox,
  drafts,
});
const line = (number: number, more: Partial<ServerLine> = {}): ServerLine => ({
  receipt: number,
  hash: `h${number}`,
  outcome: 'stored',
  code: null,
  responseId: `r${number}`,
  deviceId: 'd',
  epoch: 'e',
  seq: number,
  revision: 1,
  answers: {},
  ...more,
});

describe('the history of one phone', () => {
  it('finds nothing where all that was told is there, here and at the server', () => {
    const history = enrolled();
    history.hear({ tag: 'started', responseId: 'r1' });
    history.hear({ tag: 'tapped', responseId: 'r1', question: 'sex', value: '2' });
    history.hear({ tag: 'finished', ...item(1) });
    history.hear({ tag: 'light', received: ['h1'] });

    const last = sight([item(1, received(1))]);

    expect(history.seen(last)).toEqual([]);
    expect(history.judge(last, [line(1, { answers: { sex: '2' } })])).toEqual([]);
    expect(history.counts()).toEqual({ forms: 1, taps: 1 });
  });

  it('sees that a phone has forgotten whose it is', () => {
    const history = enrolled();

    expect(history.seen({ ...sight([]), deviceId: null })).toEqual([
      'lost: the phone knows no more whose it is',
    ]);
  });

  it('calls a form lost that was told as finished and is not there', () => {
    const history = enrolled();
    history.hear({ tag: 'finished', ...item(1) });

    expect(history.seen(sight([]))).toEqual(['lost: form r1, told as finished']);
  });

  it('calls an answer and a draft lost that were told as saved', () => {
    const history = enrolled();
    for (const responseId of ['r1', 'r2']) {
      history.hear({ tag: 'started', responseId });
      history.hear({ tag: 'tapped', responseId, question: 'sex', value: '2' });
    }

    expect(history.seen(sight([], [{ responseId: 'r1', answers: { sex: '1' } }]))).toEqual([
      'lost: answer sex of draft r1',
      'lost: draft r2',
    ]);
  });

  it('sees two contents under one number, and a receipt that was not kept', () => {
    const history = enrolled();
    history.hear({ tag: 'light', received: ['h2'] });
    history.seen(sight([item(1)]));

    expect(history.seen(sight([item(2, { seq: 1 })]))).toEqual([
      'sequence number e 1 has two contents',
      'lost: form r1, told as finished',
      'form h2 was shown as received and waits again',
    ]);
    history.mayWaitAgain();
    expect(history.seen(sight([item(2, { seq: 1 })]))).toHaveLength(2);
  });

  it('sees at the server what is doubled, unknown, missing, or was shown too early', () => {
    const history = enrolled();
    history.hear({ tag: 'light', received: ['h4'] });
    history.hear({ tag: 'finished', ...item(5) });
    const last = sight([item(1), item(4, received(4)), item(5)]);

    const found = history.judge(last, [line(2), line(5), line(5, { outcome: 'conflict' })]);

    expect(found.map((one) => one.split(':')[0])).toEqual(
      expect.arrayContaining([
        'phantom',
        'duplicated',
        'false receipt',
        'blocked',
        'the light counted h4, which the server has not',
      ]),
    );
  });
});
