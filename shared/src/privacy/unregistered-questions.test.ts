import { expect, test } from 'vitest';
import type { Instrument, Question } from '../questionnaire/index.ts';
import type { FieldClass, FieldRegistry } from './field-registry.ts';
import { unregisteredQuestions } from './unregistered-questions.ts';

const title = { vi: 'Tên', en: 'Name' };
const question = (code: string, sensitive?: boolean): Question => ({
  code,
  kind: 'text',
  text: title,
  ...(sensitive === undefined ? {} : { sensitive }),
});
const instrument = (...questions: readonly Question[]): Instrument => ({
  format: 1,
  id: 'small',
  title,
  source: 'test',
  languages: ['vi'],
  consent: { version: '1', text: title },
  choiceLists: {},
  blocks: [],
  factors: [],
  satisfiedOptions: [],
  sections: [{ code: 'a', title, role: 'other', questions }],
});
const registry = (fieldClass: FieldClass, ...fields: readonly string[]): FieldRegistry => ({
  format: 1,
  version: '2026-11-28',
  purposes: [],
  retentions: [],
  records: [
    {
      id: 'small',
      kind: 'form',
      instrument: 'small',
      title,
      entries: [{ fields, purpose: 'figures', class: fieldClass, retention: 'survey' }],
      notPersonal: ['height'],
    },
  ],
  tablesWithout: [],
});

test('names the questions that nobody registered, in the order of the form [Y-02]', () => {
  const asked = instrument(question('weight'), question('name'), question('age'));

  expect(unregisteredQuestions(registry('ordinary', 'name'), asked)).toEqual(['weight', 'age']);
  expect(unregisteredQuestions(registry('ordinary', 'age', 'name', 'weight'), asked)).toEqual([]);
});

test('takes no answer of a person for one that says nothing of a person [Y-02]', () => {
  const asked = instrument(question('height'));

  expect(unregisteredQuestions(registry('ordinary', 'name'), asked)).toEqual(['height']);
});

test('takes the entries of another questionnaire for none [Y-02]', () => {
  const other = { ...instrument(question('name')), id: 'other' };

  expect(unregisteredQuestions(registry('ordinary', 'name'), other)).toEqual(['name']);
});

test('names a question that the form calls sensitive and the registry does not [Y-02]', () => {
  const asked = instrument(question('ethnicity', true));

  expect(unregisteredQuestions(registry('ordinary', 'ethnicity'), asked)).toEqual(['ethnicity']);
  expect(unregisteredQuestions(registry('sensitive', 'ethnicity'), asked)).toEqual([]);
});
