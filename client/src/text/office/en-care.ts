import type { careWords as shape } from './vi-care.ts';

/** Words of the screen of backups, in English. */
export const careWords: typeof shape = {
  title: 'Backups',
  lead: 'Copies of all forms and figures, so that a broken server loses none. The list of who signed is in no copy.',
  now: 'Back up now',
  running: { backup: 'Backing up…', drill: 'Trying a restore…' },
  allSafe: 'Every form received lies in a backup',
  allSafeSecond: 'The backup was read again from beginning to end, in the second place too.',
  allSafeHere: 'The backup was read again from beginning to end.',
  waiting: (count) => `${count} lines received are in no backup yet`,
  waitingHelp: 'The phones keep these forms until a backup holds them.',
  lacksSecond: 'The last backup does not lie in the second place',
  lacksSecondHelp:
    'The folder of the second place does not hold this backup: perhaps the disk is not mounted or the folder was moved. The server carries it there when the folder is back.',
  keyMissing: (count) => `${count} forms came and the key that opens them is missing`,
  keyMissingHelp:
    'The forms are whole and wait for it. The operator brings the copy of the keys by sipas keys import (docs/operations.md).',
  keysNotCopied: (count) => `${count} keys that open forms have no copy`,
  keysNotCopiedHelp:
    'Forms are sealed to keys in a file of their own, which no backup holds. Without that file what is not opened yet stays closed. The operator runs sipas keys export and locks the file away elsewhere.',
  fromFuture: (count) => `${count} backups bear a date in the future`,
  fromFutureHelp:
    'The clock of the server once ran ahead. These backups are not taken for the newest; before a restore look at the real dates of the files.',
  noSecond: 'There is no second place',
  noSecondHelp:
    'The backup lies on the same machine as the data: a broken disk takes both. The operator mounts another disk and sets SIPAS_BACKUP_DIR.',
  failure: {
    'no-space': 'The last backup failed: the disk is full',
    'second-place': 'The backup could not be carried to the second place',
    'broken-copy': 'The new backup was wrong and was thrown away',
    failed: 'The last backup failed',
    drill: 'The last trial restore failed',
  },
  failureHelp: (moment) =>
    `At ${moment}. The running data is not affected; the server tries again by itself. If this stays, the operator looks at the server log and docs/operations.md.`,
  forgotten: 'The server has forgotten forms',
  forgottenHelp: (moment, phones, phone, store) =>
    `Since ${moment}, phones (${phones} in all) hold receipts up to ${phone} while the server had only reached ${store}. It may have been restored from an old backup. The phones are sending again. The operator checks whether there is a newer backup (docs/operations.md).`,
  acknowledge: 'I have seen to this alarm',
  acknowledgeHelp:
    'Your name, the time and the reason are kept for good with each phone. If a phone tells another number, the alarm returns.',
  acknowledgeHint:
    'For example: broken phone, the number is not real; compared with the newest backup.',
  acknowledgeSubmit: 'I have seen to it, in my name',
  fuller: (forms) => `A backup holds forms that the server lacks: ${forms}`,
  fullerHelp: (name, moment) =>
    `Backup ${name}, its last line received at ${moment}. The server may have been restored from an older one. The phones send again what they still hold. The operator deletes nothing and follows docs/operations.md, "The wrong backup was restored". This backup is not deleted by itself; the alarm stays until the server has its forms, or an administrator ends it by sipas acknowledge-fuller.`,
  last: 'Last backup',
  byDatabase:
    'Backups are made by the means of PostgreSQL: the operator uses pg_dump or archives the WAL (docs/operations.md). Phones keep forms until a backup was read.',
  none: 'No backup yet',
  noneHelp: 'The first one is made a few minutes after the server starts.',
  content: (rows, size) => `${rows} lines received, ${size} MB`,
  kept: (count) => `${count} backups are kept.`,
  every: (minutes) => `Made every ${minutes} minutes while something changes.`,
  neverBySelf: 'Not made by itself; only when somebody asks.',
  places: 'Where it lies',
  placeHere: 'On the server',
  placeSecond: 'Second place',
  placeYes: 'read again, right',
  placeNo: 'not there yet',
  placeUnset: 'not set',
  drill: 'Trial restore',
  drillNever: 'Never tried',
  drillHelp: 'Every night the newest backup is restored in a scratch place and counted again.',
  drillGood: 'Restored, all figures agree',
  drillBad: (count) => `${count} differences`,
  drillTook: (rows, seconds) => `${rows} lines, took ${seconds} s`,
  safeHelp: (safe, last) =>
    `The backup reaches receipt ${safe}; the server has given out up to ${last}.`,
};
