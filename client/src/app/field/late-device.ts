/** What the first screens do without, in one part: each part that is named there weighs on every start. */
export { isAppKept } from './app-kept.ts';
export { phoneNames } from './phone-names.ts';
export { persist, phoneTraits, storageFacts } from './phone-traits.ts';
