import { type Context, Hono } from 'hono';
import type { CareCases } from '../use-cases/care/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import type { SyncCases } from '../use-cases/sync/index.ts';
import { createAccountRoutes } from './accounts.ts';
import { createActionRoutes } from './actions.ts';
import { createAllowanceRoutes } from './allowances.ts';
import { createAnswerRoutes } from './answers.ts';
import { createAuditRoutes } from './audit.ts';
import { createImpactRoutes } from './impact.ts';
import { createCareRoutes } from './care.ts';
import { createCaseRoutes } from './cases.ts';
import { createChangeRoutes } from './changes.ts';
import { createCommentRoutes } from './comments.ts';
import { createDeviceRoutes } from './devices.ts';
import { createEditionRoutes } from './editions.ts';
import { createEnrolmentRoutes } from './enrolments.ts';
import { createExportRoutes } from './exports.ts';
import { createGroupingRoutes } from './groupings.ts';
import { createIncidentRoutes } from './incidents.ts';
import { createInstrumentRoutes } from './instruments.ts';
import { createKeptApartRoutes } from './kept-apart.ts';
import { createQualityRoutes } from './quality.ts';
import { createLinkRoutes } from './links.ts';
import { createNewWaveRoutes } from './new-waves.ts';
import { createPriorityRoutes } from './priorities.ts';
import { createProgressRoutes } from './progress.ts';
import { createReportRoutes } from './reports.ts';
import { createScoreRoutes } from './scores.ts';
import { createSessionRoutes } from './session-routes.ts';
import type { Log } from './request-log.ts';
import type { PeopleEnv } from './session.ts';
import { createTrendRoutes } from './trend.ts';
import { createUserRoutes } from './users.ts';
import { createWaveRoutes } from './waves.ts';

/** Everything that people ask of the server, to be mounted at `/api/v1`. */
export function createPeopleRoutes(given: {
  readonly cases: PeopleCases;
  readonly sync: Pick<SyncCases, 'movePhone' | 'comparePhone' | 'releasePhone'>;
  readonly care: CareCases;
  readonly log: Log;
  readonly origin: string;
  readonly version: string;
  readonly addressOf: (c: Context) => string;
}) {
  return new Hono<PeopleEnv>()
    .route('/', createSessionRoutes(given))
    .route('/', createAccountRoutes(given))
    .route('/', createUserRoutes(given))
    .route('/', createWaveRoutes(given))
    .route('/', createNewWaveRoutes(given))
    .route('/', createInstrumentRoutes(given))
    .route('/', createEditionRoutes(given))
    .route('/', createProgressRoutes(given))
    .route('/', createKeptApartRoutes(given))
    .route('/', createQualityRoutes(given))
    .route('/', createAllowanceRoutes(given))
    .route('/', createScoreRoutes(given))
    .route('/', createAnswerRoutes(given))
    .route('/', createChangeRoutes(given))
    .route('/', createTrendRoutes(given))
    .route('/', createPriorityRoutes(given))
    .route('/', createActionRoutes(given))
    .route('/', createCommentRoutes(given))
    .route('/', createExportRoutes(given))
    .route('/', createLinkRoutes(given))
    .route('/', createReportRoutes(given))
    .route('/', createDeviceRoutes(given))
    .route('/', createEnrolmentRoutes(given))
    .route('/', createGroupingRoutes(given))
    .route('/', createAuditRoutes(given))
    .route('/', createImpactRoutes(given))
    .route('/', createCaseRoutes(given))
    .route('/', createIncidentRoutes(given))
    .route('/', createCareRoutes(given));
}
