import { bigint, customType } from 'drizzle-orm/pg-core';
import { fromStoredText, toStoredText } from '../stored-text.ts';

/** Text in the order of its bytes, whatever the language of the server: both adaptors sort and compare alike. */
export const text = customType<{ data: string; driverData: string }>({
  dataType: () => 'text collate "C"',
  toDriver: toStoredText,
  fromDriver: fromStoredText,
});

/** JSON as the text that was written, byte for byte. */
export const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => toStoredText(JSON.stringify(value)),
  fromDriver: (stored): unknown => JSON.parse(fromStoredText(stored)),
});

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => 'bytea',
});

/** Whole numbers that may pass 2³¹: receipts, milliseconds. */
export const whole = (name: string) => bigint(name, { mode: 'number' });

/** Which province a row is of: first in every key, so that a province lies on one machine of many. */
export const province = () => text('province').notNull();

/** A number of its own for each row, in the order of writing within a province. */
export const ownNumber = () => whole('id').notNull().generatedByDefaultAsIdentity();
