import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommonPasswords } from '../ports/index.ts';
import { shippedData } from './read-reference.ts';

/** Answers: the passwords that are guessed first, as they are shipped. */
export function shippedCommonPasswords(): CommonPasswords {
  return { whole: readLines('common.txt'), phrases: readLines('phrases-vi.txt') };
}

function readLines(name: string): ReadonlySet<string> {
  const text = readFileSync(join(shippedData, 'passwords', name), 'utf8');
  return new Set(text.split('\n').filter((line) => line !== ''));
}
