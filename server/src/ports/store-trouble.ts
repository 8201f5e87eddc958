/** The disk is full: nothing of the operation was kept. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

/** Another process held the store for too long: nothing of the operation was kept. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
}

/** A phone was given to another surveyor since its lines were judged: nothing of the operation was kept. */
export class PhoneMoved extends Error {
  override readonly name = 'PhoneMoved';
}

/** Another process serves or changes this store as a whole: nothing was touched. */
export class StoreLocked extends Error {
  override readonly name = 'StoreLocked';
}

/** A newer version of the product has changed the tables: this one would not understand them, and touched nothing. */
export class StoreNewer extends Error {
  override readonly name = 'StoreNewer';
}

/** The folder or the file of the store cannot be used: no permission, no room for folders, something else in its place. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable';
}

/** The file is damaged: it is not opened, since its answers could be wrong. */
export class StoreDamaged extends Error {
  override readonly name = 'StoreDamaged';
}
