import type { FieldShelf } from '../../src/ports/field-shelf.ts';

/** Everything that a reader of the shelf can see, as it was written beside each stored version. */
export const sightOf = async (shelf: FieldShelf) => ({
  enrolled: await shelf.enrolled(),
  pin: await shelf.pin(),
  pinAttempts: await shelf.pinAttempts(),
  preferences: await shelf.preferences(),
  fieldPackage: await shelf.fieldPackage(),
  contact: await shelf.contact(),
  inbox: await shelf.inbox(),
  drafts: await shelf.drafts(),
  outbox: await shelf.outbox(),
  heads: await shelf.heads(),
});
