import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { preparePostgres } from './run-postgres.ts';

/** One server for all files of a run, made by the first that needs it and gone with the run. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-postgres-'));
  project.provide('postgresFolder', folder);
  return () => {
    if (existsSync(join(folder, 'data', 'postmaster.pid')))
      preparePostgres(folder).stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  };
}
