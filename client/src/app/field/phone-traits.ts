import type { PhoneTraits } from '../../capture/index.ts';

/** What a browser tells of itself before its phone is enrolled. Fetched for that alone. */
export async function phoneTraits(
  navigator: Navigator,
  isInstalled: boolean,
): Promise<PhoneTraits> {
  const [fileSystem, quota] = await Promise.all([fileSystemOf(navigator), quotaOf(navigator)]);
  const { userAgent, maxTouchPoints: touchPoints } = navigator;
  return { userAgent, touchPoints, isInstalled, fileSystem, quota };
}

/** A private window offers the file system and then refuses it. */
async function fileSystemOf(navigator: Navigator): Promise<PhoneTraits['fileSystem']> {
  if (!('storage' in navigator) || !('getDirectory' in navigator.storage)) return 'absent';
  try {
    await navigator.storage.getDirectory();
    return 'works';
  } catch (error) {
    return error instanceof DOMException && error.name === 'SecurityError' ? 'refused' : 'absent';
  }
}

async function quotaOf(navigator: Navigator): Promise<number | null> {
  if (!('storage' in navigator)) return null;
  const { quota } = await navigator.storage.estimate();
  return quota ?? null;
}

/** Asks the browser to keep what is stored; whether it promised, null where it cannot say. */
export async function persist(navigator: Navigator): Promise<boolean | null> {
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return null;
  return navigator.storage.persist();
}

/** What the browser says of its room for this site, null where it does not. */
export async function storageFacts(navigator: Navigator): Promise<{
  readonly persisted: boolean | null;
  readonly usage: number | null;
  readonly quota: number | null;
}> {
  if (!('storage' in navigator)) return { persisted: null, usage: null, quota: null };
  const [persisted, { usage, quota }] = await Promise.all([
    navigator.storage.persisted(),
    navigator.storage.estimate(),
  ]);
  return { persisted, usage: usage ?? null, quota: quota ?? null };
}
