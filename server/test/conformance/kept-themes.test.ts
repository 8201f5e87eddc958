import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Theme } from '@sipas/shared/comments';
import type { Day, Instant } from '@sipas/shared/kernel';
import type { CommentQuery } from '../../src/ports/index.ts';
import { type TestPhone, createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { createJudge } from './judge-lines.ts';
import { type TestStorage, openTestStorage, storagesUnderTest } from './storages.ts';

const now = '2026-11-23T08:00:00.000Z' as Instant;
const theme = (code: string, word: string): Theme => ({
  code,
  title: { vi: code, en: code },
  rules: [{ anyOf: [word], allOf: [], noneOf: [] }],
});
const themes = [theme('slow', 'cham'), theme('road', 'duong'), theme('kind', 'nhiet tinh')];

describe.each(storagesUnderTest())('the themes of a frozen wave, kept by %s', (name) => {
  let store: TestStorage;
  let phone: TestPhone;
  let query: CommentQuery & { readonly question: string };
  let userId: string;
  let judge: Awaited<ReturnType<typeof createJudge>>;
  beforeEach(async () => {
    store = await openTestStorage(name);
    const { waveId } = await plantSurvey(store.storage);
    const [instrument] = await store.storage.waves.instruments();
    const user = { id: newId(), username: 'a', name: 'Lan', role: 'surveyor' as const };
    userId = user.id;
    await store.storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
    phone = createTestPhone({ ...(await enrolPhone(store.storage, user, now)), waveId, newId });
    judge = await createJudge(store.storage, phone);
    const instrumentKeys = [instrument?.key ?? 0];
    query = { waveId, instrumentKeys, communes: new Set(['29551', '29557']), question: 'why' };
  });
  afterEach(() => store.leave());

  const say = async (why: string, responseId = newId(), revision = 1) => {
    const kind = revision === 1 ? 'final' : 'correction';
    const line = phone.line({
      answers: { q1: '1', why },
      envelope: { responseId, revision, kind },
    });
    await store.storage.responses.storeOnce([judge(line)], now);
    return responseId;
  };
  const freeze = async () => {
    const settings = {
      ...{ software: 'x', scheme: 'criterion_mean', minimumBase: 1, minimumCell: 1 },
      ...{ catalogue: '2025-07-01', instruments: [] },
    };
    const about = { waveId: query.waveId, edition: 1, userId: null, reason: '', settings };
    const none = { added: 0, removed: 0, changed: 0, waiting: 0 };
    await store.storage.editions.add(about, [], none, now);
  };
  const idOf = async (word: string) => {
    const page = { limit: 1, offset: 0 };
    const { items } = await store.storage.comments.list({ ...query, words: [word] }, page);
    return items[0]?.id ?? '';
  };
  const code = async (word: string, found: readonly string[], lot: number, minute = 1) =>
    store.storage.comments.code({
      ...{ commentId: await idOf(word), userId, themes: found, lot },
      at: `2026-11-23T08:0${String(minute)}:00.000Z`,
    });
  const kept = () => store.storage.comments.keptThemes(query);
  const differences = async () => (await store.storage.keeper.verify()).differences;

  it('are those of its comments when they were first asked for, of a growing wave none [T-14]', async () => {
    await say('Quá chậm, đường xấu');
    await say('Chậm');
    await say('Bình thường');
    await store.storage.comments.keepThemes(query.waveId, themes);
    expect(await kept()).toEqual({ counts: [], waiting: 0 });
    await code('binh', ['kind'], 1);
    await freeze();

    await store.storage.comments.keepThemes(query.waveId, themes);

    const first = {
      counts: [
        { commune: '29551', themes: ['kind'], comments: 1 },
        { commune: '29551', themes: ['slow', 'road'], comments: 1 },
        { commune: '29551', themes: ['slow'], comments: 1 },
      ],
      waiting: 0,
    };
    expect(await kept()).toEqual(first);
    await say('Chậm nữa');
    await store.storage.comments.keepThemes(query.waveId, themes);
    expect(await kept()).toEqual(first);
    expect(await differences()).toEqual([]);
  });

  it('stay when a form is corrected or taken back, and lead to nobody then [H-12] [T-14]', async () => {
    const { storage } = store;
    const [gone, mended] = [await say('Chậm'), await say('Đường xấu')];
    await freeze();
    await storage.comments.keepThemes(query.waveId, themes);
    const before = await kept();
    expect(before.counts).toHaveLength(2);
    const step = { note: 'x', userId, at: now, extended: false };
    const request = { kind: 'withdraw' as const, code: null, asked: 'x' };
    await storage.cases.open(
      { ...request, id: 'a', receivedDay: '2026-11-20' as Day },
      { ...step, revision: 1, state: 'received' },
      9,
    );

    await storage.withdrawals.withdraw(
      { responseId: gone, caseId: 'a' },
      { ...step, revision: 2, state: 'done' },
    );
    await say('Nhiệt tình', mended, 2);
    await storage.comments.keepThemes(query.waveId, themes);

    expect(await kept()).toEqual(before);
    expect(await idOf('cham')).toBe('');
    expect(await differences()).toEqual([]);
  });

  it('follow what people find, theme by theme by as many comments of a commune as a cell needs [T-11] [W-54]', async () => {
    await say('Chậm một');
    await say('Chậm hai');
    await say('Chậm ba');
    await freeze();
    await store.storage.comments.keepThemes(query.waveId, themes);
    const codes = async () => {
      const { counts, waiting } = await kept();
      return [counts.map((row) => [row.themes.join('+'), row.comments]), waiting];
    };

    await code('mot', ['kind'], 2);
    expect(await codes()).toEqual([[['slow', 3]], 1]);
    // Whoever finds what the rules found changes nothing.
    await code('ba', ['slow'], 2);
    expect(await codes()).toEqual([[['slow', 3]], 1]);
    // One says that it is kind, the other that it is nothing: of a table of two more that are not slow, one is kind.
    await code('hai', [], 2);
    expect(await codes()).toEqual([[['slow', 3]], 2]);
    await code('hai', ['kind'], 2, 2);
    expect(await codes()).toEqual([
      [
        ['kind', 2],
        ['slow', 1],
      ],
      0,
    ]);
    await code('mot', ['slow'], 2, 3);
    expect((await codes())[1]).toBe(1);
    expect(await differences()).toEqual([]);
  });
});
