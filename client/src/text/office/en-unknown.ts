import type { OfficeText } from './shape.ts';

/** Words of phones that the server does not know, in English. */
export const unknownPhoneWords: OfficeText['unknownPhones'] = {
  title: (count) => `Phones that the server does not know: ${count}`,
  help: 'The store was restored from a backup that does not know these phones, or they were taken in at another store. Their forms are still on them. Find out whose they are and take them in again; the number of a phone stands in its settings.',
  seen: (moment) => `last seen ${moment}`,
  tries: (count) => `calls by the network: ${count}`,
  lines: (lines, forms) => `waiting from files: ${lines} lines of ${forms} forms`,
  callsOnly: 'only called; nothing vouches for it',
  communes: (codes) => `forms in the communes ${codes}`,
  taken: (username) => `taken in for ${username}; not heard yet`,
  otherToken: (username, heard) =>
    `the phone of ${username}, calling with another token${heard === null ? '' : `, heard under its own last ${heard}`}; ask the surveyor before you take it in`,
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

/** Words of what people do with a phone, in English. */
export const phoneActWords: OfficeText['phoneActs'] = {
  title: 'What was done with the phone',
  adopted: (surveyor) => `Taken in for ${surveyor}`,
  moved: (before, surveyor) => `Moved from ${before} to ${surveyor}`,
  revoked: (surveyor) => `Taken back from ${surveyor}`,
  confirmed: (surveyor) => `Number compared and right: the phone of ${surveyor} is trusted`,
  released: () => 'Let the waiting forms of the revoked phone count',
  release: 'Let waiting forms count',
  releaseTitle: (name) => `Forms that ${name} handed in after it was taken back`,
  releaseHelp:
    'For when you asked and know that these forms are honest. Each is judged like any other: what is right counts, what is wrong stays under “To be reviewed”. The phone stays taken back; what comes later waits again.',
  releaseHint:
    'For example: called the surveyor on 14 November, the forms are from before the loss.',
  releaseSubmit: 'Let them count, in my name',
  keyChanged: 'The phone signs by a new key',
  itself: 'The phone',
  revoke: 'Take back',
  revokeTitle: (name) => `Take the phone ${name} back`,
  revokeHelp:
    'For a phone that was lost or stolen, or whose surveyor has left. It gets no new work and opens by no code. What it still sends, or brings by file, is kept under “To review”: it is not lost and does not count.',
  revokeHint: 'For example: lost on the way home on 12 November.',
  revokeSubmit: 'Take back in my name',
  move: 'Give to the right person',
  moveTitle: (name) => `The phone ${name} is somebody else’s`,
  moveHelp:
    'This phone was taken in after a restore. All its forms will be those of the chosen surveyor; what waits for a wrong area is judged again. The phone learns the name by itself when it has a network.',
  moveHint: 'For example: the wrong name was chosen when it was taken in.',
  moveSubmit: 'Move in my name',
};

/** Words of comparing the number of a new phone, in English. */
export const comparisonWords: OfficeText['comparison'] = {
  title: (device) => `${device} waits for its number to be compared`,
  ask: 'Ask the surveyor: which number does the phone show? Is it exactly the one below?',
  label: 'Number to compare',
  same: 'The same, trust this phone',
  other: 'Another, not this phone',
  help: 'Until then the phone interviews and hands in; its forms are kept and do not count. “Another” takes the phone back; make a new code for the surveyor.',
  waiting: 'number not compared',
  refused: 'The strange phone was taken back',
  refusedHelp:
    'Somebody else used the code. That phone can do nothing more. Make a new code and hand it to the surveyor yourself.',
};
