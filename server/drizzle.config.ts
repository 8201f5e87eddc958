import { defineConfig } from 'drizzle-kit';

/** Writes the next migration from the schema: `drizzle-kit generate --config server/drizzle.config.ts`. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './server/src/storage-sqlite/schema.ts',
  out: './server/src/storage-sqlite/migrations',
});
