import type { OfficeText } from './shape.ts';

/** Words of phones that the server does not know, in English. */
export const unknownPhoneWords: OfficeText['unknownPhones'] = {
  title: (count) => `Phones that the server does not know: ${count}`,
  help: 'The store was restored from a backup older than the enrolment of these phones. Their forms are still on them. Find out whose they are and take them in again; the number of a phone stands in its settings.',
  seen: (moment) => `last seen ${moment}`,
  tries: (count) => `calls by the network: ${count}`,
  lines: (lines, forms) => `waiting from files: ${lines} lines of ${forms} forms`,
  callsOnly: 'only called; nothing vouches for it',
  communes: (codes) => `forms in the communes ${codes}`,
  taken: (username) => `taken in for ${username}; not heard yet`,
  adopt: 'Take in',
  adoptOf: (id) => `Take in the phone ${id}`,
  whose: 'Whose phone is it?',
  choose: 'Choose a surveyor',
  adoptHelp:
    'Its lines that wait are judged again in their order, each once. Your account is noted, and the phone gets no token by this.',
  sure: 'Take in',
  done: (name) => `The phone was taken in for ${name}`,
  result: (stored, waiting) => `Received: ${stored} forms. Lines to review: ${waiting}.`,
  save: 'Save the receipts file',
  saveHelp: 'Carry it to the phone, so that it knows which forms were received.',
  code: 'Make a code for the network',
  codeHelp: 'Enter it on that very phone. Its forms and its PIN stay as they are.',
};
