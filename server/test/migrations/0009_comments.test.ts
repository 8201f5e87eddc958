import { expect, it } from 'vitest';
import { canonicalJson } from '@sipas/shared/kernel';
import { createCommentIndex } from '../../src/storage-sqlite/comment-index.ts';
import { createTestPhone } from '../world/phone.ts';
import { newId } from '../world/setup-world.ts';
import { smallInstrument, smallVersion } from '../world/small-survey.ts';
import { migrateFrom, noKeys } from './stop-before.ts';

it('takes what was said from the forms that were there: current revisions, texts alone, awkward ones too', async () => {
  const phone = createTestPhone({ deviceId: newId(), token: '', waveId: newId(), newId });
  const { connection, db, leave } = await migrateFrom('0009_comments', (store) => {
    store
      .prepare(
        'insert into store_meta (id, incarnation, safe_receipt, created_at) values (1, ?, 0, ?)',
      )
      .run(newId(), '');
    store
      .prepare('insert into instruments (key, id, version, canonical) values (?, ?, ?, ?)')
      .run(1, 'small', smallVersion, canonicalJson(smallInstrument));
    store
      .prepare('insert into instruments (key, id, version, canonical) values (2, ?, ?, ?)')
      .run('spoilt', 'v', '{"sections":');
    const put = (id: string, kind: string, instrument: number, line: string) => {
      const { lastInsertRowid } = store
        .prepare(
          `insert into envelopes (content_hash, outcome, response_id, holds_seq, received_at, line)
             values ('', 'stored', ?, 0, '', ?)`,
        )
        .run(id, Buffer.from(line));
      store
        .prepare(
          `insert into responses (response_id, receipt, revision, kind, state, wave_id, instrument_key, commune, village,
             surveyor_id, mode, finished_at, received_at, packed)
           values (?, ?, 1, ?, 'counted', 'w', ?, '29551', 'Khóm 1', '', 'interview', '', '', '')`,
        )
        .run(id, lastInsertRowid, kind, instrument);
    };
    const said = (why: unknown, kind = 'final') =>
      phone.line({ answers: { q1: '1', why }, envelope: { kind } });
    put('a', 'final', 1, said(`Đường "xấu"; '--\n0900 000 000`));
    put('b', 'final', 1, said({ missing: 'left-blank' }));
    put('c', 'withdrawal', 1, said('Rút lại', 'withdrawal'));
    put('d', 'final', 1, 'unreadable');
    put('e', 'final', 2, said('Của phiếu hỏng'));
    put('f', 'correction', 1, said('x'.repeat(5000)));
    for (let more = 0; more < 1100; more++) put(`g${String(more)}`, 'final', 1, said('Nhiều'));
  });

  await createCommentIndex(db, noKeys).catchUp();

  const of = (sql: string) => connection.prepare(sql).raw().all();
  expect(of(`select response_id, question, text from comments where response_id < 'f'`)).toEqual([
    ['a', 'why', `Đường "xấu"; '--\n0900 000 000`],
  ]);
  expect(
    of(
      `select words from comments_search where rowid in (select key from comments where response_id = 'a')`,
    ),
  ).toEqual([['duong xau']]);
  expect(of(`select count(*), count(distinct id) from comments where text = 'Nhiều'`)).toEqual([
    [1100, 1100],
  ]);
  expect(of('select count(*) from comments_search')).toEqual([[1102]]);
  expect(of('select comment_rules, comment_receipt from store_meta')).toEqual([[1, 1106]]);
  leave();
});
