import type { Result } from '@sipas/shared/kernel';
import type { Problem } from '@sipas/shared/wire';

/**
 * Why the server gave nothing: it was not reached, took too long, answered in a shape that was not agreed, or
 * refused with a problem that says what to do.
 */
export type ApiFailure =
  | { readonly tag: 'offline' }
  | { readonly tag: 'timeout' }
  | { readonly tag: 'unreadable' }
  | { readonly tag: 'problem'; readonly problem: Problem };

export type Answer<T> = Promise<Result<T, ApiFailure>>;

/** A file as the server named it. */
export interface DownloadedFile {
  readonly name: string;
  readonly content: Blob;
}
