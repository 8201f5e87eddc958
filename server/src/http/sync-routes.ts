import { type Context, Hono } from 'hono';
import { describeRoute, resolver } from 'hono-openapi';
import * as v from 'valibot';
import {
  type ImportAnswer,
  confirmAnswerSchema,
  confirmRequestSchema,
  fieldPackageSchema,
  helloAnswerSchema,
  helloSchema,
  importAnswerSchema,
  protocolVersion,
  pullAnswerSchema,
  pushAnswerSchema,
  pushLimits,
  redeemAnswerSchema,
  redeemRequestSchema,
} from '@sipas/shared/wire';
import type { SyncCases } from '../use-cases/sync/index.ts';
import { createAllowanceIntake } from './allowances.ts';
import { inflateBody, readBatchBody, readFileBody } from './bodies.ts';
import { describeJson, documented, jsonBody, query, smallBody } from './describe.ts';
import { type DeviceEnv, requireDevice } from './device-auth.ts';
import { keepPace } from './device-pace.ts';
import { unlessChanged } from './entity-tag.ts';
import type { OverloadGauge } from './overload.ts';
import { createImportGate, importRetrySeconds } from './import-gate.ts';
import { problem } from './problem.ts';
import { type PushQueue, createPushQueue } from './push-queue.ts';
import { refused } from './refused.ts';
import type { Log } from './request-log.ts';
import type { PeopleEnv } from './session.ts';
import { type PlaceEnv, refusedBody, takePlace } from './take-place.ts';
import { countUnknownCallers, createUnknownPhoneRoutes } from './unknown-phones.ts';

interface Given {
  readonly sync: SyncCases;
  readonly log: Log;
  readonly overload: Pick<OverloadGauge, 'isOverloaded'>;
  /** The address that a request comes from, for bounding tries. */
  readonly addressOf: (c: Context) => string;
  /** Is told whom to ask for the load of the queue. */
  readonly watchQueue?: (load: PushQueue['load']) => void;
}

const ofPhones = 'phones';
/** A file may hold the whole work of several phones. */
const fileBounds = {
  wireBytes: 16 * pushLimits.wireBytes,
  inflatedBytes: 16 * pushLimits.inflatedBytes,
};

/** Everything that phones ask of the server, and the import of their files, to be mounted at `/api/v1`. */
export function createSyncRoutes(given: Given) {
  const queue = createPushQueue({
    nowMs: () => performance.now(),
    share: () => Math.random(),
    isLate: given.overload.isOverloaded,
  });
  given.watchQueue?.(queue.load);
  return new Hono()
    .route('/', createDeviceRoutes(given, queue))
    .route('/', createAllowanceIntake({ ...given, queue }))
    .route('/', createRedeemRoute(given))
    .route('/', createConfirmRoute(given))
    .route('/', createImportRoute(given))
    .route('/', createUnknownPhoneRoutes(given));
}

function createRedeemRoute({ sync, log, addressOf }: Given) {
  return new Hono().post(
    '/enrolments/redeem',
    describeRoute(describeJson('Enrols a phone by a one-use code', redeemAnswerSchema, ofPhones)),
    smallBody,
    jsonBody(redeemRequestSchema),
    async (c) => {
      const request = c.req.valid('json');
      const answer = await sync.redeem(request, addressOf(c));
      if (!answer.ok) return refused(c, answer.error);
      const { deviceId: device, surveyor } = answer.value;
      log.info(
        { device, name: request.deviceName, surveyor: surveyor.username },
        request.renews?.includes(device) === true
          ? 'a phone goes on by a code'
          : 'a phone was enrolled by a code',
      );
      return c.json(answer.value);
    },
  );
}

/** People wait for it and it asks little: it stands in no queue behind the forms of phones. */
function createConfirmRoute({ sync, log, addressOf }: Given) {
  return new Hono<DeviceEnv>().post(
    '/enrolments/confirm',
    describeRoute(
      describeJson(
        'Tells by a code that a phone is with its surveyor',
        confirmAnswerSchema,
        ofPhones,
      ),
    ),
    requireDevice(sync),
    smallBody,
    jsonBody(confirmRequestSchema),
    async (c) => {
      const { id, name } = c.get('device');
      const answer = await sync.confirmSurveyor(c.req.valid('json'), c.get('device'), addressOf(c));
      if (!answer.ok) return refused(c, answer.error);
      log.info(
        {
          ...{ device: id, name, account: answer.value.surveyor.username },
          opened: answer.value.draftKey !== undefined,
        },
        'a new PIN by a code',
      );
      return c.json(answer.value);
    },
  );
}

function createDeviceRoutes({ sync, addressOf }: Given, queue: PushQueue) {
  const place = takePlace(queue);
  const device = requireDevice(sync);
  const pace = keepPace(queue);
  return new Hono<DeviceEnv & PlaceEnv>()
    .get(
      '/field-package',
      describeRoute(
        describeJson('What a phone needs to work offline', fieldPackageSchema, ofPhones),
      ),
      place,
      device,
      pace,
      async (c) => {
        if (c.get('device').revokedAt !== null) return problem(c, 'device.revoked');
        const outline = await c.get('place').turn(() => sync.outlinePackage(c.get('device')));
        return unlessChanged(c, outline.tag) ?? c.json(sync.fillPackage(outline));
      },
    )
    .post(
      '/sync/hello',
      describeRoute({
        ...describeJson('What lacks, and what changed', helloAnswerSchema, ofPhones),
        requestBody: {
          required: true,
          content: { 'application/json': { schema: resolver(helloSchema, documented) } },
        },
      }),
      countUnknownCallers(sync, addressOf),
      place,
      device,
      pace,
      smallBody,
      async (c) => {
        const said = await readJson(c);
        if (isOtherProtocol(said)) return problem(c, 'batch.protocol-unknown');
        const hello = v.safeParse(helloSchema, said);
        if (!hello.success)
          return problem(c, 'request.malformed', { detail: v.getDotPath(hello.issues[0]) ?? '' });
        const answer = await c.get('place').turn(() => sync.hello(hello.output, c.get('device')));
        return answer.ok ? c.json(answer.value) : refused(c, answer.error);
      },
    )
    .post(
      '/sync/push',
      describeRoute({
        ...describeJson('A receipt for every line', pushAnswerSchema, ofPhones),
        requestBody: linesBody,
      }),
      place,
      device,
      pace,
      async (c) => {
        const { hold, sharedTurn } = c.get('place');
        const body = await readBatchBody(c, pushLimits, hold);
        if (!body.ok) return refusedBody(c, body.error, queue);
        const answer = await sharedTurn(() => sync.push(body.value, c.get('device')));
        return answer.ok ? c.json(answer.value) : refused(c, answer.error);
      },
    )
    .get(
      '/sync/pull',
      describeRoute(describeJson('What is new for the phone', pullAnswerSchema, ofPhones)),
      place,
      device,
      pace,
      query(v.object({ cursor: v.optional(v.pipe(v.string(), v.maxLength(200))) })),
      async (c) => {
        const cursor = c.req.valid('query').cursor || undefined;
        const answer = await c.get('place').turn(() => sync.pull(cursor, c.get('device')));
        return answer.ok ? c.json(answer.value) : refused(c, answer.error);
      },
    );
}

function createImportRoute({ sync, log }: Given) {
  const gate = createImportGate();
  return new Hono<PeopleEnv>().post(
    '/sync/import',
    describeRoute({
      ...describeJson('A receipts file for a batch file', importAnswerSchema, 'people'),
      requestBody: fileBody,
    }),
    async (c) => {
      const { id, username } = c.get('actor');
      const place = gate.enter(id);
      if (place === null) return importsAreMany(c);
      try {
        const file = await readFileBody(c, fileBounds.wireBytes);
        if (!file.ok) return problem(c, file.error);
        return await place.turn(async () => {
          const pieces = await inflateBody(file.value, fileBounds.inflatedBytes);
          if (!pieces.ok) return problem(c, pieces.error);
          const answer = await sync.importBatch(pieces.value);
          if (!answer.ok) return refused(c, answer.error);
          log.info({ account: username, ...whatCame(answer.value) }, 'import of a file');
          return c.json(answer.value);
        });
      } finally {
        place.leave();
      }
    },
  );
}

function importsAreMany(c: Context): Response {
  c.header('Retry-After', String(importRetrySeconds));
  return problem(c, 'server.busy');
}

/** Whose file brought what (decision 42): the numbers of receipts lead to the lines and their phones. */
function whatCame({ receipts }: ImportAnswer) {
  const fresh = receipts.filter(({ outcome }) => outcome !== 'already-stored');
  const numbers = fresh.map(({ receipt }) => receipt);
  const [first] = numbers;
  if (first === undefined) return { lines: receipts.length, fresh: 0 };
  return { lines: receipts.length, fresh: fresh.length, receipts: [first, numbers.at(-1)] };
}

const linesBody = {
  required: true,
  description: 'A header line, then one envelope a line; Content-Encoding gzip or none',
  content: { 'application/x-ndjson': { schema: { type: 'string' as const } } },
};

const fileBody = {
  required: true,
  description:
    'The lines of pushes, from any number of phones, plain or gzip; behind a header a manifest may name the lines after it',
  content: { 'application/x-ndjson': { schema: { type: 'string' as const } } },
};

/** What is no JSON is nothing that the schema would take. */
const readJson = (c: Context): Promise<unknown> => c.req.json().catch(() => undefined);

function isOtherProtocol(said: unknown): boolean {
  if (typeof said !== 'object' || said === null || !('protocol' in said)) return false;
  return typeof said.protocol === 'number' && said.protocol !== protocolVersion;
}
