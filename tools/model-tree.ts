import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A small tree in a temporary folder, in which a test plants what a guard must find. */
export interface ModelTree {
  readonly root: string;
  readonly write: (path: string, text: string) => void;
  readonly link: (path: string, target: string) => void;
  readonly remove: () => void;
}

export function createModelTree(files: Readonly<Record<string, string>> = {}): ModelTree {
  const root = mkdtempSync(join(tmpdir(), 'sipas-model-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    root,
    write,
    link: (path, target) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      symlinkSync(target, join(root, path));
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
