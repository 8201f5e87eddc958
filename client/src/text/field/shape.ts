import type { viPin } from './vi-pin.ts';
import type { viSetup } from './vi-setup.ts';
import type { vi } from './vi.ts';

/** The keys of the field app's words, taken from the Vietnamese: a language that lacks one does not compile. */
export type FieldText = typeof vi;
export type SetupText = typeof viSetup;
export type PinText = typeof viPin;
