import type { Result, Uuid7 } from '@sipas/shared/kernel';
import type {
  AllowanceList,
  AnswerTable,
  CareReport,
  Closing,
  Device,
  DeviceDetails,
  Enrolment,
  ImportAnswer,
  KeptApart,
  Problem,
  Progress,
  SchemeName,
  ScoreKind,
  ScoreTable,
  Session,
  Surveyor,
  UnknownPhone,
  Wave,
  WriteOffRequest,
} from '@sipas/shared/wire';

/**
 * Why the server gave nothing: it was not reached, took too long, answered in a shape that was not agreed, or
 * refused with a problem that says what to do.
 */
export type ApiFailure =
  | { readonly tag: 'offline' }
  | { readonly tag: 'timeout' }
  | { readonly tag: 'unreadable' }
  | { readonly tag: 'problem'; readonly problem: Problem };

export type Answer<T> = Promise<Result<T, ApiFailure>>;

/** Which table of scores: a level of the wave, a detail, and optionally a profile question and another scheme. */
export interface ScoreQuery {
  readonly wave: Uuid7;
  readonly instrument: string;
  readonly level: string;
  readonly by: ScoreKind;
  readonly scheme: SchemeName;
  readonly group: string | null;
}

/** Which table of answers: a question outside the index, a level of the wave, and optionally a question that divides it. */
export interface AnswerQuery {
  readonly wave: Uuid7;
  readonly instrument: string;
  readonly question: string;
  readonly level: string;
  readonly group: string | null;
}

export interface CsvFormat {
  readonly shape: 'long' | 'wide';
  readonly decimal: 'point' | 'comma';
  readonly separator: 'comma' | 'semicolon';
  readonly bom: boolean;
}

/** A file as the server named it. */
export interface DownloadedFile {
  readonly name: string;
  readonly content: Blob;
}

/**
 * What the console asks of the server. No method throws for what the network or the server may do; a request that
 * was aborted by its signal never resolves, so nobody acts on it. Every answer was checked against its wire shape.
 */
export interface OfficeApi {
  /** Answers: who is signed in; null where nobody is. */
  session(signal?: AbortSignal): Answer<Session | null>;
  /** Answers: the session that the name and password open. */
  signIn(username: string, password: string): Answer<Session>;
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
  /** Answers: the same table as a CSV file that Excel opens. */
  answersCsv(query: AnswerQuery): Answer<DownloadedFile>;
  /** Answers: what every column and code of the CSV means. */
  codebookCsv(query: ScoreQuery, format: CsvFormat, signal: AbortSignal): Answer<DownloadedFile>;
  /** Answers: one page of the lines that wait for a person, newest first, and how many there are in all. Limits: 500 lines a page. */
  keptApart(
    wave: Uuid7,
    page: { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Answer<{ readonly items: readonly KeptApart[]; readonly total: number }>;
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
  /** Answers: whether the wave can be closed, and what stands against it. */
  closing(wave: Uuid7, signal: AbortSignal): Answer<Closing>;
  /** Answers: that the wave is closed, or open again. */
  setWaveStatus(wave: Uuid7, word: 'close' | 'reopen'): Answer<unknown>;
  /** Answers: a new one-use code that enrols a phone for this surveyor, or by which an adopted phone of theirs goes on. */
  enrol(surveyor: string, device?: string): Answer<Enrolment>;
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
