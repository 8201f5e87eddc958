import type { CareState } from '../ports/index.ts';
import type { StoreFacts } from './read-facts.ts';

/** One figure that is read from the store whenever somebody asks. */
interface Figure {
  readonly name: string;
  readonly help: string;
  /** Null where nobody knows it. */
  readonly read: (facts: StoreFacts) => number | null;
}

const secondsOf = (instant: string | undefined): number | null =>
  instant === undefined ? null : Date.parse(instant) / 1000;
const ofCare =
  (read: (care: CareState) => number | null): Figure['read'] =>
  ({ care }) =>
    care === null ? null : read(care);

export const storeFigures: readonly Figure[] = [
  {
    name: 'sipas_database_up',
    help: '1 where the store answers and its tables are up to date, as /readyz says; else 0',
    read: ({ isReady }) => Number(isReady),
  },
  {
    name: 'sipas_receipts_last',
    help: 'The highest receipt that was given out',
    read: ({ lastReceipt }) => lastReceipt,
  },
  {
    name: 'sipas_receipts_safe',
    help: 'The highest receipt that lies in a backup which was read whole; phones keep what is above it',
    read: ({ safeReceipt }) => safeReceipt,
  },
  {
    name: 'sipas_sessions_open',
    help: 'Sessions of people at the console that are still valid',
    read: ({ openSessions }) => openSessions,
  },
];

/** Only where this server makes copies itself: those of a PostgreSQL database are its operator's. */
export const careFigures: readonly Figure[] = [
  {
    name: 'sipas_backup_last_timestamp_seconds',
    help: 'When the last backup was made that was read whole',
    read: ofCare(({ last }) => secondsOf(last?.madeAt)),
  },
  {
    name: 'sipas_backup_failing',
    help: '1 where the last attempt at a backup or a trial restore failed; else 0',
    read: ofCare(({ failure }) => Number(failure !== null)),
  },
  {
    name: 'sipas_backup_in_second_place',
    help: '1 where the last backup lies in the second place too; else 0',
    read: ofCare(({ isInSecondPlace }) => Number(isInSecondPlace)),
  },
  {
    name: 'sipas_drill_last_timestamp_seconds',
    help: 'When a backup was last restored for trial',
    read: ofCare(({ drill }) => secondsOf(drill?.at)),
  },
  {
    name: 'sipas_drill_differences',
    help: 'Differences that the last trial restore found',
    read: ofCare(({ drill }) => drill?.differences ?? null),
  },
  {
    name: 'sipas_alarm_forgotten_receipts',
    help: '1 where phones hold receipts that this store has not given; else 0',
    read: ofCare(({ forgotten }) => Number(forgotten !== null)),
  },
  {
    name: 'sipas_alarm_fuller_backup',
    help: '1 where a backup holds forms that the store lacks; else 0',
    read: ofCare(({ fuller }) => Number(fuller !== null)),
  },
];
