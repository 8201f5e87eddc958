import type { Instant, Sha256Hex, Uuid7 } from '@sipas/shared/kernel';
import type { FieldPackage, RedeemAnswer } from '@sipas/shared/wire';
import type { Draft, DraftStep, FinishedForm } from '../../src/ports/field-shelf.ts';

const sampleUuid = (number: number): Uuid7 =>
  `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}` as Uuid7;

export const sampleVersion = 'a'.repeat(64) as Sha256Hex;

export const redeemAnswer = {
  deviceId: sampleUuid(1),
  deviceToken: 'token-of-the-phone',
  surveyor: { username: 'dieutravien', name: 'Điều tra viên 01' },
  areas: [{ code: '29551', name: 'Phường Long Châu' }],
  serverTime: '2026-11-23T01:00:00.000Z',
} as RedeemAnswer;

export function sampleDraft(number: number): Draft {
  return {
    responseId: sampleUuid(1000 + number),
    startedAt: '2026-11-23T02:00:00.000Z',
    waveId: sampleUuid(2),
    instrument: { id: 'household-2022', version: sampleVersion },
    catalogue: '2025-07-01',
    unit: { commune: '29551', village: 'Ấp An Hòa' },
    household: `H-${number}`,
    mode: 'interview',
    language: 'vi',
    consent: null,
    answers: {},
    position: 'consent',
    timings: {},
    activeMs: 0,
  };
}

export const sampleStep = (number: number, question: string, option: string): DraftStep => ({
  responseId: sampleUuid(1000 + number),
  answer: { question, value: option },
  timing: { question, value: [1, 900, 0] },
  position: question,
  activeMs: 1000,
});

/** What capture hands over for the draft of this number. */
export function sampleForm(number: number, revision = 1): FinishedForm {
  return {
    responseId: sampleUuid(1000 + number),
    revision,
    kind: revision === 1 ? 'final' : 'correction',
    waveId: sampleUuid(2),
    instrument: { id: 'household-2022', version: sampleVersion },
    catalogue: '2025-07-01',
    clock: {
      wall: '2026-11-23T02:10:00.000Z' as Instant,
      utcOffsetMin: 420,
      activeMs: 600_000,
      sinceContactMs: null,
    },
    body: {
      unit: { commune: '29551', village: 'Ấp An Hòa' },
      household: `H-${number}`,
      mode: 'interview',
      language: 'vi',
      consent: { given: true, at: '2026-11-23T02:00:30.000Z' as Instant, textVersion: '1' },
      answers: { sex: '1', c9_01: '4', comment: 'Thủ tục nhanh hơn trước' },
    },
  };
}

export const samplePackage = (versions: readonly string[]): FieldPackage =>
  ({
    serverTime: '2026-11-23T01:00:00.000Z',
    surveyor: redeemAnswer.surveyor,
    areas: redeemAnswer.areas,
    waves: [],
    instruments: versions.map((version) => ({
      id: 'household-2022',
      version,
      definition: { id: 'household-2022' },
    })),
    assignments: [],
    publicKeys: [],
    settings: { lockAfterMs: 300_000 },
  }) as unknown as FieldPackage;
