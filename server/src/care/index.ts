export { checkHeads, faultOfHead, headFolder, makeHead } from './audit-heads.ts';
export { keepClean } from './keep-clean.ts';
export { keepComments } from './keep-comments.ts';
export { keepSafe } from './keep-safe.ts';
export { keepHeads } from './keep-heads.ts';
export { keepRetention } from './keep-retention.ts';
export { type CareGiven, type Caretaker, createCaretaker } from './caretaker.ts';
export { flush } from './flush.ts';
export { type FullerAlarms, lookForFuller } from './fuller-alarms.ts';
export { BackupFailed, isKept, makeBackup } from './make-backup.ts';
export {
  addFullerSeen,
  backupFolder,
  readBackupNotes,
  readForgottenNote,
  writeDrillNote,
  noteKeysCopied,
} from './notes.ts';
export { refuseChangedSetup } from './refuse-changed-setup.ts';
export { untended } from './untended.ts';
export { type Apart, createApart } from './run-apart.ts';
