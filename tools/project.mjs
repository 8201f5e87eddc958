import { fileURLToPath } from 'node:url';
import { dirname, join, resolve } from 'node:path';

/** The folder that holds package.json, whoever calls and from wherever. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the tools remember between runs. `npm ci` empties it together with what it describes. */
export const memoryFolder = join(projectRoot, 'node_modules', '.cache', 'sipas');

/** The built field app and office console, as the server serves them. */
export const builtClient = join(projectRoot, 'client', 'dist');

/**
 * Where the person stands: npm runs every script in the project's root and tells the real place apart.
 * Relative paths in arguments and in the environment mean that place.
 */
export const callerFolder =
  process.cwd() === projectRoot ? (process.env.INIT_CWD ?? projectRoot) : process.cwd();

/** The environment of the server: its default data folder is the project's, wherever the person stands. */
export const serverEnvironment = {
  ...process.env,
  SIPAS_DATA_DIR: resolve(callerFolder, process.env.SIPAS_DATA_DIR ?? join(projectRoot, 'var')),
};
