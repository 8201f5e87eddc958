import type { Context } from 'hono';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { type RequestIdVariables, requestId } from 'hono/request-id';
import type { CareCases } from '../use-cases/care/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { StoreBusy, StoreDamaged, StoreFull, type SyncCases } from '../use-cases/sync/index.ts';
import { finishReading } from './finish-reading.ts';
import { createHealthRoutes } from './health.ts';
import { type Watch, createMetricsRoute, meterRequests } from './metrics.ts';
import { knownMethods } from './known-methods.ts';
import { describeInterface } from './openapi.ts';
import type { OverloadGauge } from './overload.ts';
import { noteActs } from './note-acts.ts';
import { createPeopleRoutes } from './people-routes.ts';
import { policyComplaints } from './policy-complaints.ts';
import { problem } from './problem.ts';
import type { PushQueue } from './push-queue.ts';
import { type Log, describeDefect, requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import { guardByPolicy } from './session.ts';
import { createStaticRoutes } from './static-files.ts';
import { createSyncRoutes } from './sync-routes.ts';

export interface AppGiven {
  readonly sync: SyncCases;
  readonly people: PeopleCases;
  readonly care: CareCases;
  readonly origin: string;
  readonly version: string;
  readonly storageKind: string;
  /** Folder of the built client. */
  readonly clientFolder: string;
  readonly log: Log;
  /** Whoever watches from outside; absent: nobody. */
  readonly watch?: Watch & { readonly meter: { watchQueue(load: PushQueue['load']): void } };
  readonly overload: Pick<OverloadGauge, 'isOverloaded'>;
  readonly isReady: () => Promise<boolean>;
  /** The address that a request comes from, for bounding tries. */
  readonly addressOf: (c: Context) => string;
}

export type App = ReturnType<typeof createApp>;

/** The whole HTTP interface, without a socket: whoever has it may ask it. */
export function createApp(given: AppGiven) {
  const { sync, people, care, origin, version, overload, addressOf, watch } = given;
  const watching = watch === undefined ? {} : { watchQueue: watch.meter.watchQueue };
  const api = new Hono()
    .route('/', createSyncRoutes({ sync, overload, addressOf, log: given.log, ...watching }))
    .route(
      '/',
      createPeopleRoutes({
        cases: people,
        sync,
        care,
        log: given.log,
        origin,
        version,
        addressOf,
      }),
    );

  const app = new Hono<{ Variables: RequestIdVariables }>();
  app.use('*', requestId(), requestLog(given.log), securityHeaders(origin), compress());
  if (watch !== undefined) app.use('*', meterRequests(watch.meter));
  app.use('*', finishReading);
  app.use('/api/*', async (c, next) => {
    await next();
    // What a person or phone may see must not lie in a cache for another.
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  });
  app.use('/api/*', guardByPolicy({ sessions: people.sessions, origin }), noteActs(people));
  app.route('/', createHealthRoutes(given));
  app.route('/', createMetricsRoute(watch));
  app.route('/api/v1', api);
  app.get('/api/openapi.json', describeInterface(app, version));
  refuseGaps(app.routes);
  app.route('/', createStaticRoutes(given.clientFolder));

  app.notFound((c) => {
    const methods = knownMethods(app.routes, c.req.path);
    if (methods.length === 0 || methods.includes(c.req.method))
      return problem(c, 'request.not-found');
    c.header('Allow', methods.join(', '));
    return problem(c, 'request.method-not-allowed');
  });
  app.onError((error, c) => answerError(error, c, given.log));
  return app;
}

/** No server starts with a route that nobody thought about. */
function refuseGaps(routes: Parameters<typeof policyComplaints>[0]): void {
  const complaints = policyComplaints(routes);
  if (complaints.length > 0) throw new Error(`the policy has gaps: ${complaints.join('; ')}`);
}

/** The one place where what was thrown becomes an answer; no word of a driver leaves the server. */
function answerError(
  error: Error,
  c: Context<{ Variables: RequestIdVariables }>,
  log: Log,
): Response {
  if (error instanceof HTTPException && error.status < 500) return problem(c, 'request.malformed');
  const requestId = c.get('requestId');
  if (error instanceof StoreFull) {
    log.error({ requestId }, 'the disk is full');
    return problem(c, 'store.full');
  }
  if (error instanceof StoreDamaged) {
    log.error({ requestId, ...describeDefect(error) }, 'the store is damaged');
    return problem(c, 'store.damaged');
  }
  if (error instanceof StoreBusy) {
    c.header('Retry-After', '15');
    return problem(c, 'server.busy');
  }
  log.error({ requestId, ...describeDefect(error) }, 'defect');
  return problem(c, 'server.internal');
}
