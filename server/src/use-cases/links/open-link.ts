import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, LinkStore, PeopleStore, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { toldStandingOnes } from '../told-wave.ts';
import { isSecretOf, readLinkKey } from './link-token.ts';

/**
 * Answers: with whose eyes, and by which question, is the file of this link made?
 * Shape:   key, wave and file as they were asked for → the link's maker as that person is today, and what was asked when the
 *          link was made: whoever has the link sees what its maker may see and no more, and can ask nothing else by it.
 * Errors:  link.unknown for a key that is none, has another secret, or belongs to another wave or file; link.revoked, also
 *          where its maker is no analyst any more and where the store was restored since; link.expired.
 * Source:  decision 83.
 * Rule:    X-74
 */
export async function openLink(
  needs: { readonly links: LinkStore; readonly people: PeopleStore; readonly clock: Clock },
  asked: { readonly key: string; readonly waveId: string; readonly file: string },
): Promise<Result<{ readonly reader: User; readonly query: unknown }, Refusal>> {
  const parts = readLinkKey(asked.key);
  const link = parts && (await needs.links.find(parts.id));
  if (parts === null || link === null || !isSecretOf(parts.secret, link.tokenHash))
    return refuse({ code: 'link.unknown' });
  if (link.waveId !== asked.waveId || link.file !== asked.file)
    return refuse({ code: 'link.unknown' });
  const now = needs.clock.now();
  const reader = await needs.people.userById(link.userId);
  const isOver = link.revokedAt !== null || link.isOfOtherLife;
  if (isOver || reader === null || !mayRead.has(reader.role))
    return refuse({ code: 'link.revoked' });
  if (link.expiresAt <= now) return refuse({ code: 'link.expired' });
  await needs.links.used(link.id, now);
  return ok({ reader: toldStandingOnes(reader), query: JSON.parse(link.query) as unknown });
}

const mayRead: ReadonlySet<User['role']> = new Set(['analyst', 'admin']);
