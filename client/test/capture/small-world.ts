import type { Instrument } from '@sipas/shared/questionnaire';
import { type IndexedInstrument, indexInstrument } from '@sipas/shared/response';
import type { Draft, DraftStep, FieldShelf, FinishedForm } from '../../src/ports/field-shelf.ts';

const text = (vi: string) => ({ vi });
const always = { value: true } as const;
const isOther = { compare: '=', left: { answer: 'work' }, right: { value: '2' } } as const;

/** Seven questions: `work_other` is asked after work = 2 only; `age` and `comment` may stay blank. */
export const smallForm: IndexedInstrument = indexInstrument({
  format: 1,
  id: 'small',
  title: text('Nhỏ'),
  source: 'made for tests',
  languages: ['vi', 'en'],
  consent: { version: 'small/1', text: text('Đồng ý không?') },
  choiceLists: {
    work: [
      { code: '1', label: text('Nghỉ hưu') },
      { code: '2', label: text('Khác') },
    ],
    level: ['1', '2', '3', '4', '5'].map((code) => ({ code, label: text(`Mức ${code}`) })),
  },
  blocks: [{ code: 'b', title: text('Khối') }],
  factors: [{ code: 'F', block: 'b', title: text('Yếu tố') }],
  satisfiedOptions: ['4', '5'],
  sections: [
    {
      code: 'who',
      title: text('Người trả lời'),
      role: 'profile',
      questions: [
        { code: 'work', kind: 'single', choices: 'work', text: text('Việc?'), required: always },
        { code: 'work_other', kind: 'text', text: text('Ghi rõ'), relevant: isOther },
        { code: 'age', kind: 'number', text: text('Tuổi?') },
      ],
    },
    {
      code: 'f',
      title: text('Yếu tố'),
      role: 'criteria',
      questions: [
        {
          code: 'f1',
          kind: 'single',
          choices: 'level',
          factor: 'F',
          text: text('Một'),
          required: always,
        },
        {
          code: 'f2',
          kind: 'single',
          choices: 'level',
          factor: 'F',
          text: text('Hai'),
          required: always,
        },
        { code: 'channels', kind: 'multiple', choices: 'level', text: text('Kênh') },
        { code: 'comment', kind: 'text', text: text('Ý kiến') },
      ],
    },
  ],
} satisfies Instrument);

export const newDraft: Draft = {
  responseId: '019ab0d4-7b60-7000-8000-000000000001',
  startedAt: '2026-11-23T07:30:00.000Z',
  waveId: '019ab0d4-7b60-7000-8000-0000000000aa',
  instrument: { id: 'small', version: 'a'.repeat(64) },
  catalogue: '2025-07-01',
  unit: { commune: '29551', village: 'Ấp 3' },
  household: '007',
  mode: 'interview',
  language: 'vi',
  consent: null,
  answers: {},
  position: '@consent',
  timings: {},
  activeMs: 0,
};

/** A disk that keeps whole steps and replays them, as the journal does, in its own few lines. */
export interface Disk {
  readonly steps: DraftStep[];
  readonly finished: FinishedForm[];
  failNext: boolean;
  readonly shelf: Pick<FieldShelf, 'saveStep' | 'finish'>;
  replay(): Draft;
}

export function createDisk(): Disk {
  const disk: Disk = {
    steps: [],
    finished: [],
    failNext: false,
    shelf: {
      async saveStep(step) {
        await Promise.resolve();
        if (disk.failNext) {
          disk.failNext = false;
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- a ShelfFault is a plain object
          throw { tag: 'storage-full' };
        }
        disk.steps.push(structuredClone(step));
      },
      async finish(form) {
        await Promise.resolve();
        disk.finished.push(structuredClone(form));
        return {
          ...({} as Awaited<ReturnType<FieldShelf['finish']>>),
          responseId: form.responseId,
        };
      },
    },
    replay: () => disk.steps.reduce(replayStep, newDraft),
  };
  return disk;
}

function replayStep(draft: Draft, step: DraftStep): Draft {
  const answers = new Map(Object.entries(draft.answers));
  if (step.answer?.value === null) answers.delete(step.answer.question);
  else if (step.answer !== undefined) answers.set(step.answer.question, step.answer.value);
  const timings = new Map(Object.entries(draft.timings));
  if (step.timing !== undefined) timings.set(step.timing.question, step.timing.value);
  return {
    ...draft,
    answers: Object.fromEntries(answers),
    timings: Object.fromEntries(timings),
    consent: step.consent ?? draft.consent,
    language: step.language ?? draft.language,
    position: step.position,
    activeMs: step.activeMs,
  };
}

/** A monotonic clock that a test moves by hand. */
export function createTestClock() {
  let nowMs = 1_000;
  return {
    monotonicMs: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}
