import { createHash } from 'node:crypto';
import { canonicalJson } from '@sipas/shared/kernel';
import { smallCatalogue, smallVersion } from './small-survey.ts';

/** What a test changes of a good form. */
export interface Changes {
  readonly envelope?: Record<string, unknown>;
  readonly body?: Record<string, unknown>;
  readonly answers?: Record<string, unknown>;
}

export interface TestPhone {
  readonly deviceId: string;
  readonly token: string;
  /** Answers: the next envelope of the chain as an object, its hash taken. */
  envelope(changes?: Changes): Record<string, unknown>;
  /** Answers: the next envelope of the chain as a canonical line. */
  line(changes?: Changes): string;
}

export const goodAnswers = { sex: '2', q1: '4', q2: '3', age: 40 } as const;

/** The hash is taken here on its own, by the recipe of the contract. */
export function withHash(draft: Record<string, unknown>): Record<string, unknown> {
  const hash = createHash('sha256').update(canonicalJson(draft)).digest('hex');
  return { ...draft, hash, sig: null };
}

/** A phone that makes honest forms, one chain, unless a test asks otherwise. */
export function createTestPhone(given: {
  readonly deviceId: string;
  readonly token: string;
  readonly waveId: string;
  readonly newId: () => string;
}): TestPhone {
  let seq = 0;
  let prevHash: unknown = null;
  const envelope = (changes: Changes = {}): Record<string, unknown> => {
    seq += 1;
    const made = withHash({
      v: 1,
      deviceId: given.deviceId,
      epoch: 'e1',
      seq,
      prevHash,
      responseId: given.newId(),
      revision: 1,
      kind: 'final',
      waveId: given.waveId,
      instrument: { id: 'small', version: smallVersion },
      catalogue: smallCatalogue,
      clock: {
        wall: '2026-11-20T08:00:00.000Z',
        utcOffsetMin: 420,
        activeMs: 600_000,
        sinceContactMs: null,
      },
      body: {
        unit: { commune: '29551', village: 'Khóm 1' },
        mode: 'interview',
        language: 'vi',
        consent: { given: true, at: '2026-11-20T07:50:00.000Z', textVersion: '1' },
        answers: { ...goodAnswers, ...changes.answers },
        paradata: { questions: { q1: [1, 2100, 0] } },
        ...changes.body,
      },
      ...changes.envelope,
    });
    prevHash = made['hash'];
    return made;
  };
  return {
    deviceId: given.deviceId,
    token: given.token,
    envelope,
    line: (changes) => canonicalJson(envelope(changes)),
  };
}

/** A push body: the header, then the lines. */
export function pushBody(
  phone: Pick<TestPhone, 'deviceId'>,
  lines: readonly string[],
  header: Record<string, unknown> = {},
): string {
  const first = {
    protocol: 1,
    batchId: 'batch-1',
    deviceId: phone.deviceId,
    sentAt: '2026-11-20T09:00:00.000Z',
    ...header,
  };
  return [JSON.stringify(first), ...lines].map((line) => `${line}\n`).join('');
}
