import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type Problem,
  allowanceListSchema,
  answerTableSchema,
  areaListSchema,
  careSchema,
  closingSchema,
  deviceDetailsSchema,
  deviceListSchema,
  enrolmentSchema,
  importAnswerSchema,
  keptApartListSchema,
  qualitySchema,
  linkListSchema,
  madeLinkSchema,
  problemSchema,
  progressSchema,
  scoreTableSchema,
  sessionSchema,
  surveyorListSchema,
  unknownPhoneListSchema,
  waveListSchema,
  waveStatusSchema,
} from '@sipas/shared/wire';
import * as v from 'valibot';
import type {
  Answer,
  AnswerQuery,
  ApiFailure,
  CsvFormat,
  DownloadedFile,
  OfficeApi,
  ScoreQuery,
} from '../ports/office-api.ts';
import { createAccountCalls } from './account-calls.ts';
import { createComparisonApi } from './comparison-api.ts';
import { createCommuneMap } from './commune-map.ts';
import { excelMarks } from './excel-marks.ts';
import { createFixesApi } from './fixes-api.ts';
import { createCommentCalls } from './comment-calls.ts';
import { createInstrumentCalls } from './instrument-calls.ts';
import { createGroupingsCalls } from './groupings-calls.ts';
import { createCaseCalls } from './case-calls.ts';
import { createImpactCalls } from './impact-calls.ts';
import { createIncidentCalls } from './incident-calls.ts';
import { createJournalCalls } from './journal-calls.ts';
import { createReportApi } from './report-api.ts';
import { createWaveCalls } from './wave-calls.ts';

interface Surroundings {
  readonly fetch: typeof fetch;
  /** The language in which problems and labels are asked for, read anew at each request. */
  readonly language: () => string;
  /** Called when a request finds that the session has ended. */
  readonly onSessionEnded: () => void;
  readonly timeoutMs: number;
}

interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Bytes that are sent as they are, instead of a body of JSON. */
  readonly file?: Blob;
  readonly signal?: AbortSignal | undefined;
  /** Takes its time: a file that is sent, or one that the server must make first. */
  readonly isSlow?: boolean;
}

const never = new Promise<never>(() => undefined);

/** The console's requests over HTTP, on the origin that served the page, with its session cookie. */
export function createOfficeApi(surroundings: Surroundings): OfficeApi {
  const send = (request: Request): Promise<Result<Response, ApiFailure>> =>
    sendRequest(surroundings, request);

  async function read<Schema extends v.GenericSchema>(
    schema: Schema,
    request: Request,
  ): Answer<v.InferOutput<Schema>> {
    const sent = await send(request);
    if (!sent.ok) return noteSessionEnd(sent, surroundings);
    const read = v.safeParse(schema, await readJson(sent.value));
    return read.success ? ok(read.output) : refuse({ tag: 'unreadable' });
  }

  async function download(
    path: string,
    fallbackName: string,
    signal?: AbortSignal,
  ): Answer<DownloadedFile> {
    const sent = await send({ method: 'GET', path, signal, isSlow: true });
    if (!sent.ok) return noteSessionEnd(sent, surroundings);
    try {
      return ok({ name: fileName(sent.value) ?? fallbackName, content: await sent.value.blob() });
    } catch {
      return isOver(signal) ? never : refuse({ tag: 'offline' });
    }
  }

  return {
    ...createAccountCalls({ read, download }),
    ...createComparisonApi({ read, download }),
    ...createReportApi({ read, download }),
    ...createWaveCalls({ read, download }),
    ...createGroupingsCalls({ read, download }),
    ...createInstrumentCalls({ read, download }),
    ...createCaseCalls({ read, download }),
    ...createImpactCalls({ read, download }),
    ...createIncidentCalls({ read, download }),
    ...createJournalCalls({ read, download }),
    ...createFixesApi({ read, download }),
    ...createCommentCalls({ read, download }),

    async session(signal) {
      const sent = await send({ method: 'GET', path: '/session', signal });
      if (!sent.ok) return isSignedOut(sent.error) ? ok(null) : sent;
      const read = v.safeParse(sessionSchema, await readJson(sent.value));
      return read.success ? ok(read.output) : refuse({ tag: 'unreadable' });
    },

    async signIn(username, password, code) {
      const body = { username, password, code };
      const sent = await send({ method: 'POST', path: '/session', body });
      if (!sent.ok) return sent;
      const read = v.safeParse(sessionSchema, await readJson(sent.value));
      return read.success ? ok(read.output) : refuse({ tag: 'unreadable' });
    },

    async signOut() {
      const sent = await send({ method: 'DELETE', path: '/session' });
      return sent.ok || isSignedOut(sent.error) ? ok(null) : sent;
    },

    async waves(signal) {
      const list = await read(waveListSchema, { method: 'GET', path: '/waves', signal });
      return list.ok ? ok(list.value.waves) : list;
    },

    progress: (wave, level, signal) =>
      read(progressSchema, {
        method: 'GET',
        path: `/waves/${wave}/progress?${String(new URLSearchParams({ level }))}`,
        signal,
      }),

    scores: (query, signal) =>
      read(scoreTableSchema, {
        method: 'GET',
        path: `/waves/${query.wave}/scores?${String(scoreParams(query))}`,
        signal,
      }),

    scoresCsv(query, format, signal) {
      const params = new URLSearchParams([...scoreParams(query), ...csvParams(format)]);
      const path = `/waves/${query.wave}/exports/scores.csv?${String(params)}`;
      return download(path, 'scores.csv', signal);
    },

    answers: (query, signal) =>
      read(answerTableSchema, {
        method: 'GET',
        path: `/waves/${query.wave}/answers?${String(answerParams(query))}`,
        signal,
      }),

    areas: (wave, level, signal) =>
      read(areaListSchema, {
        method: 'GET',
        path: `/waves/${wave}/areas?${String(new URLSearchParams({ level }))}`,
        signal,
      }),

    communeMap: createCommuneMap(surroundings),

    answersCsv(query) {
      const params = new URLSearchParams([...answerParams(query), ...excelMarks]);
      return download(`/waves/${query.wave}/exports/answers.csv?${String(params)}`, 'answers.csv');
    },

    workbook({ wave, instrument, scheme, level }, signal) {
      const area = level.startsWith('grouping:') ? level : 'district';
      const params = new URLSearchParams({ instrument, scheme, area });
      const path = `/waves/${wave}/exports/workbook.xlsx?${String(params)}`;
      return download(path, 'workbook.xlsx', signal);
    },

    microdata: ({ wave, instrument }, signal) => {
      const params = new URLSearchParams({ instrument });
      const path = `/waves/${wave}/exports/microdata.zip?${String(params)}`;
      return download(path, 'microdata.zip', signal);
    },

    bundle: ({ wave, instrument }, signal) => {
      const params = new URLSearchParams({ instrument });
      const path = `/waves/${wave}/exports/bundle.zip?${String(params)}`;
      return download(path, 'bundle.zip', signal);
    },

    async links(wave, signal) {
      const call = { method: 'GET', path: `/waves/${wave}/links`, signal } as const;
      const list = await read(linkListSchema, call);
      return list.ok ? ok(list.value.links) : list;
    },

    makeLink: (wave, asked) =>
      read(madeLinkSchema, { method: 'POST', path: `/waves/${wave}/links`, body: asked }),

    revokeLink: (id) =>
      read(v.object({ id: v.string() }), {
        method: 'POST',
        path: `/links/${encodeURIComponent(id)}/revocation`,
        body: {},
      }),

    codebookCsv(query, format, signal) {
      const params = new URLSearchParams([
        ['instrument', query.instrument],
        ...[...csvParams(format)].filter(([name]) => name === 'separator' || name === 'bom'),
      ]);
      const path = `/waves/${query.wave}/exports/codebook.csv?${String(params)}`;
      return download(path, 'codebook.csv', signal);
    },

    keptApart: (wave, { limit, offset }, signal) =>
      read(keptApartListSchema, {
        method: 'GET',
        path: `/waves/${wave}/kept-apart?limit=${String(limit)}&offset=${String(offset)}`,
        signal,
      }),

    quality: (wave, signal) =>
      read(qualitySchema, { method: 'GET', path: `/waves/${wave}/quality`, signal }),

    allowances: (wave, { commune, limit, offset }, signal) => {
      const params = new URLSearchParams([
        ...(commune === '' ? [] : [['commune', commune]]),
        ['limit', String(limit)],
        ['offset', String(offset)],
      ]);
      const path = `/waves/${wave}/allowances?${String(params)}`;
      return read(allowanceListSchema, { method: 'GET', path, signal });
    },

    allowancesCsv(wave, commune) {
      const params = new URLSearchParams([
        ...(commune === '' ? [] : [['commune', commune]]),
        ['separator', 'semicolon'],
        ['bom', '1'],
      ]);
      const path = `/waves/${wave}/exports/allowances.csv?${String(params)}`;
      return download(path, 'allowances.csv');
    },

    async surveyors(signal) {
      const list = await read(surveyorListSchema, { method: 'GET', path: '/surveyors', signal });
      return list.ok ? ok(list.value.surveyors) : list;
    },

    async devices(signal) {
      const list = await read(deviceListSchema, { method: 'GET', path: '/devices', signal });
      return list.ok ? ok(list.value.devices) : list;
    },

    care: (signal) => read(careSchema, { method: 'GET', path: '/care', signal }),

    backUpNow: () => read(careSchema, { method: 'POST', path: '/care/backup' }),

    acknowledgeForgotten: (reason) =>
      read(careSchema, {
        method: 'POST',
        path: '/care/forgotten/acknowledge',
        body: { reason },
      }),

    device: (deviceId, signal) =>
      read(deviceDetailsSchema, { method: 'GET', path: devicePath(deviceId), signal }),

    writeOff: (deviceId, asked) =>
      read(deviceDetailsSchema, {
        method: 'POST',
        path: `${devicePath(deviceId)}/write-offs`,
        body: asked,
      }),

    revokePhone: (deviceId, reason) =>
      read(deviceDetailsSchema, {
        method: 'POST',
        path: `${devicePath(deviceId)}/revocation`,
        body: { reason },
      }),

    comparePhone: (deviceId, matches) =>
      read(deviceDetailsSchema, {
        method: 'POST',
        path: `${devicePath(deviceId)}/comparison`,
        body: { matches },
      }),

    releasePhone: (deviceId, reason) =>
      read(deviceDetailsSchema, {
        method: 'POST',
        path: `${devicePath(deviceId)}/release`,
        body: { reason },
      }),

    movePhone: (deviceId, asked) =>
      read(deviceDetailsSchema, {
        method: 'POST',
        path: `${devicePath(deviceId)}/surveyor`,
        body: asked,
      }),

    closing: (wave, signal) =>
      read(closingSchema, { method: 'GET', path: `/waves/${wave}/closing`, signal }),

    setWaveStatus: (wave, word) =>
      read(waveStatusSchema, { method: 'POST', path: `/waves/${wave}/${word}`, body: {} }),

    enrol: (surveyor, device) =>
      read(enrolmentSchema, { method: 'POST', path: '/enrolments', body: { surveyor, device } }),

    codeForPin: (surveyor) =>
      read(enrolmentSchema, {
        method: 'POST',
        path: '/enrolments',
        body: { surveyor, purpose: 'pin' },
      }),

    async unknownPhones(signal) {
      const call = { method: 'GET', path: '/unknown-devices', signal } as const;
      const list = await read(unknownPhoneListSchema, call);
      return list.ok ? ok(list.value.devices) : list;
    },

    adoptPhone: (deviceId, surveyor) =>
      read(importAnswerSchema, {
        method: 'POST',
        path: `/unknown-devices/${encodeURIComponent(deviceId)}/adoption`,
        body: { surveyor },
      }),

    importFile: (file) => read(importAnswerSchema, { method: 'POST', path: '/sync/import', file }),
  };
}

/** The id comes from the address of the page, so it may be anything. */
const devicePath = (deviceId: string): string => `/devices/${encodeURIComponent(deviceId)}`;

async function sendRequest(
  { fetch, language, timeoutMs }: Surroundings,
  { method, path, body, file, signal, isSlow = file !== undefined }: Request,
): Promise<Result<Response, ApiFailure>> {
  const patience = AbortSignal.timeout(isSlow ? timeoutMs * 20 : timeoutMs);
  // AbortSignal.any would do this, but is younger than the browsers served.
  const either = new AbortController();
  const abort = (): void => either.abort();
  for (const one of [signal, patience]) one?.addEventListener('abort', abort, { once: true });
  if (isOver(signal)) return never;
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        'Accept-Language': language(),
        ...contentType(body, file),
      },
      ...(file !== undefined
        ? { body: file }
        : body !== undefined
          ? { body: JSON.stringify(body) }
          : {}),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: either.signal,
    });
    return response.ok ? ok(response) : refuse(await readProblem(response));
  } catch {
    if (isOver(signal)) return never;
    return refuse({ tag: patience.aborted ? 'timeout' : 'offline' });
  }
}

const contentType = (body: unknown, file: Blob | undefined): Record<string, string> => {
  if (file !== undefined)
    return { 'Content-Type': file.type === 'text/csv' ? file.type : 'application/x-ndjson' };
  return body === undefined ? {} : { 'Content-Type': 'application/json' };
};

const isOver = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

async function readProblem(response: Response): Promise<ApiFailure> {
  const read = v.safeParse(problemSchema, await readJson(response));
  if (!read.success) return { tag: 'unreadable' };
  return { tag: 'problem', problem: read.output };
}

/** A body that is not JSON (a captive portal, a proxy's page) reads as nothing, which no schema accepts. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return response.status === 204 ? null : await response.json();
  } catch {
    return undefined;
  }
}

function fileName(response: Response): string | null {
  const header = response.headers.get('Content-Disposition') ?? '';
  return /filename="([^"/\\]+)"/.exec(header)?.[1] ?? null;
}

const signedOutCode: Problem['code'] = 'session.required';

const isSignedOut = (failure: ApiFailure): boolean =>
  failure.tag === 'problem' && failure.problem.code === signedOutCode;

function noteSessionEnd<T extends { readonly error: ApiFailure }>(
  refusal: T,
  { onSessionEnded }: Surroundings,
): T {
  if (isSignedOut(refusal.error)) onSessionEnded();
  return refusal;
}

function scoreParams({ instrument, level, by, scheme, group }: ScoreQuery): URLSearchParams {
  const params = new URLSearchParams({ level, instrument, by, scheme });
  if (group !== null) params.set('group', group);
  return params;
}

function answerParams({ question, level, instrument, group, unit }: AnswerQuery): URLSearchParams {
  const params = new URLSearchParams({ question, level, instrument });
  if (unit !== undefined) params.set('unit', unit);
  if (group !== null) params.set('group', group);
  return params;
}

function csvParams({ shape, decimal, separator, bom }: CsvFormat): URLSearchParams {
  return new URLSearchParams({ shape, decimal, separator, bom: bom ? '1' : '0' });
}
