import { cohenKappa } from '@sipas/shared/comments';
import { type Result, ok } from '@sipas/shared/kernel';
import type { AgreementList } from '@sipas/shared/wire';
import type { Coding, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { type CommentNeeds, openComments } from './open-comments.ts';

/**
 * Answers: how far do people agree on the themes of the comments that they coded both?
 * Shape:   wave → for each two people with a comment in common, by name, the agreement on every theme.
 * Errors:  wave.unknown, report.unknown-instrument.
 * Rule:    T-13
 */
export async function reportAgreement(
  needs: CommentNeeds,
  user: Pick<User, 'areas'>,
  waveId: string,
  instrument: string | undefined,
): Promise<Result<AgreementList, Refusal>> {
  const opened = await openComments(needs, user, waveId, instrument);
  if (!opened.ok) return opened;
  const { wave, query } = opened.value;
  const pairs = pairUp(await needs.comments.codedTwice(query));
  return ok({
    wave: { id: wave.wave.id, name: wave.wave.name },
    pairs: pairs.map(({ coders, shared }) => ({
      coders,
      comments: shared.length,
      themes: needs.themes.map(({ code }) => {
        const given = shared.map(
          ([first, second]) => [first.themes.includes(code), second.themes.includes(code)] as const,
        );
        const found = cohenKappa(given);
        return found.status === 'measured'
          ? {
              theme: code,
              kappa: found.kappa.toFixed(2),
              samePercent: (found.observed * 100).toFixed(2),
              undefinedBecause: null,
            }
          : { theme: code, kappa: null, samePercent: null, undefinedBecause: found.reason };
      }),
    })),
  } as AgreementList);
}

interface Pair {
  readonly coders: readonly [string, string];
  readonly shared: (readonly [Coding, Coding])[];
}

function pairUp(comments: readonly (readonly Coding[])[]): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const codings of comments) {
    const sorted = [...codings].sort((a, b) => (a.userId < b.userId ? -1 : 1));
    for (const [place, first] of sorted.entries())
      for (const second of sorted.slice(place + 1)) {
        const name = `${first.userId} ${second.userId}`;
        const pair = pairs.get(name) ?? { coders: [first.name, second.name], shared: [] };
        pair.shared.push([first, second]);
        pairs.set(name, pair);
      }
  }
  return [...pairs.values()];
}
