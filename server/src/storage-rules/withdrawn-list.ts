import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { flush } from './flush.ts';

/** One form that was taken back. */
export interface Withdrawn {
  readonly responseId: string;
  readonly at: string;
}

const listName = 'withdrawn.json';

/**
 * Answers: which forms does the list in a folder name?
 * Shape:   none where there is no list.
 * Errors:  throws where a list is there and cannot be read: to go on without it could bring a form back.
 * Source:  decision 107.
 * Rule:    H-11
 */
export function readWithdrawn(folder: string): readonly Withdrawn[] {
  const file = join(folder, listName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const parsed = JSON.parse(text) as { readonly v?: unknown; readonly forms?: unknown };
  if (parsed.v !== 1 || !Array.isArray(parsed.forms) || !parsed.forms.every(isWithdrawn))
    throw new Error(`${file} is no list of withdrawn forms`);
  return parsed.forms;
}

const isWithdrawn = (one: unknown): one is Withdrawn =>
  typeof one === 'object' &&
  one !== null &&
  'responseId' in one &&
  'at' in one &&
  typeof one.responseId === 'string' &&
  typeof one.at === 'string';

/** Adds forms to the list of a folder, durable when it returns; whole under its name at every moment, and nothing taken away. */
export function addWithdrawn(folder: string, forms: readonly Withdrawn[]): void {
  const before = readWithdrawn(folder);
  const all = new Map([...forms, ...before].map((one) => [one.responseId, one] as const));
  if (all.size === before.length) return;
  const part = join(folder, `${listName}.part`);
  rmSync(part, { force: true });
  const handle = openSync(part, 'wx', 0o600);
  try {
    const sorted = [...all.values()].sort((a, b) => (a.responseId < b.responseId ? -1 : 1));
    writeSync(handle, `${JSON.stringify({ v: 1, forms: sorted }, null, 1)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, join(folder, listName));
  flush(folder, 'r');
}
