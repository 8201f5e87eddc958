import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { AuditActor } from '@sipas/shared/audit';
import {
  type AuditCases,
  type ToldAct,
  accountActor,
  phoneActor,
} from '../use-cases/audit/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { type NotedRoute, notedRoutes } from './noted-routes.ts';
import { type PeopleEnv, readToken } from './session.ts';

const prefix = '/api/v1';

/** What routes know of who asks; either is there or neither. */
interface NotedEnv {
  Variables: Partial<PeopleEnv['Variables']> & { device?: { readonly id: string } };
}

/**
 * Answers: who did and saw what, written down before the answer leaves; where it cannot be, nothing leaves.
 * Shape:   a write carries its note in its own transaction; a read, and what is named by its answer, is noted after it was
 *          granted. What was refused, and what the reader has already (304), is no act.
 * Errors:  store.full, store.damaged and server.busy in place of the answer.
 * Rule:    J-06
 */
export function noteActs(given: {
  readonly audit: AuditCases;
  readonly sessions: Pick<PeopleCases['sessions'], 'actor'>;
}): MiddlewareHandler<NotedEnv> {
  const { audit, sessions } = given;
  return async function noteActs(c, next) {
    const path = routeOf(c);
    const noted = notedRoutes[path];
    if (noted === undefined || c.req.method === 'HEAD') return next();
    const leaving = path === 'DELETE /session' ? await whoLeaves(c, sessions) : null;
    const told = (): ToldAct | null => {
      const actor = actorOf(c) ?? leaving;
      return actor === null ? null : tell(c, noted, actor);
    };
    const isLate = noted.member !== undefined || c.req.method === 'GET';
    const { isNoted } = await audit.during(isLate ? () => null : told, next);
    if (path === 'POST /session' && c.res.status === 401) return noteRefusal(c, audit);
    if (isNoted || c.res.status < 200 || c.res.status >= 300) return;
    const act = noted.member === undefined ? told() : await tellByAnswer(c, noted, noted.member);
    if (act !== null) await audit.append(act);
  };
}

/** Answers: the method and the pattern of the path that will answer; '' where none does. */
function routeOf(c: Context): string {
  const path = patternOf(c);
  return path.startsWith(prefix) ? `${c.req.method} ${path.slice(prefix.length)}` : '';
}

const patternOf = (c: Context): string =>
  matchedRoutes(c).findLast(({ method }) => method === c.req.method)?.path ?? '';

function actorOf(c: Context<NotedEnv>): AuditActor | null {
  const [person, phone] = [c.get('actor'), c.get('device')];
  if (person !== undefined) return accountActor(person);
  return phone === undefined ? null : phoneActor(phone.id);
}

async function whoLeaves(
  c: Context,
  sessions: Pick<PeopleCases['sessions'], 'actor'>,
): Promise<AuditActor | null> {
  const token = readToken(c);
  const found = token === undefined ? null : await sessions.actor(token);
  return found === null ? null : accountActor(found.user);
}

function tell(c: Context, noted: NotedRoute, actor: AuditActor): ToldAct {
  const { act, object: objectKind, param, fileParam, details = {} } = noted;
  const objectId = param === undefined ? actor.id : partOf(c, param);
  const file = fileParam === undefined ? {} : { file: partOf(c, fileParam) };
  return { actor, act, objectKind, objectId, details: { ...details, ...file } };
}

/** Read from the path itself: outside its handler a route does not know what its parameters are. */
function partOf(c: Context, param: string): string {
  const place = patternOf(c).split('/').indexOf(`:${param}`);
  return decodeURIComponent(c.req.path.split('/')[place] ?? '');
}

/** What is made, and a phone that was nobody before, are named by the answer alone. */
async function tellByAnswer(
  c: Context<NotedEnv>,
  noted: NotedRoute,
  member: string,
): Promise<ToldAct | null> {
  const answer = (await c.res.clone().json()) as Readonly<Record<string, unknown>>;
  const asked = member in answer ? {} : await c.req.json<Readonly<Record<string, unknown>>>();
  const said = { ...asked, ...answer }[member];
  const objectId = typeof said === 'string' ? said : '';
  const actor = actorOf(c) ?? phoneActor(objectId);
  return { ...tell(c, noted, actor), objectId };
}

async function noteRefusal(c: Context, audit: AuditCases): Promise<void> {
  const body: unknown = await c.req.json().catch(() => null);
  const typed = typeof body === 'object' && body !== null && 'username' in body && body.username;
  await audit.refusedSignIn(typeof typed === 'string' ? typed : '');
}
