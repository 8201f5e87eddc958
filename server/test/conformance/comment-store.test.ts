import { join } from 'node:path';
import Driver from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Theme, searchText, searchWords, themesByRules } from '@sipas/shared/comments';
import { storeFileName } from '../../src/storage-sqlite/index.ts';
import type { CommentQuery } from '../../src/ports/index.ts';
import { createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { createJudge } from './judge-lines.ts';
import { openTestStorage, storagesUnderTest } from './storages.ts';

const now = '2026-11-23T08:00:00.000Z';
const communes = new Set(['29551', '29557', '29584']);

async function setup(name: string) {
  const { storage, dataDir, leave } = await openTestStorage(name);
  const { waveId } = await plantSurvey(storage);
  const [instrument] = await storage.waves.instruments();
  const person = async (username: string, role: 'surveyor' | 'analyst') => {
    const user = { id: newId(), username, name: `Người ${username}`, role };
    await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
    return user;
  };
  const surveyor = await person('a', 'surveyor');
  const phone = createTestPhone({ ...(await enrolPhone(storage, surveyor, now)), waveId, newId });
  const judge = await createJudge(storage, phone);
  const query: CommentQuery = { waveId, instrumentKeys: [instrument?.key ?? 0], communes };
  /** Sends a form in which `why` was answered so. */
  const say = async (why: unknown, envelope: Record<string, unknown> = {}, body = {}) => {
    const line = phone.line({ answers: { q1: '1', why }, envelope, body });
    const [receipt] = await storage.responses.storeOnce([judge(line)], now);
    expect(receipt?.outcome).toBe('stored');
    return line;
  };
  const texts = async (asked: Partial<CommentQuery> = {}) => {
    const page = { limit: 100, offset: 0 };
    const { items, total } = await storage.comments.list({ ...query, ...asked }, page);
    expect(total).toBe(items.length);
    return items.map(({ text }) => text).sort();
  };
  const differences = async () => (await storage.keeper.verify()).differences;
  return { storage, dataDir, leave, query, say, texts, judge, phone, person, differences };
}

describe.each(storagesUnderTest())('what people said, kept by %s', (name) => {
  it('is kept with the form that says it, once, without blanks around; most forms say nothing [T-08]', async () => {
    const { storage, leave, say, texts, judge, differences } = await setup(name);

    const line = await say('  Chờ lâu quá ');
    await say({ missing: 'left-blank' });
    await say(' \t');
    await storage.responses.storeOnce([judge(line)], now);

    expect(await texts()).toEqual(['Chờ lâu quá']);
    expect(await differences()).toEqual([]);
    await leave();
  });

  it('is read before anybody asks, and the same when they do [T-08] [T-09]', async () => {
    const { storage, leave, say, texts, differences } = await setup(name);

    await say('Chờ lâu');
    await storage.comments.catchUp();
    await say('Nhanh');
    await storage.comments.catchUp();

    expect(await texts()).toEqual(['Chờ lâu', 'Nhanh']);
    expect(await differences()).toEqual([]);
    await leave();
  });

  it('is replaced by a correction, goes with a withdrawal, in whatever order these come [T-08]', async () => {
    const { leave, say, texts, differences } = await setup(name);
    const [first, second, third] = [newId(), newId(), newId()];
    await say('Chờ lâu', { responseId: first });
    await say('Chờ rất lâu', { responseId: first, kind: 'correction', revision: 2 });
    await say('Đường xấu', { responseId: second });
    await say('', { responseId: second, kind: 'withdrawal', revision: 2 }, { answers: {} });
    await say('Mới', { responseId: third, kind: 'correction', revision: 2 });
    await say('Cũ', { responseId: third });

    expect(await texts()).toEqual(['Chờ rất lâu', 'Mới']);
    expect(await texts({ words: ['duong'] })).toEqual([]);
    expect(await differences()).toEqual([]);
    await leave();
  });

  it('is told of counted responses alone: of two in one household the first begun', async () => {
    const { leave, say, texts } = await setup(name);
    const early = newId();
    await say('Sau', { responseId: newId() }, { household: 'H1' });
    await say('Trước', { responseId: early }, { household: 'H1' });

    expect(await texts()).toHaveLength(1);
    await leave();
  });

  it('is found without accents by the beginnings of words, and not by what is hidden [T-01]', async () => {
    const { leave, say, texts } = await setup(name);
    await say('Đường liên ấp ngập nước');
    await say('Ông Nguyễn Văn Mẫu, 0900 000 000, làm chậm');
    const found = (typed: string) => texts({ words: searchWords(typed) });

    expect(await found('duong')).toEqual(['Đường liên ấp ngập nước']);
    expect(await found('ĐƯỜNG ngập')).toEqual(['Đường liên ấp ngập nước']);
    expect(await found('lien nga')).toHaveLength(1);
    expect(await found('uong')).toEqual([]);
    expect(await found('duong cham')).toEqual([]);
    expect(await found('cham ong')).toHaveLength(1);
    expect(await found('0900')).toEqual([]);
    expect(await found('mau')).toEqual([]);
    expect(await found('" OR *')).toEqual([]);
    await leave();
  });

  it('is narrowed by commune, question and wave, and paged in an order that tells nothing', async () => {
    const { storage, leave, say, texts, query } = await setup(name);
    await say('Một');
    await say('Hai', {}, { unit: { commune: '29557', village: 'Khóm 2' } });
    await say('Ba', {}, { unit: { commune: '29557', village: 'Khóm 2' } });

    expect(await texts({ communes: new Set(['29557']) })).toEqual(['Ba', 'Hai']);
    expect(await texts({ communes: new Set() })).toEqual([]);
    expect(await texts({ question: 'age' })).toEqual([]);
    expect(await texts({ waveId: newId() })).toEqual([]);
    const pages = await Promise.all(
      [0, 2].map((offset) => storage.comments.list(query, { limit: 2, offset })),
    );
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(3);
    expect(pages.map(({ total }) => total)).toEqual([3, 3]);
    expect(await storage.comments.counts(query)).toEqual([
      { commune: '29551', question: 'why', comments: 1 },
      { commune: '29557', question: 'why', comments: 2 },
    ]);
    await leave();
  });

  it('speaks of the themes of its last coding, and of those of the rules where nobody coded it', async () => {
    const { storage, leave, say, texts, query, person } = await setup(name);
    const [first, second] = [await person('b', 'analyst'), await person('c', 'analyst')];
    const slow: Theme = {
      code: 'slow',
      title: { vi: 'Chậm', en: 'Slow' },
      rules: [{ anyOf: ['cham'], allOf: [], noneOf: ['cham soc'] }],
    };
    await say('Quá chậm');
    await say('Chăm sóc');
    const one = async () => {
      const { items } = await storage.comments.list(
        { ...query, words: ['qua'] },
        { limit: 1, offset: 0 },
      );
      if (items[0] === undefined) throw new Error('nothing is found');
      return items[0];
    };
    const { id: commentId } = await one();
    const code = (by: { readonly id: string }, themes: readonly string[], at: string) =>
      storage.comments.code({ commentId, userId: by.id, themes, at, lot: 1 });

    expect(await texts({ theme: slow })).toEqual(['Quá chậm']);
    await code(first, [], '2026-11-23T08:00:00.000Z');
    expect(await texts({ theme: slow })).toEqual([]);
    await code(second, ['slow', 'x'], '2026-11-23T08:01:00.000Z');
    expect(await texts({ theme: slow })).toEqual(['Quá chậm']);
    expect(await texts({ theme: { ...slow, rules: [] } })).toEqual(['Quá chậm']);
    expect((await one()).codings.map(({ name, themes }) => [name, themes])).toEqual([
      ['Người c', ['slow', 'x']],
      ['Người b', []],
    ]);
    expect(await texts({ isCoded: true })).toEqual(['Quá chậm']);
    expect(await texts({ isCoded: false })).toEqual(['Chăm sóc']);
    expect((await storage.comments.codedTwice(query)).map((codings) => codings.length)).toEqual([
      2,
    ]);
    await code(second, [], '2026-11-23T08:02:00.000Z');
    expect(await texts({ theme: slow })).toEqual([]);
    await leave();
  });

  it('gives by the index of words what the rules of themes give by themselves [T-05]', async () => {
    const { leave, say, texts } = await setup(name);
    const words = ['cham', 'duong', 'ap', 'soc', 'Đường'];
    const said = fc.sample(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }), {
      numRuns: 60,
      seed: 7,
    });
    const all = [...new Set(said.map((some) => some.join(' ')))];
    for (const text of all) await say(text);
    const phrase = fc
      .array(fc.constantFrom('cham', 'duong', 'ap', 'soc'), { minLength: 1, maxLength: 2 })
      .map((some) => some.join(' '));
    const phrases = fc.array(phrase, { maxLength: 2 });
    const rule = fc
      .record({ anyOf: phrases, allOf: phrases, noneOf: phrases })
      .filter(({ anyOf, allOf }) => anyOf.length + allOf.length > 0);

    await fc.assert(
      fc.asyncProperty(fc.array(rule, { maxLength: 3 }), async (rules) => {
        const theme: Theme = { code: 't', title: { vi: 'T', en: 'T' }, rules };
        const wanted = all.filter((text) => themesByRules([theme], searchText(text)).length > 0);
        expect(await texts({ theme })).toEqual(wanted.sort());
      }),
      { numRuns: 100 },
    );
    await leave();
  });

  it('keeps who saw a comment whole', async () => {
    const { storage, leave, query, person } = await setup(name);
    const { id: userId } = await person('b', 'analyst');
    const { waveId } = query;
    for (const reason of ['Kiểm tra', 'Lần nữa'])
      await storage.comments.addReveal({ waveId, commentId: 'c', userId, reason, at: now });

    expect(await storage.comments.reveals(waveId, 'all', 10)).toEqual([
      { commentId: 'c', by: 'Người b', reason: 'Lần nữa', at: now },
      { commentId: 'c', by: 'Người b', reason: 'Kiểm tra', at: now },
    ]);
    expect(await storage.comments.reveals(waveId, 'all', 1)).toHaveLength(1);
    expect(await storage.comments.reveals(waveId, communes, 10)).toEqual([]);
    expect(await storage.comments.reveals(newId(), 'all', 10)).toEqual([]);
    await leave();
  });
});

describe('what verify says of comments that a hand changed', () => {
  it.each([
    ['a changed text', `update comments set text = 'khác'`, 1],
    ['a text that is gone', 'delete from comments', 1],
    ['words that are gone', 'delete from comments_search', 1],
    ['words that are others', `update comments_search set words = 'khac'`, 1],
    ['words of nothing', `insert into comments_search (rowid, words) values (99, 'x')`, 1],
    [
      'a text that nobody said',
      `insert into comments (id, response_id, question, text) values ('i', 'r', 'why', 'x')`,
      1,
    ],
  ])('%s', async (_what, statement, least) => {
    const { dataDir, leave, say, texts, differences } = await setup('sqlite');
    await say('Chờ lâu quá');
    await texts();
    const hand = new Driver(join(dataDir, storeFileName));
    hand.exec(statement);
    hand.close();

    const found = await differences();
    expect(found.length).toBeGreaterThanOrEqual(least);
    expect(new Set(found.map(({ check }) => check))).toEqual(new Set(['comment-row']));
    await leave();
  });
});
