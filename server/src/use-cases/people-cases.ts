import type { Clock, Random, Storage, User } from '../ports/index.ts';
import { allAllowances, listAllowances } from './allowances/index.ts';
import { closeWave, reopenWave, showClosing } from './close-wave.ts';
import { createEnrolment } from './create-enrolment.ts';
import { listDevices } from './list-devices.ts';
import { listKeptApart } from './list-kept-apart.ts';
import { listSurveyors } from './list-surveyors.ts';
import { listWaves, showWave, visibleWave } from './list-waves.ts';
import { type AnswerQuery, reportAnswers } from './report-answers/index.ts';
import { reportProgress } from './report-progress.ts';
import { type ScoreQuery, chooseInstrument, reportScores } from './report-scores/index.ts';
import { showDevice } from './show-device.ts';
import { createAttemptLimit, createSessions } from './sign-in/index.ts';
import { createWaveReader, nameAreas } from './waves/index.ts';
import { type AskedWriteOff, writeOff } from './write-off.ts';

/** Whoever is signed in. */
export type Actor = User;
export type PeopleCases = ReturnType<typeof createPeopleCases>;

const signInTries = 10;
const signInWindowSeconds = 15 * 60;

/** Everything that people ask of the server, bound to its storage and surroundings. */
export function createPeopleCases(given: {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: Random;
  readonly origin: string;
}) {
  const { storage, clock, random, origin } = given;
  const { people, devices, unknownPhones, responses, waves, allowances } = storage;
  const reader = createWaveReader(waves);
  const limit = createAttemptLimit(signInTries, signInWindowSeconds);
  const stores = { people, devices, unknownPhones, responses, waves, allowances };
  const needs = { reader, ...stores, clock, random, origin };
  return {
    sessions: createSessions({ people, limit, clock, random }),
    nameAreas: (codes: readonly string[]) => nameAreas(waves, codes),
    listWaves: (actor: Actor) => listWaves(reader, actor),
    showWave: (actor: Actor, waveId: string) => showWave(reader, actor, waveId),
    reportProgress: (actor: Actor, waveId: string, level: string | undefined) =>
      reportProgress(needs, actor, waveId, level),
    reportScores: (actor: Actor, waveId: string, query: ScoreQuery) =>
      reportScores(needs, actor, waveId, query),
    reportAnswers: (actor: Actor, waveId: string, query: AnswerQuery) =>
      reportAnswers(needs, actor, waveId, query),
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
    showClosing: (actor: Actor, waveId: string) => showClosing(needs, actor, waveId),
    closeWave: (actor: Actor, waveId: string) => closeWave(needs, actor, waveId),
    reopenWave: (actor: Actor, waveId: string) => reopenWave(needs, actor, waveId),
    listKeptApart: (actor: Actor, waveId: string, page: { limit: number; offset: number }) =>
      listKeptApart(needs, actor, waveId, page),
    listAllowances: (
      actor: Actor,
      waveId: string,
      asked: { commune: string | undefined; limit: number; offset: number },
    ) => listAllowances(needs, actor, waveId, asked),
    allAllowances: (actor: Actor, waveId: string, commune: string | undefined) =>
      allAllowances(needs, actor, waveId, commune),
    createEnrolment: (actor: Actor, surveyor: string, deviceId?: string) =>
      createEnrolment(needs, actor, surveyor, deviceId),
  };
}
