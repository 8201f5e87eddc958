export { attemptsAfter, attemptsByClock, pinWaitMs } from './attempts.ts';
export { fromBase64 } from './bytes.ts';
export { createDraftCipher } from './draft-cipher.ts';
export { closeVault, draftKeyId, makeDraftKey, openVault } from './draft-vault.ts';
export { isPin } from './pin.ts';
