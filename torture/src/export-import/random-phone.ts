import { indexInstrument } from '../../../shared/src/response/index.ts';
import { createMemoryFile } from '../../../client/test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../../client/test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../client/test/fakes/seeded-dice.ts';
import { finishForm } from '../../../client/src/capture/finish-form.ts';
import { finishVisit } from '../../../client/src/capture/finish-visit.ts';
import { createOutbox } from '../../../client/src/outbox/index.ts';
import type { Dice } from '../../../client/src/ports/clock.ts';
import type { Draft, FieldShelf, OutboxItem } from '../../../client/src/ports/field-shelf.ts';
import type { Outbox } from '../../../client/src/ports/outbox.ts';
import { closeDrafts } from '../../../client/src/screens/field/hand-over/close-drafts.ts';
import { createFieldShelf } from '../../../client/src/storage/index.ts';
import {
  smallCatalogue,
  smallInstrument,
  smallVersion,
} from '../../../server/test/world/small-survey.ts';

const indexed = indexInstrument(smallInstrument);
const wallMs = Date.parse('2026-11-23T08:00:00.000Z');
/** What people type: marks in two normal forms, letters beyond the first plane, quotes, what looks like other formats. */
const texts = [
  'Thủ tục nhanh hơn trước',
  'Chờ lâu'.normalize('NFD'),
  'tốt 👍🏽 lắm',
  '"nháy" \\ {"manifest":1}',
  '{"protocol":1,"batchId":"b","deviceId":"d","sentAt":"t"}',
  'ភាសាខ្មែរ',
  'x'.repeat(4_000),
  '=1+1;--',
];

export interface Redeemed {
  readonly deviceId: string;
  readonly token: string;
}

/** A phone that somebody worked with, and all that it showed as saved. */
export interface RandomPhone {
  readonly shelf: FieldShelf;
  readonly outbox: Outbox;
  /** Everything finished here, as the shelf answered at that moment. */
  readonly finished: readonly OutboxItem[];
  /** Interviews that were begun and neither finished nor refused. */
  readonly drafts: readonly Draft[];
}

/**
 * Answers: a phone in a state that a day in the field may leave: interviews, visits, corrections, drafts, a journal that
 * was lost and found again in the view (a new epoch), another surveyor.
 */
export async function makePhone(
  seed: number,
  waveId: string,
  redeem: () => Promise<Redeemed>,
): Promise<RandomPhone> {
  const dice = createSeededDice(seed);
  const below = (most: number) => Math.floor(dice.share() * most);
  const view = createMemoryView();
  const finished: OutboxItem[] = [];
  let shelf = await openShelf();

  function openShelf(): Promise<FieldShelf> {
    return createFieldShelf({
      journal: openMemoryJournal(createMemoryFile(), dice.hex(8)),
      view,
      dice,
    });
  }

  async function enrol(): Promise<void> {
    const { deviceId, token } = await redeem();
    const surveyor = { username: 'mot', name: 'Một' };
    const answer = { deviceId, deviceToken: token, surveyor, areas: [], serverTime: '' };
    await shelf.enrol(answer as never, new Date(wallMs).toISOString());
  }

  async function work(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      const draft = draftOf(dice, waveId, finished.length);
      const chance = dice.share();
      if (chance < 0.5) await finish(draft);
      else if (chance < 0.65) finished.push(await shelf.finish(finishVisit(draft, 'away', moment)));
      else if (chance < 0.8) await correct();
      else await shelf.startDraft(draft);
      if (dice.share() < 0.1) {
        // The journal is lost; what the view knew comes back under a new epoch.
        await shelf.close();
        shelf = await openShelf();
      }
    }
  }

  async function finish(draft: Draft): Promise<void> {
    const form = finishForm(indexed, completed(draft, dice), moment);
    if (!form.ok) throw new Error(`a complete form was refused: ${form.error.code}`);
    finished.push(await shelf.finish(form.value));
  }

  /** A form that was finished here before, with other answers. */
  async function correct(): Promise<void> {
    const { deviceId } = (await shelf.enrolled()) ?? {};
    const own = finished.filter((item) => item.kind === 'final' && item.deviceId === deviceId);
    const before = own[below(own.length)];
    if (before === undefined) return;
    const revisions = finished.filter(({ responseId }) => responseId === before.responseId);
    const draft = { ...draftOf(dice, waveId, 0), responseId: before.responseId };
    const form = finishForm(indexed, completed(draft, dice), moment);
    if (!form.ok) throw new Error('a complete form was refused');
    const revision = revisions.length + 1;
    finished.push(await shelf.finish({ ...form.value, revision, kind: 'correction' }));
  }

  await enrol();
  await work(below(10));
  if (dice.share() < 0.2) {
    await closeDrafts({ shelf, clock, outbox: stubOutbox, desk } as never);
    await shelf.leave();
    await enrol();
    await work(below(6));
  }
  const drafts = await shelf.drafts();
  const outbox = createOutbox({
    shelf,
    transport: offline,
    clock,
    dice,
    surroundings: {
      after: () => () => undefined,
      watchWakes: () => () => undefined,
      storageFacts: async () => ({ persisted: true, usage: 0, quota: 1_000_000_000 }),
    },
    appVersion: 'torture',
  });
  return { shelf, outbox, finished, drafts };
}

/** The surveyor agrees to close what is open. */
export const closeOpenDrafts = ({ shelf, outbox }: RandomPhone): Promise<void> =>
  closeDrafts({ shelf, clock, outbox, desk } as never);

const moment = { wallMs, utcOffsetMin: 420, sinceContactMs: null };
const clock = { wallMs: () => wallMs, monotonicMs: () => 0, utcOffsetMin: () => 420 };
const desk = { instrument: () => indexed, refresh: () => Promise.resolve() };
const stubOutbox = { wake: () => undefined, state: () => ({ lastContactMonotonicMs: null }) };
const unanswered = () => Promise.resolve({ tag: 'offline' } as const);
const offline = {
  confirmSurveyor: unanswered,
  redeem: unanswered,
  fieldPackage: unanswered,
  hello: unanswered,
  push: unanswered,
  pull: unanswered,
};

function draftOf(dice: Dice, waveId: string, number: number): Draft {
  const isAgreed = dice.share() < 0.8;
  const at = new Date(wallMs - 600_000).toISOString();
  const given = Object.entries(completeAnswers(dice)).filter(() => dice.share() < 0.6);
  return {
    responseId: dice.uuid7(),
    startedAt: at,
    waveId,
    instrument: { id: 'small', version: smallVersion },
    catalogue: smallCatalogue,
    unit: { commune: '29551', village: 'Khóm 1' },
    household: `H-${String(number)}-${dice.hex(3)}`,
    mode: 'interview',
    language: 'vi',
    consent: isAgreed ? { given: true, at, textVersion: '1' } : null,
    answers: Object.fromEntries(given),
    position: 'sex',
    timings: { sex: [1, 900, 0] },
    activeMs: 1_000 * number,
  };
}

const completed = (draft: Draft, dice: Dice): Draft => ({
  ...draft,
  consent: { given: true, at: draft.startedAt, textVersion: '1' },
  answers: completeAnswers(dice),
});

function completeAnswers(dice: Dice): Draft['answers'] {
  const one = (from: readonly string[]) => from[Math.floor(dice.share() * from.length)] ?? '';
  return {
    sex: one(['1', '2']),
    q1: one(['1', '2', '3', '4', '5']),
    q2: one(['1', '2', '3', '4', '5']),
    why: one(texts),
    age: 18 + Math.floor(dice.share() * 70),
  };
}
