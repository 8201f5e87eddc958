import type { Reserve } from '../../ports/field-shelf.ts';
import { shelfFaultOf } from '../shelf-fault.ts';
import { makeBallast } from './make-ballast.ts';
import type { BallastPlace } from './sync-file.ts';

/** The room that is kept for the journal, and what it is used for. */
export interface KeptRoom {
  standing(): Reserve;
  /** Makes the ballast if it is not there and there is room. Never rejects. */
  make(): Promise<Reserve>;
  /** What does not fit is tried again in the room of the ballast. */
  within<T>(write: () => T): Promise<T>;
}

/**
 * Answers: how does the open interview still fit when the phone is full? A file that only takes up room gives way.
 * Shape:   a write over quota is tried once more when the ballast could be taken away; all other failures stand.
 * Errors:  `within` rejects with what the write threw.
 * Source:  contract of the wire, "On the phone"; decision 0021
 * Rule:    D-33
 */
export function createKeptRoom(place: BallastPlace): KeptRoom {
  let standing: Reserve = 'none';

  async function gaveWay(): Promise<boolean> {
    if (standing !== 'whole') return false;
    try {
      await place.remove();
    } catch {
      return false;
    }
    standing = 'released';
    return true;
  }

  return {
    standing: () => standing,
    async make() {
      if (standing !== 'whole') {
        standing = (await makeBallast(place)) ? 'whole' : 'released';
      }
      return standing;
    },
    async within(write) {
      try {
        return write();
      } catch (error) {
        if (faultTag(error) !== 'storage-full' || !(await gaveWay())) throw error;
        return write();
      }
    },
  };
}

const faultTag = (error: unknown) =>
  error instanceof Error && 'tag' in error ? error.tag : shelfFaultOf(error).tag;
