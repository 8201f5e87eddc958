import type { Uuid7 } from '@sipas/shared/kernel';
import type {
  AgreementList,
  AllowanceList,
  AnswerTable,
  AreaList,
  CareReport,
  Closing,
  Comment,
  CommentList,
  Device,
  DeviceDetails,
  Enrolment,
  ImportAnswer,
  KeptApart,
  Link,
  LinkRequest,
  MadeLink,
  Progress,
  Quality,
  Reveal,
  SchemeName,
  ScoreKind,
  ScoreTable,
  Session,
  Surveyor,
  ThemeCounts,
  UnknownPhone,
  Wave,
  WriteOffRequest,
} from '@sipas/shared/wire';
import type { AccountApi } from './account-api.ts';
import type { Answer, DownloadedFile } from './api-answer.ts';
import type { ComparisonApi } from './comparison-api.ts';
import type { FixesApi } from './fixes-api.ts';
import type { GroupingsApi } from './groupings-api.ts';
import type { InstrumentApi } from './instrument-api.ts';
import type { CasesApi } from './cases-api.ts';
import type { ImpactApi } from './impact-api.ts';
import type { IncidentsApi } from './incidents-api.ts';
import type { JournalApi } from './journal-api.ts';
import type { ReportApi } from './report-api.ts';
import type { WaveApi } from './wave-api.ts';

export type { Answer, ApiFailure, DownloadedFile } from './api-answer.ts';

/** Which table of scores: a level of the wave, a detail, and optionally a profile question and another scheme. */
export interface ScoreQuery {
  readonly wave: Uuid7;
  readonly instrument: string;
  readonly level: string;
  readonly by: ScoreKind;
  readonly scheme: SchemeName;
  readonly group: string | null;
}

/**
 * Which table of answers: a question outside the index (or criteria of it), a level of the wave, and optionally a question
 * that divides it, or the one unit that is asked for.
 */
export interface AnswerQuery {
  readonly wave: Uuid7;
  readonly instrument: string;
  readonly question: string;
  readonly level: string;
  readonly group: string | null;
  readonly unit?: string;
}

/** The communes of 2025 as lines that neighbours share (TopoJSON); the id of each is its code. */
export interface CommuneMap {
  type: 'Topology';
  objects: { communes: { type: 'GeometryCollection'; geometries: CommuneShape[] } };
  arcs: number[][][];
  transform: { scale: [number, number]; translate: [number, number] };
}

type CommuneShape =
  | { type: 'Polygon'; id: string; arcs: number[][] }
  | { type: 'MultiPolygon'; id: string; arcs: number[][][] };
/** Which comments: what is empty or null narrows nothing. */
export interface CommentQuery {
  readonly wave: Uuid7;
  readonly instrument: string;
  readonly search: string;
  readonly question: string | null;
  readonly theme: string | null;
  readonly unit: string | null;
  readonly coded: 'yes' | 'no' | null;
  readonly limit: number;
  readonly offset: number;
}

/** One comment, for what is done with it. */
export type CommentName = Pick<CommentQuery, 'wave' | 'instrument'> & { readonly comment: string };

export interface CsvFormat {
  readonly shape: 'long' | 'wide';
  readonly decimal: 'point' | 'comma';
  readonly separator: 'comma' | 'semicolon';
  readonly bom: boolean;
}

/**
 * What the console asks of the server. No method throws for what the network or the server may do; a request that
 * was aborted by its signal never resolves, so nobody acts on it. Every answer was checked against its wire shape.
 */
export interface OfficeApi
  extends
    AccountApi,
    CasesApi,
    IncidentsApi,
    ComparisonApi,
    FixesApi,
    GroupingsApi,
    InstrumentApi,
    ImpactApi,
    JournalApi,
    ReportApi,
    WaveApi {
  /** Answers: who is signed in; null where nobody is. */
  session(signal?: AbortSignal): Answer<Session | null>;
  /** Answers: the session that the name and password open, with the code of an app in the second step. */
  signIn(username: string, password: string, code?: string): Answer<Session>;
  /** Answers: that the session is closed, also where it had ended before. */
  signOut(): Answer<null>;
  /** Answers: the waves this person may see, in the order of the server. */
  waves(signal: AbortSignal): Answer<readonly Wave[]>;
  /** Answers: counts against target at one level and by surveyor, inside the person's areas. */
  progress(wave: Uuid7, level: string, signal: AbortSignal): Answer<Progress>;
  /** Answers: the figures of one table, with the gate of small cells already applied. */
  scores(query: ScoreQuery, signal: AbortSignal): Answer<ScoreTable>;
  /** Answers: the same table as a CSV file. */
  scoresCsv(query: ScoreQuery, format: CsvFormat, signal: AbortSignal): Answer<DownloadedFile>;
  /** Answers: how people answered a question outside the index, with the gate of small cells already applied. */
  answers(query: AnswerQuery, signal: AbortSignal): Answer<AnswerTable>;
  /** Answers: which unit of a level holds each commune of the wave. */
  areas(wave: Uuid7, level: string, signal: AbortSignal): Answer<AreaList>;
  /** Answers: the map of the communes of 2025, a file of our own that comes only when it is asked for. */
  communeMap(signal: AbortSignal): Answer<CommuneMap>;
  /** Answers: the same table as a CSV file that Excel opens. */
  answersCsv(query: AnswerQuery): Answer<DownloadedFile>;
  /** All official tables of the wave as a workbook, by the instrument and scheme of a table. */
  workbook(query: ScoreQuery, signal: AbortSignal): Answer<DownloadedFile>;
  /** Responses of a frozen wave in which nobody can be picked out, with the programs that read them. */
  microdata(query: ScoreQuery, signal: AbortSignal): Answer<DownloadedFile>;
  /** Data, form, units and tables of a frozen wave, which `sipas score --confirm` computes again. */
  bundle(query: ScoreQuery, signal: AbortSignal): Answer<DownloadedFile>;
  /** Answers: links to tables of the wave: one's own, of all for an administrator. */
  links(wave: Uuid7, signal: AbortSignal): Answer<readonly Link[]>;
  /** Makes a link; its address is told this once. */
  makeLink(wave: Uuid7, asked: LinkRequest): Answer<MadeLink>;
  revokeLink(id: string): Answer<{ readonly id: string }>;
  /** Answers: one page of what people said, names and numbers hidden. Limits: 200 a page. */
  comments(query: CommentQuery, signal: AbortSignal): Answer<CommentList>;
  /** Answers: all of them as CSV for Excel, whatever the page. */
  commentsCsv(query: CommentQuery): Answer<DownloadedFile>;
  /** Answers: the comment, after it was written down of which themes it speaks, in the name of who is signed in. */
  codeComment(name: CommentName, themes: readonly string[]): Answer<Comment>;
  /** Answers: the comment as it was typed, after this was written down with its reason. */
  revealComment(name: CommentName, reason: string): Answer<{ readonly text: string }>;
  /** Answers: who saw which comment whole, the last first. */
  reveals(wave: Uuid7, signal: AbortSignal): Answer<readonly Reveal[]>;
  /** Answers: how many comments on a question speak of each theme, by unit, with the gate of small cells already applied. */
  themeCounts(
    query: Pick<AnswerQuery, 'wave' | 'instrument' | 'question' | 'level'>,
    signal: AbortSignal,
  ): Answer<ThemeCounts>;
  themeCountsCsv(
    query: Pick<AnswerQuery, 'wave' | 'instrument' | 'question' | 'level'>,
  ): Answer<DownloadedFile>;
  /** Answers: how far each two coders agree, theme by theme. */
  commentAgreement(wave: Uuid7, instrument: string, signal: AbortSignal): Answer<AgreementList>;
  /** Answers: what every column and code of the CSV means. */
  codebookCsv(query: ScoreQuery, format: CsvFormat, signal: AbortSignal): Answer<DownloadedFile>;
  /** Answers: one page of the lines that wait for a person, newest first, and how many there are in all. Limits: 500 lines a page. */
  keptApart(
    wave: Uuid7,
    page: { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Answer<{ readonly items: readonly KeptApart[]; readonly total: number }>;
  /** Answers: what there is to look at in the interviews of a wave, by surveyor; never an answer of a respondent. */
  quality(wave: Uuid7, signal: AbortSignal): Answer<Quality>;
  /**
   * Answers: who signed for the allowance, by commune, village and arrival; an empty commune is all of them.
   * Limits: 500 lines a page.
   */
  allowances(
    wave: Uuid7,
    page: { readonly commune: string; readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Answer<AllowanceList>;
  /** Answers: the same list, whole, as a CSV file that Excel opens. */
  allowancesCsv(wave: Uuid7, commune: string): Answer<DownloadedFile>;
  surveyors(signal: AbortSignal): Answer<readonly Surveyor[]>;
  /** Answers: the phones of these surveyors, the gravest alarm first. */
  devices(signal: AbortSignal): Answer<readonly Device[]>;
  /** Answers: how the store is looked after: last backup, last drill, what failed. */
  care(signal: AbortSignal): Answer<CareReport>;
  /** Begins a backup unless one is under way. Answers: how things stand then. */
  backUpNow(): Answer<CareReport>;
  /** Ends the alarm of forgotten receipts, by name and with a reason. */
  acknowledgeForgotten(reason: string): Answer<CareReport>;
  /** Answers: all that is known of one phone. */
  device(deviceId: string, signal: AbortSignal): Answer<DeviceDetails>;
  /** Answers: the phone, after something of it was written off in the name of who is signed in. */
  writeOff(deviceId: string, asked: WriteOffRequest): Answer<DeviceDetails>;
  /** Answers: the phone, after its enrolment was taken back; what it still hands in waits for a person. */
  revokePhone(deviceId: string, reason: string): Answer<DeviceDetails>;
  /** Answers: the phone, after a person said whether its number is the one on the phone: trusted, or taken back. */
  comparePhone(deviceId: string, matches: boolean): Answer<DeviceDetails>;
  /** Answers: the phone, after what waits of it, which was taken back, was judged again. */
  releasePhone(deviceId: string, reason: string): Answer<DeviceDetails>;
  /** Answers: the phone, after it and all that it made became another surveyor's. Only for one that was taken in. */
  movePhone(
    deviceId: string,
    asked: { readonly surveyor: string; readonly reason: string },
  ): Answer<DeviceDetails>;
  /** Answers: whether the wave can be closed, and what stands against it. */
  closing(wave: Uuid7, signal: AbortSignal): Answer<Closing>;
  /** Answers: that the wave is closed, or open again. */
  setWaveStatus(wave: Uuid7, word: 'close' | 'reopen'): Answer<unknown>;
  /** Answers: a new one-use code that enrols a phone for this surveyor, or by which an adopted phone of theirs goes on. */
  enrol(surveyor: string, device?: string): Answer<Enrolment>;
  /** Answers: a new one-use code by which this surveyor chooses a new PIN on the phone that they have. */
  codeForPin(surveyor: string): Answer<Enrolment>;
  /** Answers: phones that the store does not know since an older backup was restored. */
  unknownPhones(signal: AbortSignal): Answer<readonly UnknownPhone[]>;
  /** Takes such a phone in for a surveyor. Answers: the receipts file of its lines that waited. */
  adoptPhone(deviceId: string, surveyor: string): Answer<ImportAnswer>;
  /**
   * Answers: the receipts for the lines of a batch file, and what it lacks. The same file again is harmless.
   * Limits: 16 MiB as it lies, 64 MiB inflated; more is refused as batch.too-large.
   */
  importFile(file: Blob): Answer<ImportAnswer>;
}
