import { ok, refuse } from '@sipas/shared/kernel';
import { type Session, type Wave, waveSchema } from '@sipas/shared/wire';
import { mount, unmount } from 'svelte';
import * as v from 'valibot';
import OfficeApp from '../../src/app/office/OfficeApp.svelte';
import { createConsoleState } from '../../src/app/office/console-state.svelte.ts';
import { followPlace } from '../../src/app/office/current-place.svelte.ts';
import type { ApiFailure, OfficeApi } from '../../src/ports/office-api.ts';
import '../../src/styles/office.css';
import '../../src/styles/tokens.css';

/** The wave that the console shows. */
export const shownWave: Wave = v.parse(waveSchema, {
  id: '019ab0d4-7b60-7000-8000-0000000000aa',
  name: 'SIPAS 2026',
  status: 'open',
  catalogue: '2025-07-01',
  scheme: 'criterion_mean',
  minimumBase: 30,
  minimumCell: 5,
  levels: [],
  instruments: [],
});

const unreachable = () => Promise.resolve(refuse<ApiFailure>({ tag: 'offline' }));

/** A server with one open wave and no phones; it is unreachable for whatever a test gives no answer to. */
function officeApi(role: Session['role'], answers: Partial<OfficeApi>): OfficeApi {
  return {
    session: () =>
      Promise.resolve(
        ok({ username: 'buudien', role, areas: [{ code: '86', name: 'Vĩnh Long' }] } as Session),
      ),
    waves: () => Promise.resolve(ok([shownWave])),
    devices: () => Promise.resolve(ok([])),
    signIn: unreachable,
    signOut: unreachable,
    progress: unreachable,
    scores: unreachable,
    scoresCsv: unreachable,
    answers: unreachable,
    answersCsv: unreachable,
    changes: unreachable,
    changesCsv: unreachable,
    trend: unreachable,
    trendCsv: unreachable,
    unitPair: unreachable,
    unitPairCsv: unreachable,
    announced: unreachable,
    workbook: unreachable,
    microdata: unreachable,
    bundle: unreachable,
    links: unreachable,
    makeLink: unreachable,
    revokeLink: unreachable,
    areas: unreachable,
    communeMap: unreachable,
    comments: unreachable,
    commentsCsv: unreachable,
    codeComment: unreachable,
    revealComment: unreachable,
    reveals: unreachable,
    themeCounts: unreachable,
    themeCountsCsv: unreachable,
    commentAgreement: unreachable,
    instruments: unreachable,
    instrumentDiff: unreachable,
    instrumentDiffCsv: unreachable,
    changePassword: unreachable,
    ownSessions: unreachable,
    endOwnSession: unreachable,
    endOtherSessions: unreachable,
    secondFactor: unreachable,
    beginSecondFactor: unreachable,
    confirmSecondFactor: unreachable,
    removeOwnSecondFactor: unreachable,
    users: unreachable,
    addUser: unreachable,
    resetPassword: unreachable,
    removeSecondFactorOf: unreachable,
    sessionsOf: unreachable,
    endSessionOf: unreachable,
    endSessionsOf: unreachable,
    cases: unreachable,
    openCase: unreachable,
    addCaseEntry: unreachable,
    withdrawForm: unreachable,
    incidentClocks: unreachable,
    incidents: unreachable,
    openIncident: unreachable,
    addIncidentEntry: unreachable,
    reportSuspicion: unreachable,
    journal: unreachable,
    impact: unreachable,
    journalChain: unreachable,
    journalCsv: unreachable,
    waveRecords: unreachable,
    waveChoices: unreachable,
    makeWave: unreachable,
    editions: unreachable,
    freezeWave: unreachable,
    makeEdition: unreachable,
    editionChanges: unreachable,
    editionChangesCsv: unreachable,
    report: unreachable,
    reportDocx: unreachable,
    codebookCsv: unreachable,
    priorities: unreachable,
    prioritiesCsv: unreachable,
    actions: unreachable,
    actionsCsv: unreachable,
    action: unreachable,
    actionOutcome: unreachable,
    actionChoices: unreachable,
    beginAction: unreachable,
    reviseAction: unreachable,
    groupings: unreachable,
    grouping: unreachable,
    reviseGrouping: unreachable,
    importGrouping: unreachable,
    groupingCsv: unreachable,
    keptApart: unreachable,
    quality: unreachable,
    allowances: unreachable,
    allowancesCsv: unreachable,
    surveyors: unreachable,
    care: unreachable,
    backUpNow: unreachable,
    acknowledgeForgotten: unreachable,
    device: unreachable,
    writeOff: unreachable,
    revokePhone: unreachable,
    comparePhone: unreachable,
    releasePhone: unreachable,
    movePhone: unreachable,
    closing: unreachable,
    setWaveStatus: unreachable,
    enrol: unreachable,
    codeForPin: unreachable,
    unknownPhones: () => Promise.resolve(ok([])),
    adoptPhone: unreachable,
    importFile: unreachable,
    ...answers,
  };
}

/** The whole console at one of its places, for a person of this role. Answers: the way to take it down. */
export function showConsole(at: {
  readonly place: string;
  readonly role: Session['role'];
  readonly answers: Partial<OfficeApi>;
}): () => Promise<void> {
  window.history.replaceState(null, '', at.place);
  const target = document.body.appendChild(document.createElement('div'));
  const props = {
    api: officeApi(at.role, at.answers),
    state: createConsoleState(window.localStorage),
    place: followPlace(window),
  };
  const app = mount(OfficeApp, { target, props });
  return async () => {
    await unmount(app);
    target.remove();
  };
}
