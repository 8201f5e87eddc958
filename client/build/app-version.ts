import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashSources } from '../../tools/build.mjs';

/** What ends up in the app; a change in any of it is another version. */
const sources = [
  'client/index.html',
  'client/src',
  'client/public',
  'shared/src',
  'package-lock.json',
];

/**
 * Answers: which version of the app is this?
 * Shape:   root of the checkout → version of package.json + "+" + 8 hexadecimal digits of the sources' SHA-256,
 *          equal for equal sources on every machine.
 */
export function appVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return `${version}+${hashSources(root, sources).slice(0, 8)}`;
}
