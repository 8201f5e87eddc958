import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Forms whose answers were taken back. The same list lies in a file beside the store and in the second place, so that no
 * restored backup brings one back.
 */
export const withdrawnForms = sqliteTable('withdrawn_forms', {
  responseId: text('response_id').primaryKey(),
  at: text('at').notNull(),
});
