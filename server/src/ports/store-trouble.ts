/** The disk is full: nothing of the operation was kept. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

/** Another process held the store for too long: nothing of the operation was kept. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
}
