import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Fills it but for so many bytes, rounded to blocks. */
  fill(leftBytes: number): void;
  empty(): void;
  leave(): void;
}

/**
 * A file system of so many bytes, so that a full disk is a real one.
 * Errors:  throws where nothing may be mounted, by root or by sudo: a run without a small disk has proven nothing.
 */
export function mountSmallDisk(bytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-small-disk-'));
  const owner = `uid=${String(process.getuid?.() ?? 0)},gid=${String(process.getgid?.() ?? 0)}`;
  const options = `size=${String(bytes)},mode=0700,${owner}`;
  as('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', folder);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill(leftBytes) {
      const { bavail, bsize } = statfsSync(folder);
      const blocks = Math.max(0, bavail - Math.ceil(leftBytes / bsize));
      writeFileSync(ballast, Buffer.alloc(blocks * bsize));
    },
    empty: () => rmSync(ballast, { force: true }),
    leave() {
      as('umount', folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function as(command: string, ...args: readonly string[]): void {
  const isRoot = process.getuid?.() === 0;
  execFileSync(isRoot ? command : 'sudo', isRoot ? args : ['-n', command, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
