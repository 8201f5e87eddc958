import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, LinkStore, PeopleStore, Random, User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { toldStandingOnes, toldWave } from '../told-wave.ts';
import { type OpenWave, type WaveReader, isWithin, scopeOf } from '../waves/index.ts';
import { createLinkKey } from './link-token.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Links that one person may have at a time. */
const mostLinks = 50;

export interface AskedLink {
  readonly name: string;
  readonly file: string;
  /** What the table is asked by. */
  readonly query: unknown;
  readonly days: number;
}

export interface MadeLink {
  readonly id: string;
  /** The address with the key in it. It is told once: only a hash of the key is kept. */
  readonly url: string;
  readonly expiresAt: string;
}

interface Needs {
  readonly reader: WaveReader;
  readonly links: LinkStore;
  readonly clock: Clock;
}

/** A link as its list shows it. */
interface ListedLink {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly by: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly useCount: number;
  readonly state: 'living' | 'expired' | 'revoked';
}

/**
 * Answers: a link by which a spreadsheet fetches one file of one wave anew, as its maker may see it.
 * Units:   lives the asked days.
 * Errors:  wave.unknown; figures.not-frozen, since a growing table that is fetched each day tells who came; link.too-many.
 */
export async function makeLink(
  needs: Needs & { readonly random: Random; readonly origin: string },
  maker: User,
  waveId: string,
  { name, file, query, days }: AskedLink,
): Promise<Result<MadeLink, Refusal>> {
  const told = await toldWave(needs.reader, toldStandingOnes(maker), waveId);
  if (!told.ok) return told;
  const { id, key, tokenHash } = createLinkKey(needs.random);
  const createdAt = needs.clock.now();
  const expiresAt = new Date(Date.parse(createdAt) + days * dayMs).toISOString();
  const link = { id, tokenHash, waveId, userId: maker.id, name, file, createdAt, expiresAt };
  const isKept = await needs.links.add({ ...link, query: JSON.stringify(query) }, mostLinks);
  if (!isKept) return refuse({ code: 'link.too-many', detail: String(mostLinks) });
  const url = `${needs.origin}/api/v1/waves/${waveId}/linked/${file}?key=${key}`;
  return ok({ id, url, expiresAt });
}

interface ManagingNeeds extends Needs {
  readonly people: Pick<PeopleStore, 'userById'>;
}

/**
 * Answers: the links to a wave that one may end: one's own; for an administrator also those of people who see nothing in it
 * that the administrator does not.
 * Errors:  wave.unknown.
 */
export async function listLinks(
  needs: ManagingNeeds,
  looker: User,
  waveId: string,
): Promise<Result<readonly ListedLink[], Refusal>> {
  const wave = await visibleWave(needs.reader, looker, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const now = needs.clock.now();
  const found = await needs.links.list(waveId, looker.role === 'admin' ? null : looker.id);
  const listed: ListedLink[] = [];
  for (const { id, name, file, by, userId, lastUsedAt, useCount, ...link } of found) {
    if (!(await mayManage(needs, looker, wave, userId))) continue;
    const { createdAt, expiresAt, revokedAt, isOfOtherLife } = link;
    const ended = isOfOtherLife || revokedAt !== null ? 'revoked' : 'expired';
    const state = ended === 'revoked' || expiresAt <= now ? ended : 'living';
    listed.push({ id, name, file, by, createdAt, expiresAt, lastUsedAt, useCount, state });
  }
  return ok(listed);
}

/**
 * Answers: nothing; the link opens no table any more.
 * Errors:  link.unknown, also for a link that one may not end, or to a wave that one may not see.
 */
export async function revokeLink(
  needs: ManagingNeeds,
  actor: User,
  id: string,
): Promise<Result<null, Refusal>> {
  const link = await needs.links.find(id);
  const wave = link && (await visibleWave(needs.reader, actor, link.waveId));
  if (link === null || wave === null || !(await mayManage(needs, actor, wave, link.userId)))
    return refuse({ code: 'link.unknown' });
  await needs.links.revoke(id, actor.id, needs.clock.now());
  return ok(null);
}

async function mayManage(
  { people }: ManagingNeeds,
  actor: User,
  wave: OpenWave,
  makerId: string,
): Promise<boolean> {
  if (makerId === actor.id) return true;
  const maker = actor.role === 'admin' ? await people.userById(makerId) : null;
  return maker !== null && isWithin(scopeOf(maker, wave), scopeOf(actor, wave));
}
