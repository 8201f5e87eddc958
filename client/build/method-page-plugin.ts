import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { methodPage } from './method-page.ts';

/** Puts docs/method.md beside the console as `/method.html`: whoever reads a figure can read how it came about. */
export function methodPageFile({
  source,
  style,
}: {
  readonly source: string;
  readonly style: string;
}): Plugin {
  let folder = '';
  return {
    name: 'sipas:method-page',
    apply: 'build',
    configResolved(resolved) {
      folder = join(resolved.root, resolved.build.outDir);
    },
    closeBundle: {
      sequential: true,
      async handler() {
        const page = methodPage(await readFile(source, 'utf8'), '/method.css');
        await writeFile(join(folder, 'method.html'), page);
        await copyFile(style, join(folder, 'method.css'));
      },
    },
  };
}
