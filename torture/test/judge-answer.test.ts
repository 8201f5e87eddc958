import { expect, test } from 'vitest';
import { type Answer, judgeAnswer } from '../src/hostile-requests/judge-answer.ts';

const problem = { 'content-type': 'application/problem+json' };
const judged = (answer: Partial<Answer>) =>
  judgeAnswer({ status: 400, headers: problem, text: '{}', ...answer }, ['/data/folder']);

test('a refusal in the words of the catalogue is well, also of a payload that it names', () => {
  expect(judged({})).toEqual([]);
  expect(judged({ text: '{"detail":"../../etc/passwd: \' or 1=1"}' })).toEqual([]);
  expect(judged({ status: 503 })).toEqual([]);
  expect(judged({ status: 507 })).toEqual([]);
  expect(judged({ status: 431, headers: {} })).toEqual([]);
  expect(judged({ status: 200, headers: {} })).toEqual([]);
});

test('a failure, a refusal that is no problem and a head that was written by a payload are told', () => {
  expect(judged({ status: 500 })).toEqual(['a failure, 500']);
  expect(judged({ headers: {} })).toEqual(['a refusal that is no problem']);
  expect(judged({ headers: { ...problem, 'x-injected': '1' } })).toEqual(['a head was injected']);
});

test.each([
  ['Error\n    at run (/a/b.ts:1:2)'],
  ['{"detail":"Error\\n    at run (b.ts:1:2)"}'],
  ['x /server/src/main.ts'],
  ['SqliteError: x'],
  ['no such column: x'],
  ['kept in /data/folder/sipas.sqlite'],
  ['root:x:0:0:root'],
])('a word of the inside is told: %j', (text) => {
  expect(judged({ text })).toHaveLength(1);
});
