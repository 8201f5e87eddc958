import type { ShelfFault } from '../ports/field-shelf.ts';

/** A shelf fault that can be thrown with its stack. */
export type ThrownShelfFault = Error & ShelfFault;

export const storageFull = (): ThrownShelfFault =>
  Object.assign(new Error('the storage of the phone is full'), { tag: 'storage-full' as const });

export const storageFailed = (message: string): ThrownShelfFault =>
  Object.assign(new Error(message), { tag: 'storage-failed' as const });

/** Answers: the fault that an error of the browser stands for. */
export function shelfFaultOf(error: unknown): ThrownShelfFault {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return name === 'QuotaExceededError' ? storageFull() : storageFailed(`${name}: ${message}`);
}
