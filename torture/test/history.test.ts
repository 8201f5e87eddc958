import { describe, expect, it } from 'vitest';
import {
  type FinalContent,
  type HeldLine,
  type HistoryEvent,
  judgeHistory,
  printViolation,
} from '../src/history.ts';

/** Form n of phone p: number n of its chain. */
const finished = (
  phone: string,
  seq: number,
  more: Partial<{ fate: 'kept apart' | 'either' }> = {},
) =>
  ({
    type: 'finished',
    phone,
    epoch: 'e1',
    seq,
    responseId: `r-${phone}${String(seq)}`,
    revision: 1,
    hash: `${phone}${String(seq)}`,
    line: `line ${phone}${String(seq)}`,
    ...more,
  }) as const;

const held = (phone: string, seq: number, more: Partial<HeldLine> = {}): HeldLine => {
  const { hash, epoch, responseId, revision, line } = finished(phone, seq);
  return { hash, outcome: 'stored', phone, epoch, seq, responseId, revision, line, ...more };
};

const receipt = (hash: string, number: number, more: Partial<Record<string, string>> = {}) =>
  ({
    type: 'receipt',
    hash,
    outcome: 'stored',
    receipt: number,
    incarnation: 'i1',
    ...more,
  }) as const;

const end = (
  lines: readonly HeldLine[],
  phones: Readonly<Record<string, readonly string[]>> = {},
  more: Partial<NonNullable<FinalContent['server']>> = {},
): FinalContent => ({
  server: { incarnation: 'i1', held: lines, differences: [], missing: [], ...more },
  phones: Object.entries(phones).map(([phone, hashes]) => ({ phone, held: hashes })),
  isCalm: false,
});

const namesOf = (history: readonly HistoryEvent[], final: FinalContent) =>
  judgeHistory(history, final).map(({ name }) => name);

describe('a history in which all was kept', () => {
  it('has no violation while forms lie on living phones or on the server', () => {
    const history = [finished('p', 1), finished('p', 2), receipt('p1', 1)];

    expect(namesOf(history, end([held('p', 1)], { p: ['p1', 'p2'] }))).toEqual([]);
  });

  it('may delete on the phone what the server holds', () => {
    expect(namesOf([finished('p', 1), receipt('p1', 1)], end([held('p', 1)], { p: [] }))).toEqual(
      [],
    );
  });

  it('has no server any more and all forms on phones', () => {
    const final: FinalContent = {
      server: null,
      phones: [{ phone: 'p', held: ['p1'] }],
      isCalm: false,
    };

    expect(namesOf([finished('p', 1), finished('p', 2), receipt('p2', 1)], final)).toEqual([]);
    expect(namesOf([finished('p', 1), finished('p', 2)], final)).toEqual(['lost']);
  });
});

describe('lost', () => {
  it('is a finished form that is nowhere although its phone lives', () => {
    expect(namesOf([finished('p', 1)], end([], { p: [] }))).toEqual(['lost']);
  });

  it('is not what a destroyed phone had never sent', () => {
    const history: HistoryEvent[] = [finished('p', 1), { type: 'phone-destroyed', phone: 'p' }];

    expect(namesOf(history, end([]))).toEqual([]);
  });

  it('is what a cleared phone had a receipt for', () => {
    const history: HistoryEvent[] = [
      finished('p', 1),
      receipt('p1', 1),
      { type: 'phone-cleared', phone: 'p' },
    ];

    expect(namesOf(history, end([], { p: [] }))).toEqual(['lost', 'false receipt']);
  });

  it('is what a destroyed phone finished and a restored backup held, not what came after the backup', () => {
    const history: HistoryEvent[] = [
      finished('p', 1),
      receipt('p1', 1),
      { type: 'backed-up', backup: 'b', receipt: 1 },
      finished('p', 2),
      receipt('p2', 2),
      { type: 'phone-destroyed', phone: 'p' },
      { type: 'restored', backup: 'b', incarnation: 'i2' },
    ];

    expect(namesOf(history, end([held('p', 1)]))).toEqual([]);
    expect(namesOf(history, end([]))).toContain('lost');
  });

  it('is what a living phone deleted and a restored server no longer has', () => {
    const history: HistoryEvent[] = [
      finished('p', 1),
      receipt('p1', 1),
      { type: 'restored', backup: null, incarnation: 'i2' },
    ];

    expect(namesOf(history, end([], { p: [] }))).toEqual(['lost']);
  });

  it('cannot be judged by a backup that was never made', () => {
    expect(() =>
      judgeHistory([{ type: 'restored', backup: 'b', incarnation: 'i2' }], end([])),
    ).toThrow('there is no backup b');
  });
});

it('what a cleared phone found again in its other store may be lost no more', () => {
  const history: HistoryEvent[] = [
    finished('p', 1),
    { type: 'phone-cleared', phone: 'p' },
    finished('p', 1),
  ];

  expect(namesOf(history, end([], { p: [] }))).toEqual(['lost']);
});

describe('duplicated', () => {
  it('is one content in two lines', () => {
    const twice = [held('p', 1), held('p', 1, { outcome: 'quarantined' })];

    expect(namesOf([finished('p', 1)], end(twice, { p: ['p1'] }))).toContain('duplicated');
  });

  it('is one revision of a response stored with two contents', () => {
    const other = { ...finished('p', 2), responseId: 'r-p1' };
    const lines = [held('p', 1), held('p', 2, { responseId: 'r-p1' })];

    expect(namesOf([finished('p', 1), other], end(lines, { p: ['p1', 'p2'] }))).toEqual([
      'duplicated',
    ]);
  });

  it('is one content twice in the outbox of a phone', () => {
    expect(namesOf([finished('p', 1)], end([], { p: ['p1', 'p1'] }))).toEqual(['duplicated']);
  });
});

describe('phantom', () => {
  it('is what nobody finished, on the server and on a phone', () => {
    expect(namesOf([], end([held('p', 1)], { p: ['p2'] }))).toEqual(['phantom', 'phantom']);
  });

  it('is a finished form with other bytes', () => {
    const lines = [held('p', 1, { line: 'another line' })];

    expect(namesOf([finished('p', 1)], end(lines, { p: ['p1'] }))).toEqual(['phantom']);
  });

  it('is poison that counts, not poison that waits', () => {
    const history: HistoryEvent[] = [{ type: 'poisoned', hash: 'bad' }];
    const nowhere = { phone: null, epoch: null, seq: null, responseId: null, revision: null };

    expect(namesOf(history, end([{ hash: 'bad', outcome: 'quarantined', ...nowhere }]))).toEqual(
      [],
    );
    expect(namesOf(history, end([{ hash: 'bad', outcome: 'stored', ...nowhere }]))).toEqual([
      'phantom',
    ]);
  });
});

describe('false receipt', () => {
  it('is a receipt for what is not held', () => {
    expect(namesOf([finished('p', 1), receipt('p1', 1)], end([], { p: ['p1'] }))).toEqual([
      'false receipt',
    ]);
  });

  it('is "already stored" for what only waits', () => {
    const history = [
      finished('p', 1, { fate: 'kept apart' }),
      receipt('p1', 1, { outcome: 'already-stored' }),
    ];
    const lines = [held('p', 1, { outcome: 'conflict' })];

    expect(namesOf(history, end(lines, { p: ['p1'] }))).toEqual(['false receipt']);
  });

  it('is one number for two contents, unless a restore lies between them', () => {
    const both = [finished('p', 1), finished('p', 2)];
    const final = end([held('p', 1), held('p', 2)], { p: ['p1', 'p2'] });

    expect(namesOf([...both, receipt('p1', 1), receipt('p2', 1)], final)).toEqual([
      'false receipt',
    ]);
    expect(
      namesOf([...both, receipt('p1', 1), receipt('p2', 1, { incarnation: 'i2' })], final),
    ).toEqual([]);
  });

  it('is no receipt that a restore went back behind', () => {
    const history: HistoryEvent[] = [
      finished('p', 1),
      receipt('p1', 1),
      { type: 'restored', backup: null, incarnation: 'i2' },
    ];

    expect(namesOf(history, end([], { p: ['p1'] }, { incarnation: 'i2' }))).toEqual([]);
  });
});

it('a receipt of a store that was replaced before it was seen stands for nothing', () => {
  const history: HistoryEvent[] = [
    finished('p', 1),
    { type: 'restored', backup: null, incarnation: 'i2' },
    receipt('p1', 1),
  ];

  expect(namesOf(history, end([], { p: ['p1'] }, { incarnation: 'i2' }))).toEqual([]);
});

it('a form of a copied phone is gone only with the last copy', () => {
  const history: HistoryEvent[] = [
    finished('p', 1),
    { ...finished('p', 1), phone: 'q', device: 'p' },
    { type: 'phone-destroyed', phone: 'p' },
  ];

  expect(namesOf(history, end([], { q: [] }))).toEqual(['lost']);
  expect(namesOf([...history, { type: 'phone-destroyed', phone: 'q' }], end([]))).toEqual([]);
});

describe('blocked', () => {
  it('is a good form that is kept apart', () => {
    const lines = [held('p', 1, { outcome: 'quarantined' })];

    expect(namesOf([finished('p', 1)], end(lines, { p: ['p1'] }))).toEqual(['blocked']);
  });

  it('is no form of a copied phone, whichever of the copies came first', () => {
    const history = [finished('p', 1, { fate: 'either' })];

    for (const outcome of ['stored', 'fork'])
      expect(namesOf(history, end([held('p', 1, { outcome })], { p: ['p1'] }))).toEqual([]);
  });

  it('is a form that must wait and is stored', () => {
    const history = [finished('p', 1, { fate: 'kept apart' })];

    expect(namesOf(history, end([held('p', 1)], { p: ['p1'] }))).toEqual(['blocked']);
  });

  it('is what has not arrived when all is calm, and only then', () => {
    const final = end([], { p: ['p1'] });

    expect(namesOf([finished('p', 1)], final)).toEqual([]);
    expect(namesOf([finished('p', 1)], { ...final, isCalm: true })).toEqual(['blocked']);
  });
});

it('a violation is printed with its name first', () => {
  expect(printViolation({ name: 'lost', what: 'p1' })).toBe('lost: p1');
});

it('counts that differ from a recount are a violation each', () => {
  expect(judgeHistory([], end([], {}, { differences: ['village 1: 3, not 2'] }))).toEqual([
    { name: 'counts', what: 'village 1: 3, not 2' },
  ]);
});

describe('gaps', () => {
  const two: HistoryEvent[] = [
    finished('p', 1),
    finished('p', 2),
    { type: 'head-reported', phone: 'p', epoch: 'e1', headSeq: 2 },
    { type: 'phone-destroyed', phone: 'p' },
  ];
  const gap = (from: number, to: number) => [{ phone: 'p', epoch: 'e1', from, to }];

  it('must name what was reported and did not come', () => {
    expect(namesOf(two, end([held('p', 1)], {}, { missing: gap(2, 2) }))).toEqual([]);
    expect(judgeHistory(two, end([held('p', 1)]))).toEqual([
      { name: 'gaps', what: 'p e1 2 was reported, did not come, and is not missing' },
    ]);
  });

  it('must name nothing that came and nothing that was never given', () => {
    expect(judgeHistory(two, end([held('p', 1)], {}, { missing: gap(1, 3) }))).toEqual([
      { name: 'gaps', what: 'p e1 1 is missing and came' },
      { name: 'gaps', what: 'p e1 3 is missing and was never given' },
    ]);
  });

  it('may name what was given but whose report got no answer', () => {
    expect(namesOf([finished('p', 1)], end([], { p: ['p1'] }, { missing: gap(1, 1) }))).toEqual([]);
  });

  it('need not name what was reported only to a server that is gone', () => {
    expect(
      namesOf([...two, { type: 'restored', backup: null, incarnation: 'i2' }], end([])),
    ).toEqual([]);
  });
});
