import { defineConfig } from 'drizzle-kit';

/** Writes the next migration from the schema: `drizzle-kit generate --config server/drizzle-postgres.config.ts`. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './server/src/storage-postgres/schema.ts',
  out: './server/src/storage-postgres/migrations',
});
