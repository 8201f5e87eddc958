import { mkdirSync } from 'node:fs';

/** Makes a folder that only its owner can enter; one that is there already keeps its mode. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
