import type { CaseDeadlineRules } from '@sipas/shared/cases';
import type { Theme } from '@sipas/shared/comments';
import type { IncidentRules } from '@sipas/shared/incidents';
import { ok } from '@sipas/shared/kernel';
import type { FieldRegistry } from '@sipas/shared/privacy';
import type {
  Clock,
  CommonPasswords,
  Ids,
  Random,
  ReadPublicFacts,
  Storage,
  TableMaker,
  User,
} from '../ports/index.ts';
import { createAccountCases } from './accounts/index.ts';
import { createActionCases } from './actions/index.ts';
import { allAllowances, listAllowances } from './allowances/index.ts';
import { closeWave, reopenWave, showClosing } from './close-wave.ts';
import { createAuditCases } from './audit/index.ts';
import { createCaseCases } from './cases/index.ts';
import { createCommentCases } from './comments/index.ts';
import { createEditionCases } from './editions/index.ts';
import { createEnrolment } from './create-enrolment.ts';
import { createGroupingCases } from './groupings/index.ts';
import { createImpactCase } from './impact/index.ts';
import { createIncidentCases } from './incidents/index.ts';
import { createInstrumentCases } from './instruments/index.ts';
import { type AskedLink, listLinks, makeLink, openLink, revokeLink } from './links/index.ts';
import { listAreas } from './list-areas.ts';
import { listDevices } from './list-devices.ts';
import { listKeptApart } from './list-kept-apart.ts';
import { listSurveyors } from './list-surveyors.ts';
import { listWaves, showWave, visibleWave } from './list-waves.ts';
import { exportMicrodata } from './export-microdata.ts';
import { tablesHere } from './make-tables.ts';
import { showQuality } from './quality/show-quality.ts';
import { reportProgress } from './report-progress.ts';
import { revokePhone } from './revoke-phone.ts';
import { chooseInstrument, createVillageCounter } from './report-scores/index.ts';
import { createNewWaveCases } from './new-waves/index.ts';
import { createResultCases } from './result-cases.ts';
import { bundleColumns, gatherBundle, makeBundleTables } from './score-bundle/index.ts';
import { printAnnouncedList } from './show-changes.ts';
import { showDevice } from './show-device.ts';
import { type AskedUnitPair, printUnitPair, showUnitPair } from './show-unit-pair.ts';
import { createSurveyContext } from './sync/survey-context.ts';
import {
  type SecondFactorSetting,
  createAttemptLimit,
  createSessions,
  createSignInLimits,
} from './sign-in/index.ts';
import { createWaveReader, nameAreas } from './waves/index.ts';
import { type AskedWriteOff, writeOff } from './write-off.ts';

/** Whoever is signed in. */
export type Actor = User;
export type PeopleCases = ReturnType<typeof createPeopleCases>;

/** Wrong codes of one account, whoever tries: a guess hits one in a third of a million. */
const codeTries = 10;
const codeWindowSeconds = 60 * 60;

/** Everything that people ask of the server, bound to its storage and surroundings. */
export function createPeopleCases(given: {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly origin: string;
  /** Without one, tables are made on the spot. */
  readonly tables?: TableMaker;
  readonly facts: ReadPublicFacts;
  /** Version of the program, as editions name it. */
  readonly version?: string;
  /** Passwords that nobody may set. */
  readonly common: CommonPasswords;
  readonly secondFactor?: SecondFactorSetting;
  /** How long the law gives for requests of people about their forms. */
  readonly caseRules: CaseDeadlineRules;
  /** How long the law gives for the notice of an incident. */
  readonly incidentRules: IncidentRules;
  /** Hears of each form that was withdrawn. */
  readonly withdrawn?: () => void;
  /** Why, how near and how long of every personal field. */
  readonly fields: FieldRegistry;
  /** Of which comments may speak; without them, none. */
  readonly themes?: readonly Theme[];
}) {
  const { storage, clock, random, ids, origin, facts, tables = tablesHere, themes = [] } = given;
  const { people, devices, deviceActs, unknownPhones, responses, waves, allowances, links } =
    storage;
  const reader = createWaveReader(waves);
  const limits = createSignInLimits(storage.tries);
  const codeLimit = createAttemptLimit(codeTries, codeWindowSeconds, {
    ...{ tries: storage.tries, name: 'sign-in code' },
  });
  const { secondFactor = 'optional', common } = given;
  const { secondFactors } = storage;
  const signing = { people, secondFactors, limits, secondFactor, clock, random };
  const stores = { people, devices, deviceActs, unknownPhones, responses, waves, allowances };
  const weights = (waveId: string) => waves.villageWeights(waveId);
  const { journal } = storage;
  const countVillages = createVillageCounter({ responses, journal });
  const making = { tables, countVillages, journal };
  const needs = { reader, ...stores, links, ...making, facts, weights, clock, random, origin };
  const followed = { comments: storage.comments, actions: storage.actions, themes };
  return {
    sessions: createSessions({ ...signing, codeLimit }),
    accounts: createAccountCases({ ...signing, waves, reader, common, ids, origin }),
    audit: createAuditCases({ audit: storage.audit, people, clock }),
    impact: createImpactCase(storage, {
      ...{ fields: given.fields, clock, software: given.version ?? '' },
    }),
    cases: createCaseCases({
      ...{ reader, clock, ids, rules: given.caseRules },
      ...{ cases: storage.cases, withdrawals: storage.withdrawals },
      ...{ tries: storage.tries },
      withdrawn: given.withdrawn ?? (() => undefined),
    }),
    incidents: createIncidentCases({
      ...{ incidents: storage.incidents, clock, ids },
      ...{ rules: given.incidentRules, fields: given.fields },
    }),
    actions: createActionCases({
      reader,
      countVillages,
      clock,
      ids,
      history: async () => (await facts()).history,
      actions: storage.actions,
    }),
    comments: createCommentCases({ ...needs, comments: storage.comments, themes }),
    editions: createEditionCases({
      ...needs,
      editions: storage.editions,
      context: createSurveyContext(storage, reader),
      software: given.version ?? '',
    }),
    groupings: createGroupingCases({
      ...needs,
      groupings: storage.groupings,
      actions: storage.actions,
    }),
    instruments: createInstrumentCases(needs),
    nameAreas: (codes: readonly string[]) => nameAreas(waves, codes),
    newWaves: createNewWaveCases({ ...needs, ids, fields: given.fields }),
    listWaves: (actor: Actor) => listWaves(reader, actor),
    showWave: (actor: Actor, waveId: string) => showWave(reader, actor, waveId),
    listAreas: (actor: Actor, waveId: string, level: string) =>
      listAreas(reader, actor, waveId, level),
    reportProgress: (actor: Actor, waveId: string, level: string | undefined) =>
      reportProgress(needs, actor, waveId, level),
    results: createResultCases({ ...needs, ...followed }),
    showUnitPair: (actor: Actor, waveId: string, asked: AskedUnitPair, gone?: AbortSignal) =>
      showUnitPair({ ...needs, gone }, actor, waveId, asked),
    printUnitPair,
    announcedFigures: async () => printAnnouncedList(await facts()),
    exportMicrodata: (actor: Actor, waveId: string, instrument: string | undefined) =>
      exportMicrodata(needs, actor, waveId, instrument),
    /** Answers: the data of a closed wave with the tables that they give. */
    async bundle(actor: Actor, waveId: string, instrument: string | undefined, gone?: AbortSignal) {
      const data = await gatherBundle(needs, actor, waveId, instrument);
      if (!data.ok) return data;
      const made = await makeBundleTables(data.value, { tables, gone });
      if (!made.ok) return made;
      const columns = bundleColumns(data.value.instrument.definition);
      return ok({ data: data.value, columns, tables: made.value });
    },
    makeLink: (actor: Actor, waveId: string, asked: AskedLink) =>
      makeLink(needs, actor, waveId, asked),
    listLinks: (actor: Actor, waveId: string) => listLinks(needs, actor, waveId),
    revokeLink: (actor: Actor, id: string) => revokeLink(needs, actor, id),
    openLink: (asked: Parameters<typeof openLink>[1]) => openLink(needs, asked),
    /** Answers: the wave and the instrument whose codebook is asked for; null for either that is not there. */
    async codebook(actor: Actor, waveId: string, instrument: string | undefined) {
      const wave = await visibleWave(reader, actor, waveId);
      if (wave === null) return { wave: null, instrument: null };
      return { wave: wave.wave, instrument: chooseInstrument(wave, instrument) ?? null };
    },
    listSurveyors: (actor: Actor) => listSurveyors(needs, actor),
    listDevices: (actor: Actor) => listDevices(needs, actor),
    showDevice: (actor: Actor, deviceId: string) => showDevice(needs, actor, deviceId),
    writeOff: (actor: Actor, deviceId: string, asked: AskedWriteOff) =>
      writeOff(needs, actor, deviceId, asked),
    revokePhone: (actor: Actor, deviceId: string, reason: string) =>
      revokePhone(needs, actor, { deviceId, reason }),
    showClosing: (actor: Actor, waveId: string) => showClosing(needs, actor, waveId),
    closeWave: (actor: Actor, waveId: string) => closeWave(needs, actor, waveId),
    reopenWave: (actor: Actor, waveId: string) => reopenWave(needs, actor, waveId),
    showQuality: (actor: Actor, waveId: string) => showQuality(needs, actor, waveId),
    listKeptApart: (actor: Actor, waveId: string, page: { limit: number; offset: number }) =>
      listKeptApart(needs, actor, waveId, page),
    listAllowances: (
      actor: Actor,
      waveId: string,
      asked: { commune: string | undefined; limit: number; offset: number },
    ) => listAllowances(needs, actor, waveId, asked),
    allAllowances: (actor: Actor, waveId: string, commune: string | undefined) =>
      allAllowances(needs, actor, waveId, commune),
    createEnrolment: (
      actor: Actor,
      surveyor: string,
      kind: Parameters<typeof createEnrolment>[3],
    ) => createEnrolment(needs, actor, surveyor, kind),
  };
}
