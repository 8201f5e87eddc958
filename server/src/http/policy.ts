import { type Role, roles } from '@sipas/shared/wire';

/**
 * Who may use a route: people of these roles; an enrolled phone, a revoked one too, whose work is kept apart; who has the
 * key of a link; a watch that has the token of the figures; or anybody, of pages of ours alone where the request changes something.
 */
export type Who = readonly Role[] | 'phone' | 'link-key' | 'watch' | 'anybody';

/** Whose things the route shows or changes. */
export type Relation =
  /** What belongs to the one who asks: a session, a phone. */
  | 'own'
  /** What lies in the areas of the person; whatever lies outside is unknown to them (404) or left out. */
  | 'areas'
  /** A whole wave: only for who sees all of it; who sees a part is told that it takes more (403). */
  | 'whole-wave'
  /** What holds for the whole province or the machine, and names nobody's answers. */
  | 'province'
  /** The one file that the key was made for, with the eyes of its maker. */
  | 'linked-file'
  /** What everybody may know. */
  | 'public';

export interface PolicyRow {
  readonly who: Who;
  readonly relation: Relation;
}

/** Figures are kept from the post office: who gathers answers need not know whose they lower. */
const field: readonly Role[] = ['office', 'admin'];
const figures: readonly Role[] = ['analyst', 'admin'];
/** Watches over the work from outside: counts and figures behind the gate, nothing of one person, comment, form or phone. */
const shown: readonly Role[] = [...figures, 'observer'];
const work: readonly Role[] = ['office', 'analyst', 'admin'];
const progress: readonly Role[] = [...work, 'observer'];
const setup: readonly Role[] = ['admin'];
/** Answers for personal data: reads the registers, keeps that of requests, sees no answer. */
const registers: readonly Role[] = ['admin', 'data-protection'];
/** Everybody who works at the console. */
const console: readonly Role[] = [...work, 'observer', 'data-protection'];

const of = (who: Who, relation: Relation): PolicyRow => ({ who, relation });

/**
 * Answers: who may do what?
 * Shape:   method and path of every route → who may use it, and on whose things. The guard lets in by this table, the app
 *          does not start with a route that has no row or a row that has no route, and the page of the rules of access, the
 *          description of the interface and the tests are made from it.
 * Rule:   
 */
export const policy: Readonly<Record<string, PolicyRow>> = {
  'GET /healthz': of('anybody', 'public'),
  'GET /readyz': of('anybody', 'public'),
  'GET /metrics': of('watch', 'province'),
  'GET /api/openapi.json': of('anybody', 'public'),

  'POST /api/v1/session': of('anybody', 'own'),
  'GET /api/v1/session': of(roles, 'own'),
  'DELETE /api/v1/session': of('anybody', 'own'),

  'GET /api/v1/sessions': of(roles, 'own'),
  'DELETE /api/v1/sessions': of(roles, 'own'),
  'DELETE /api/v1/sessions/:session': of(roles, 'own'),
  'POST /api/v1/session/password': of(roles, 'own'),
  'GET /api/v1/session/second-factor': of(console, 'own'),
  'POST /api/v1/session/second-factor': of(console, 'own'),
  'POST /api/v1/session/second-factor/confirmation': of(console, 'own'),
  'POST /api/v1/session/second-factor/removal': of(console, 'own'),

  'GET /api/v1/users': of(registers, 'areas'),
  'POST /api/v1/users': of(setup, 'areas'),
  'POST /api/v1/users/:user/password': of(setup, 'areas'),
  'POST /api/v1/users/:user/second-factor/removal': of(setup, 'areas'),
  'GET /api/v1/users/:user/sessions': of(registers, 'areas'),
  'DELETE /api/v1/users/:user/sessions': of(setup, 'areas'),
  'DELETE /api/v1/users/:user/sessions/:session': of(setup, 'areas'),

  'POST /api/v1/enrolments/redeem': of('anybody', 'own'),
  'POST /api/v1/enrolments/confirm': of('phone', 'own'),
  'GET /api/v1/field-package': of('phone', 'own'),
  'POST /api/v1/sync/hello': of('phone', 'own'),
  'POST /api/v1/sync/push': of('phone', 'own'),
  'GET /api/v1/sync/pull': of('phone', 'own'),
  'POST /api/v1/sync/allowances': of('phone', 'own'),

  'POST /api/v1/sync/import': of(field, 'province'),
  'GET /api/v1/unknown-devices': of(field, 'province'),
  'POST /api/v1/unknown-devices/:id/adoption': of(field, 'areas'),
  'GET /api/v1/surveyors': of(field, 'areas'),
  'POST /api/v1/enrolments': of(field, 'areas'),
  'GET /api/v1/devices': of(field, 'areas'),
  'GET /api/v1/devices/:id': of(field, 'areas'),
  'POST /api/v1/devices/:id/write-offs': of(field, 'areas'),
  'POST /api/v1/devices/:id/comparison': of(field, 'areas'),
  'POST /api/v1/devices/:id/revocation': of(field, 'areas'),
  'POST /api/v1/devices/:id/release': of(field, 'areas'),
  'POST /api/v1/devices/:id/surveyor': of(field, 'areas'),
  'GET /api/v1/waves/:id/kept-apart': of(field, 'areas'),
  'GET /api/v1/waves/:id/quality': of(field, 'areas'),
  'GET /api/v1/waves/:id/allowances': of(field, 'areas'),
  'GET /api/v1/waves/:id/exports/allowances.csv': of(field, 'areas'),
  'GET /api/v1/waves/:id/closing': of(field, 'areas'),

  'GET /api/v1/waves': of(roles, 'areas'),
  'GET /api/v1/waves/:id': of(roles, 'areas'),
  'GET /api/v1/waves/:id/progress': of(progress, 'areas'),
  'GET /api/v1/waves/:id/areas': of(shown, 'areas'),

  'POST /api/v1/waves': of(setup, 'province'),
  'GET /api/v1/wave-choices': of(setup, 'province'),
  'GET /api/v1/wave-records': of(figures, 'areas'),
  'POST /api/v1/waves/:id/close': of(setup, 'whole-wave'),
  'POST /api/v1/waves/:id/reopen': of(setup, 'whole-wave'),
  'POST /api/v1/waves/:id/freeze': of(setup, 'whole-wave'),
  'POST /api/v1/waves/:id/editions': of(setup, 'whole-wave'),
  'GET /api/v1/waves/:id/editions': of(figures, 'areas'),
  'GET /api/v1/waves/:id/edition-changes': of(figures, 'areas'),
  'GET /api/v1/waves/:id/exports/edition-changes.csv': of(figures, 'areas'),

  'GET /api/v1/waves/:id/scores': of(shown, 'areas'),
  'GET /api/v1/waves/:id/answers': of(shown, 'areas'),
  'GET /api/v1/waves/:id/changes': of(shown, 'areas'),
  'GET /api/v1/waves/:id/unit-pair': of(shown, 'areas'),
  'GET /api/v1/waves/:id/trend': of(shown, 'areas'),
  'GET /api/v1/waves/:id/priorities': of(shown, 'areas'),
  'GET /api/v1/waves/:id/report': of(figures, 'areas'),
  'GET /api/v1/waves/:id/report.docx': of(figures, 'areas'),
  'GET /api/v1/announced-figures': of(shown, 'public'),

  'GET /api/v1/waves/:id/exports/scores.csv': of(shown, 'areas'),
  'GET /api/v1/waves/:id/exports/answers.csv': of(shown, 'areas'),
  'GET /api/v1/waves/:id/exports/changes.csv': of(shown, 'areas'),
  'GET /api/v1/waves/:id/exports/unit-pair.csv': of(shown, 'areas'),
  'GET /api/v1/waves/:id/exports/trend.csv': of(shown, 'areas'),
  'GET /api/v1/waves/:id/exports/priorities.csv': of(shown, 'areas'),
  'GET /api/v1/waves/:id/exports/workbook.xlsx': of(figures, 'areas'),
  'GET /api/v1/waves/:id/exports/microdata.zip': of(figures, 'whole-wave'),
  'GET /api/v1/waves/:id/exports/bundle.zip': of(figures, 'whole-wave'),
  'GET /api/v1/waves/:id/exports/codebook.csv': of(figures, 'areas'),

  'GET /api/v1/waves/:id/links': of(figures, 'own'),
  'POST /api/v1/waves/:id/links': of(figures, 'areas'),
  'POST /api/v1/links/:link/revocation': of(figures, 'own'),
  'GET /api/v1/waves/:id/linked/:file': of('link-key', 'linked-file'),

  'GET /api/v1/waves/:id/comments': of(figures, 'areas'),
  'GET /api/v1/waves/:id/exports/comments.csv': of(figures, 'areas'),
  'GET /api/v1/waves/:id/exports/comment-themes.csv': of(figures, 'areas'),
  'GET /api/v1/waves/:id/comment-themes': of(figures, 'areas'),
  'GET /api/v1/waves/:id/comment-agreement': of(figures, 'areas'),
  'GET /api/v1/waves/:id/comment-reveals': of(figures, 'areas'),
  'POST /api/v1/waves/:id/comments/:comment/coding': of(figures, 'areas'),
  'POST /api/v1/waves/:id/comments/:comment/reveal': of(figures, 'areas'),

  'GET /api/v1/actions': of(work, 'areas'),
  'GET /api/v1/actions/:id': of(work, 'areas'),
  'GET /api/v1/exports/actions.csv': of(work, 'areas'),
  'POST /api/v1/actions': of(figures, 'areas'),
  'POST /api/v1/actions/:id/revisions': of(figures, 'areas'),
  'GET /api/v1/actions/:id/outcome': of(figures, 'areas'),
  'GET /api/v1/waves/:id/action-choices': of(figures, 'areas'),

  // A questionnaire is no secret of an area; of the waves that use it, those of the person are named.
  'GET /api/v1/instruments': of(figures, 'areas'),
  'GET /api/v1/instruments/:id/diff': of(figures, 'province'),
  'GET /api/v1/instruments/:id/exports/diff.csv': of(figures, 'province'),

  'GET /api/v1/groupings': of(setup, 'province'),
  'GET /api/v1/groupings/:id': of(setup, 'province'),
  'POST /api/v1/groupings/:id/revisions': of(setup, 'province'),
  'POST /api/v1/groupings/:id/file': of(setup, 'province'),
  'GET /api/v1/groupings/:id/export.csv': of(setup, 'province'),

  'GET /api/v1/care': of([...field, 'data-protection'], 'province'),
  'POST /api/v1/care/backup': of(setup, 'province'),
  'POST /api/v1/care/forgotten/acknowledge': of(setup, 'province'),
  'GET /api/v1/cases': of(registers, 'areas'),
  'POST /api/v1/cases': of(registers, 'areas'),
  'GET /api/v1/cases/:case': of(registers, 'areas'),
  'POST /api/v1/cases/:case/entries': of(registers, 'areas'),
  'POST /api/v1/cases/:case/withdrawal': of(registers, 'areas'),

  'GET /api/v1/incident-clocks': of(registers, 'province'),
  'GET /api/v1/incidents': of(registers, 'province'),
  'POST /api/v1/incidents': of(registers, 'province'),
  'POST /api/v1/incidents/suspicions': of(console, 'province'),
  'GET /api/v1/incidents/:incident': of(registers, 'province'),
  'POST /api/v1/incidents/:incident/entries': of(registers, 'province'),

  'GET /api/v1/audit': of(registers, 'province'),
  'GET /api/v1/audit/chain': of(registers, 'province'),
  'GET /api/v1/audit/export.csv': of(registers, 'province'),
  'GET /api/v1/impact': of(registers, 'province'),
};
