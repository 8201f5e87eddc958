import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder that only its owner can enter; one that is there already keeps its mode.
 * Answers: the outermost folder that was made for it; undefined where none was.
 * Errors:  throws where there can be none. Made step by step: where a file system takes no folders at all, Node's own
 *          recursion tries for ever.
 */
export function makePrivateFolder(folder: string): string | undefined {
  const wanted: string[] = [];
  let parent = resolve(folder);
  while (!existsSync(parent) && dirname(parent) !== parent) {
    wanted.unshift(parent);
    parent = dirname(parent);
  }
  const made = wanted.filter(makeOne);
  if (!statSync(folder).isDirectory())
    throw Object.assign(new Error(`${folder} is no folder`), { code: 'ENOTDIR' });
  return made[0];
}

/** Another process may make the same one at the same time. */
function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
