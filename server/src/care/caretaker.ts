import { stat } from 'node:fs/promises';
import type {
  BackupCheck,
  BackupNote,
  Care,
  CareFailure,
  CareState,
  Clock,
  Log,
  StoreKeeper,
} from '../ports/index.ts';
import { dirname } from 'node:path';
import { isBackupDue, isDrillDue, timely } from './due.ts';
import { type FullerAlarms, knownFuller, lookForFuller, noteFuller } from './fuller-alarms.ts';
import { BackupFailed, type BackupNeeds, finishBackup, makeBackup } from './make-backup.ts';
import {
  noteSecondPlace,
  readBackupNotes,
  readDrillNote,
  readForgottenNote,
  readKeysCopied,
  writeForgottenNote,
} from './notes.ts';

export interface CareGiven {
  readonly keeper: StoreKeeper;
  readonly clock: Clock;
  readonly log: Log;
  readonly folder: string;
  readonly secondPlace: string | null;
  readonly everyMinutes: number;
  /** How often it looks whether something is due. */
  readonly tickMs: number;
  /** Both read a whole store: they are done by other processes, so that serving goes on. */
  readonly check: (file: string) => Promise<BackupCheck>;
  readonly drill: () => Promise<void>;
}

export interface Caretaker extends Care {
  /** Begins nothing new, and waits for what is under way. */
  stop(): Promise<void>;
}

/** More phones than a survey has; each is kept with what it told, so that it can be acknowledged. */
const mostDevices = 5_000;

/** Looks after the store while it serves: what fails is told, tried again, and never disturbs serving. */
export function createCaretaker(given: CareGiven): Caretaker {
  const { keeper, clock, log, folder, secondPlace, everyMinutes } = given;
  const needs: BackupNeeds = { keeper, check: given.check, clock, folder, secondPlace };
  let failure: CareState['failure'] = null;
  let drillFailedAt: string | null = null;
  let markAtBackup: string | null = null;
  let running: CareState['running'] = null;
  let job: Promise<void> = Promise.resolve();
  let isStopping = false;
  let fuller: FullerAlarms = { life: '', told: [], open: [], seen: [] };
  let fullerMark: string | null = null;
  let comparing: Promise<void> | null = null;
  const firstCompared = compareBackups();
  // For commands beside this server, which may not know of its second place.
  const placeNoted = noteSecondPlace(folder, secondPlace !== null).catch((error: unknown) => {
    log.error({ reason: String(error) }, 'the second place was not noted');
  });

  /**
   * Looks whether a backup holds more than the store, at the start and where the store changed since; else only whether
   * somebody has seen to what is told. A comparison may last for many looks: of those that find one under way none waits.
   * Rule: B-29
   */
  function compareBackups(): Promise<void> {
    comparing ??= compareOnce().finally(() => {
      comparing = null;
    });
    return comparing;
  }

  async function compareOnce(): Promise<void> {
    const before = fuller;
    try {
      // Asked before the comparison: what changes while it lasts is a reason for the next one.
      const mark = await keeper.changeMark();
      const isSame = mark === fullerMark;
      const found = isSame
        ? await knownFuller(folder, before)
        : await lookForFuller({ keeper, folder, secondPlace });
      fuller = found;
      if (isStopping) return;
      for (const one of found.open)
        if (!before.open.some(({ id, forms }) => id === one.id && forms === one.forms))
          log.error({ ...one }, 'a backup holds more than the store');
      for (const one of found.seen)
        if (before.open.some(({ id }) => id === one.id))
          log.info({ ...one }, 'the alarm of a fuller backup was acknowledged');
      if (!isSame) await noteFuller(folder, found);
      fullerMark = mark;
    } catch (error) {
      if (!isStopping) log.error({ reason: String(error) }, 'backups were not compared');
    }
  }

  function begin(what: 'backup' | 'drill', work: () => Promise<void>): void {
    if (running !== null || isStopping) return;
    running = what;
    job = work()
      .catch((error: unknown) => noteFailure(what, error))
      .finally(() => {
        running = null;
      });
  }

  function noteFailure(what: 'backup' | 'drill', error: unknown): void {
    if (isStopping) return;
    const at = clock.now();
    const kind: CareFailure =
      error instanceof BackupFailed ? error.kind : what === 'drill' ? 'drill' : 'failed';
    failure = { at, kind };
    if (what === 'drill') drillFailedAt = at;
    log.error(
      { kind, reason: error instanceof Error ? error.message : String(error) },
      'no ' + what,
    );
  }

  /** The backups that are noted, the last one first; what a clock that ran ahead has made counts as none of them. */
  async function known() {
    const notes = await readBackupNotes(folder);
    const { timely: backups, fromFuture } = timely(notes, clock.now());
    return { kept: notes.length, backups, last: backups[0] ?? null, fromFuture };
  }

  /** Looked at in the second place itself: a note says where a copy was carried, not that it is there. */
  const lacksSecond = async ({ second }: BackupNote): Promise<boolean> =>
    secondPlace !== null &&
    (second === null || dirname(second) !== secondPlace || !(await exists(second)));

  async function backUp(): Promise<void> {
    const { last } = await known();
    // What only lacks its second place is carried there; another copy of the same would fill the disk.
    const waits = last !== null && (await lacksSecond(last)) && (await exists(last.file));
    // Noted before it is known to hold: until one holds, what failed says when the next is due.
    if (!waits) markAtBackup = await keeper.changeMark();
    const note = waits ? await finishBackup(needs, last) : await makeBackup(needs);
    failure = null;
    log.info({ file: note.file, second: note.second, receipt: note.receipt }, 'backed up');
  }

  async function drill(): Promise<void> {
    await given.drill();
    drillFailedAt = null;
    if (failure?.kind === 'drill') failure = null;
  }

  async function look(): Promise<void> {
    void compareBackups();
    const before = job;
    const now = clock.now();
    await placeNoted;
    const { backups, last } = await known();
    const hasChanged = markAtBackup === null || (await keeper.changeMark()) !== markAtBackup;
    const failedAt = failure !== null && failure.kind !== 'drill' ? failure.at : null;
    const lacks = last !== null && (await lacksSecond(last));
    const enrolledAt = await keeper.lastEnrolmentAt();
    const done = await readDrillNote(folder);
    // What was read tells nothing of a job that began meanwhile: another look is soon.
    if (job !== before) return;
    const times = { now, everyMinutes, enrolledAt, failedAt };
    if (isBackupDue({ ...times, last, hasChanged, lacksSecond: lacks })) begin('backup', backUp);
    else if (isDrillDue({ now, backups, drill: done, failedAt: drillFailedAt }))
      begin('drill', drill);
  }

  const timer = setInterval(() => {
    if (running === null && !isStopping)
      look().catch((error: unknown) => noteFailure('backup', error));
  }, given.tickMs);
  timer.unref();

  return {
    async state() {
      // First what is in memory: notes that are read after it are never older than what it says.
      const now = { running, failure };
      await firstCompared;
      const { kept, last, fromFuture } = await known();
      return {
        ...now,
        everyMinutes,
        hasSecondPlace: secondPlace !== null,
        isInSecondPlace: secondPlace !== null && last !== null && !(await lacksSecond(last)),
        last,
        kept,
        fromFuture: fromFuture.length,
        drill: await readDrillNote(folder),
        forgotten: await readForgottenNote(folder),
        fuller: (await knownFuller(folder, fuller)).open[0] ?? null,
        copiedKeys: await readKeysCopied(folder),
      };
    },
    backUpNow: () => begin('backup', backUp),
    async noticeForgotten({ deviceId, phoneReceipt, storeReceipt }) {
      const at = clock.now();
      log.error({ deviceId, phoneReceipt, storeReceipt }, 'the store has forgotten receipts');
      const before = await readForgottenNote(folder);
      const devices = [...new Set([deviceId, ...(before?.devices ?? [])])].slice(0, mostDevices);
      const note = {
        firstAt: before?.firstAt ?? at,
        lastAt: at,
        phoneReceipt: Math.max(phoneReceipt, before?.phoneReceipt ?? 0),
        storeReceipt: before?.storeReceipt ?? storeReceipt,
        devices,
        receipts: { ...before?.receipts, [deviceId]: phoneReceipt },
      };
      // The phone is answered whether or not the alarm could be written down: the log has it.
      await writeForgottenNote(folder, note).catch((error: unknown) => {
        log.error({ reason: String(error) }, 'the alarm was not noted');
      });
    },
    noteAcknowledged: (seen) =>
      log.info({ ...seen }, 'the alarm of forgotten receipts was acknowledged'),
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await Promise.all([job, comparing]);
    },
  };
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
