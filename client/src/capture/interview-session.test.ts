import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createDisk,
  createTestClock,
  newDraft,
  smallForm,
} from '../../test/capture/small-world.ts';
import { askedQuestions } from './interview-flow.ts';
import type { Move } from './interview-moves.ts';
import { openInterview } from './interview-session.ts';
import { progressOf } from './progress.ts';

const agree: Move = { tag: 'agree', at: '2026-11-23T07:31:00.000Z' };
const moment = { wallMs: 1_800_000_000_000, utcOffsetMin: 420, sinceContactMs: null };

function setupInterview() {
  const disk = createDisk();
  const clock = createTestClock();
  const session = openInterview({ draft: newDraft, indexed: smallForm, shelf: disk.shelf, clock });
  return { disk, clock, session };
}

describe('a running interview', () => {
  it('shows the next question only after the answer is on disk [C-07]', async () => {
    const { disk, session } = setupInterview();
    await session.move(agree);
    const positions: string[] = [];
    session.subscribe(({ draft }) =>
      positions.push(`${draft.position} after ${String(disk.steps.length)} steps`),
    );

    const moving = session.move({ tag: 'answer', from: 'work', value: '1' });

    expect(session.state().draft.position).toBe('work');
    await moving;
    expect(positions).toEqual(['age after 2 steps']);
  });

  it('takes the first of two fast taps on one question and drops the second [C-05]', async () => {
    const { disk, session } = setupInterview();
    await session.move(agree);

    const taps = await Promise.all([
      session.move({ tag: 'answer', from: 'work', value: '1' }),
      session.move({ tag: 'answer', from: 'work', value: '2' }),
    ]);

    expect(taps).toEqual([true, false]);
    expect(session.state().draft.answers).toEqual({ work: '1' });
    expect(disk.steps).toHaveLength(2);
  });

  it('stays on the question and says so when the phone cannot keep the answer [C-07]', async () => {
    const { disk, session } = setupInterview();
    await session.move(agree);
    disk.failNext = true;

    const made = await session.move({ tag: 'answer', from: 'work', value: '1' });

    expect(made).toBe(false);
    expect(session.state().fault).toEqual({ tag: 'storage-full' });
    expect(session.state().draft.position).toBe('work');
    expect(session.state().draft.answers).toEqual({});
    expect(await session.move({ tag: 'answer', from: 'work', value: '1' })).toBe(true);
    expect(session.state().fault).toBeNull();
  });

  it('counts visits, time and changes per question by the monotonic clock, pauses left out [C-06]', async () => {
    const { clock, session } = setupInterview();
    await session.move(agree);
    clock.pass(3_000);
    await session.move({ tag: 'answer', from: 'work', value: '1' });
    clock.pass(1_000);
    await session.move({ tag: 'back', from: 'age' });
    session.pause();
    clock.pass(60_000);
    session.resume();
    clock.pass(2_000);
    await session.move({ tag: 'answer', from: 'work', value: '2' });

    // work: 3 s + 2 s in two visits, the second changed the answer; age: 1 s; open for 3 + 1 + 2 = 6 s.
    expect(session.state().draft.timings).toEqual({ work: [2, 5_000, 1], age: [1, 1_000, 0] });
    expect(session.state().draft.activeMs).toBe(6_000);
  });

  it('keeps what is typed without leaving the question', async () => {
    const { disk, session } = setupInterview();
    await session.move(agree);
    await session.move({ tag: 'answer', from: 'work', value: '2' });

    await session.move({ tag: 'keep', from: 'work_other', value: 'thợ m' });

    expect(disk.replay().answers['work_other']).toBe('thợ m');
    expect(session.state().draft.position).toBe('work_other');
  });

  it('does not open the questions before consent is given', async () => {
    const { disk, session } = setupInterview();

    const made = await Promise.all([
      session.move({ tag: 'go', to: 'f1' }),
      session.move({ tag: 'next', from: '@consent' }),
    ]);

    expect(made).toEqual([false, false]);
    expect(disk.steps).toEqual([]);
  });

  it('submits what is complete, and names what is not [C-03]', async () => {
    const { disk, session } = setupInterview();
    await session.move(agree);
    await session.move({ tag: 'answer', from: 'work', value: '1' });

    const early = await session.submit(moment);
    for (const code of ['f1', 'f2']) {
      await session.move({ tag: 'go', to: code });
      await session.move({ tag: 'answer', from: code, value: '4' });
    }
    const complete = await session.submit(moment);

    expect(early.ok ? [] : early.error.questions).toEqual(['f1', 'f2']);
    expect(complete.ok).toBe(true);
    expect(disk.finished.map(({ kind }) => kind)).toEqual(['final']);
  });

  it('ends a declined interview as a refused visit', async () => {
    const { disk, session } = setupInterview();

    await session.decline(moment);

    expect(disk.finished[0]?.body.answers).toEqual({ outcome: 'refused' });
    // The text that was read to the household, which it did not agree to.
    expect(disk.finished[0]?.body.consent).toMatchObject({
      given: false,
      textVersion: smallForm.instrument.consent.version,
    });
  });
});

type Deed =
  | { readonly tap: Move['tag']; readonly option: string; readonly wait: number }
  | 'kill'
  | 'disk full';

const deeds = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        tap: fc.constantFrom<Move['tag']>(
          'answer',
          'answer',
          'answer',
          'keep',
          'next',
          'back',
          'go',
          'speak',
          'agree',
        ),
        option: fc.constantFrom('1', '2', '5'),
        wait: fc.nat({ max: 5_000 }),
      }),
    },
    { weight: 1, arbitrary: fc.constant('kill' as const) },
    { weight: 1, arbitrary: fc.constant('disk full' as const) },
  ),
  { maxLength: 60 },
);

function moveOf(deed: Exclude<Deed, string>, position: string): Move {
  const kind = smallForm.questions.get(position)?.question.kind;
  const value =
    kind === 'multiple' ? [deed.option] : kind === 'number' ? Number(deed.option) : deed.option;
  switch (deed.tap) {
    case 'agree':
      return agree;
    case 'go':
      return {
        tag: 'go',
        to: ['work', 'work_other', 'f2', '@review'][Number(deed.option) % 4] ?? 'f1',
      };
    case 'speak':
      return { tag: 'speak', language: deed.option === '1' ? 'vi' : 'en' };
    case 'answer':
    case 'keep':
      return { tag: deed.tap, from: position, value };
    case 'next':
    case 'back':
      return { tag: deed.tap, from: position };
  }
}

describe('any sequence of taps, steps back, full disks and kills', () => {
  it('leaves on disk what the screen shows, and opens there again [C-07]', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, async (sequence) => {
        const disk = createDisk();
        const clock = createTestClock();
        const reopen = () =>
          openInterview({ draft: disk.replay(), indexed: smallForm, shelf: disk.shelf, clock });
        let session = reopen();
        for (const deed of sequence) {
          const before = session.state().draft;
          if (deed === 'kill') {
            session = reopen();
            expect(session.state().draft).toEqual({ ...disk.replay(), position: before.position });
          } else if (deed === 'disk full') {
            disk.failNext = true;
          } else {
            clock.pass(deed.wait);
            await session.move(moveOf(deed, before.position));
          }
          expect(disk.replay().answers).toEqual(session.state().draft.answers);
        }
        expect(reopen().state().draft).toEqual(session.state().draft);
      }),
      { numRuns: 300, seed: 20_261_123 },
    );
  });

  it('always stands on a question that is to be asked, and never falls back on the way forward [C-01] [C-02]', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, async (sequence) => {
        const { disk, clock, session } = setupInterview();
        for (const deed of sequence) {
          if (typeof deed === 'string') continue;
          const before = session.state().draft;
          clock.pass(deed.wait);
          const move = moveOf(deed, before.position);
          await session.move(move);
          const after = session.state().draft;
          const asked = askedQuestions(smallForm, after.answers).map(({ code }) => code);
          expect(['@consent', '@review', ...asked]).toContain(after.position);
          if (move.tag === 'answer' || move.tag === 'next')
            expect(progressOf(smallForm, after).share).toBeGreaterThanOrEqual(
              progressOf(smallForm, before).share,
            );
        }
        expect(
          disk.steps.every(
            (step, place) => step.activeMs >= (disk.steps[place - 1]?.activeMs ?? 0),
          ),
        ).toBe(true);
      }),
      { numRuns: 300, seed: 20_261_123 },
    );
  });
});
