import { createSigningKey } from './signing-key.ts';

/** The key of this phone: one for the shelf that signs and for the way to the server that tells it. */
export const signingKey = createSigningKey();
