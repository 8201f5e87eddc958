import type { ShelfFault } from '../ports/field-shelf.ts';

/** A shelf fault that can be thrown with its stack. */
export type ThrownShelfFault = Error & ShelfFault;

export const storageFull = (): ThrownShelfFault =>
  Object.assign(new Error('the storage of the phone is full'), { tag: 'storage-full' as const });

export const storageFailed = (message: string): ThrownShelfFault =>
  Object.assign(new Error(message), { tag: 'storage-failed' as const });

/** Answers: the fault that an error of the browser stands for. */
export function shelfFaultOf(error: unknown): ThrownShelfFault {
  const { name, message, inner } = Object(error) as Error & { inner?: Error };
  // Dexie hides the reason of an aborted transaction in `inner`.
  const isFull = [name, inner?.name].includes('QuotaExceededError');
  return isFull ? storageFull() : storageFailed(`${name}: ${message}`);
}
