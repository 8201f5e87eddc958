import type { JudgedLine } from '../ports/index.ts';
import {
  type Held,
  type Place,
  contradiction,
  judgedPlace,
  othersPlace,
} from '../storage-rules/envelope-place.ts';
import { type HeldLines, isHolder } from './held-lines.ts';

/**
 * Answers: which place does a line get beside those that are here, or which one of them is it?
 * Shape:   first by its own judgement; where something that is here keeps it from that place, by what contradicts it.
 */
export function placeLine(line: JudgedLine, held: HeldLines): Place | { readonly same: Held } {
  const { claim, verdict, contentHash } = line;
  const isOfOther =
    verdict.accepted && claim !== null && claim.revision > 1 && held.isOfOther(claim);
  const first = isOfOther ? othersPlace : judgedPlace(line);
  if (isFree(line, first, held)) return first;
  const known = [
    held.keptApart(contentHash),
    ...(claim === null ? [] : [held.inChain(claim), held.ofRevision(claim)]),
  ].filter((one) => one !== undefined);
  const same = known.find((one) => one.contentHash === contentHash);
  if (same !== undefined) return { same };
  if (claim === null) throw new Error('a line without a claim was refused a place');
  const later = contradiction(claim, contentHash, known);
  if (!isFree(line, later, held)) throw new Error('a contradicting envelope was refused a place');
  return later;
}

/** The same as the unique indexes of the table: of a revision, of a number in a chain, of a hash that is kept apart. */
function isFree({ claim, contentHash }: JudgedLine, place: Place, held: HeldLines): boolean {
  if (place.outcome !== 'stored' && held.keptApart(contentHash) !== undefined) return false;
  if (claim === null) return true;
  if (isHolder(place.outcome) && held.ofRevision(claim) !== undefined) return false;
  return !place.holdsSeq || held.inChain(claim) === undefined;
}
