import type { AuditAct } from '@sipas/shared/audit';

/** What is written down of a request that was granted. */
export interface NotedRoute {
  readonly act: AuditAct;
  /** What it was done to, and by which part of the path it is named. */
  readonly object: string;
  readonly param?: string;
  /** It is named by this member of the answer, or else of what was asked; then the note follows the act, before the answer leaves. */
  readonly member?: string;
  /** The file that was downloaded, or another word that tells it from its like. */
  readonly fileParam?: string;
  readonly details?: Readonly<Record<string, string>>;
}

const file = (name: string): NotedRoute => ({
  act: 'export.downloaded',
  object: 'wave',
  param: 'id',
  details: { file: name },
});
const ofWave = (act: AuditAct): NotedRoute => ({ act, object: 'wave', param: 'id' });
const ofUser = (act: AuditAct): NotedRoute => ({ act, object: 'account', param: 'user' });
const ofPhone = (act: AuditAct): NotedRoute => ({ act, object: 'phone', param: 'id' });

/**
 * Answers: of which requests is it written down who made them?
 * Shape:   method and path under /api/v1 → the act: everything that changes what others rely on, every read of personal
 *          data, and every file that leaves. What is in neither table fails the test of this file.
 * Source:  Decree 13/2023/NĐ-CP, 38; decision 103.
 * Rule:    J-05
 */
export const notedRoutes: Readonly<Record<string, NotedRoute>> = {
  'POST /session': { act: 'session.signed-in', object: 'account' },
  'DELETE /session': { act: 'session.signed-out', object: 'account' },
  'DELETE /sessions': { act: 'session.ended', object: 'account' },
  'DELETE /sessions/:session': { act: 'session.ended', object: 'account' },
  'POST /session/password': { act: 'account.password-changed', object: 'account' },
  'POST /session/second-factor': { act: 'account.factor-begun', object: 'account' },
  'POST /session/second-factor/confirmation': { act: 'account.factor-set', object: 'account' },
  'POST /session/second-factor/removal': { act: 'account.factor-removed', object: 'account' },
  'POST /users': { act: 'account.added', object: 'account', member: 'username' },
  'POST /users/:user/password': ofUser('account.password-reset'),
  'POST /users/:user/second-factor/removal': ofUser('account.factor-taken'),
  'DELETE /users/:user/sessions': ofUser('session.ended'),
  'DELETE /users/:user/sessions/:session': ofUser('session.ended'),
  'GET /users/:user/sessions': ofUser('account.sessions-read'),
  'POST /enrolments': { act: 'phone.code-made', object: 'account', member: 'surveyor' },
  'POST /enrolments/redeem': { act: 'phone.enrolled', object: 'phone', member: 'deviceId' },
  'POST /enrolments/confirm': { act: 'phone.confirmed', object: 'phone' },
  'POST /devices/:id/write-offs': ofPhone('phone.written-off'),
  'POST /devices/:id/revocation': ofPhone('phone.revoked'),
  'POST /devices/:id/comparison': ofPhone('phone.compared'),
  'POST /devices/:id/release': ofPhone('phone.released'),
  'POST /devices/:id/surveyor': ofPhone('phone.moved'),
  'POST /unknown-devices/:id/adoption': ofPhone('phone.adopted'),
  'POST /sync/import': { act: 'forms.imported', object: 'file' },
  'POST /waves': { act: 'wave.made', object: 'wave', member: 'waveId' },
  'POST /waves/:id/close': ofWave('wave.closed'),
  'POST /waves/:id/reopen': ofWave('wave.reopened'),
  'POST /waves/:id/freeze': ofWave('wave.frozen'),
  'POST /waves/:id/editions': ofWave('wave.edition-made'),
  'POST /groupings/:id/revisions': { act: 'grouping.changed', object: 'grouping', param: 'id' },
  'POST /groupings/:id/file': { act: 'grouping.changed', object: 'grouping', param: 'id' },
  'POST /actions': { act: 'action.kept', object: 'action', member: 'id' },
  'POST /actions/:id/revisions': { act: 'action.kept', object: 'action', param: 'id' },
  'POST /waves/:id/comments/:comment/coding': {
    ...{ act: 'comment.coded', object: 'comment', param: 'comment' },
  },
  'POST /waves/:id/comments/:comment/reveal': {
    ...{ act: 'comment.revealed', object: 'comment', param: 'comment' },
  },
  'GET /cases': { act: 'cases.read', object: 'register' },
  'GET /cases/:case': { act: 'cases.read', object: 'case', param: 'case' },
  'POST /cases': { act: 'case.opened', object: 'case', member: 'id' },
  'POST /cases/:case/withdrawal': { act: 'form.withdrawn', object: 'case', param: 'case' },
  'POST /cases/:case/entries': { act: 'case.continued', object: 'case', param: 'case' },
  'GET /incidents': { act: 'incidents.read', object: 'register' },
  'GET /incidents/:incident': { act: 'incidents.read', object: 'incident', param: 'incident' },
  'POST /incidents': { act: 'incident.opened', object: 'incident', member: 'id' },
  'POST /incidents/suspicions': { act: 'incident.suspected', object: 'incident', member: 'id' },
  'POST /incidents/:incident/entries': {
    ...{ act: 'incident.continued', object: 'incident', param: 'incident' },
  },
  'GET /waves/:id/allowances': ofWave('allowances.read'),
  'GET /waves/:id/quality': ofWave('quality.read'),
  'POST /waves/:id/links': ofWave('link.made'),
  'POST /links/:link/revocation': { act: 'link.ended', object: 'link', param: 'link' },
  'GET /waves/:id/linked/:file': { ...ofWave('link.used'), fileParam: 'file' },
  'GET /waves/:id/exports/scores.csv': file('scores.csv'),
  'GET /waves/:id/exports/answers.csv': file('answers.csv'),
  'GET /waves/:id/exports/workbook.xlsx': file('workbook.xlsx'),
  'GET /waves/:id/exports/microdata.zip': file('microdata.zip'),
  'GET /waves/:id/exports/bundle.zip': file('bundle.zip'),
  'GET /waves/:id/exports/codebook.csv': file('codebook.csv'),
  'GET /waves/:id/exports/allowances.csv': file('allowances.csv'),
  'GET /waves/:id/exports/changes.csv': file('changes.csv'),
  'GET /waves/:id/exports/unit-pair.csv': file('unit-pair.csv'),
  'GET /waves/:id/exports/comments.csv': file('comments.csv'),
  'GET /waves/:id/exports/comment-themes.csv': file('comment-themes.csv'),
  'GET /waves/:id/exports/edition-changes.csv': file('edition-changes.csv'),
  'GET /waves/:id/exports/priorities.csv': file('priorities.csv'),
  'GET /waves/:id/exports/trend.csv': file('trend.csv'),
  'GET /waves/:id/report.docx': file('report.docx'),
  'GET /exports/actions.csv': {
    ...{ act: 'export.downloaded', object: 'actions', details: { file: 'actions.csv' } },
  },
  'GET /instruments/:id/exports/diff.csv': {
    ...{ act: 'export.downloaded', object: 'instrument', param: 'id' },
    details: { file: 'diff.csv' },
  },
  'GET /groupings/:id/export.csv': {
    ...{ act: 'export.downloaded', object: 'grouping', param: 'id' },
    details: { file: 'grouping.csv' },
  },
  'GET /impact': { act: 'impact.read', object: 'store' },
  'GET /audit/export.csv': {
    ...{ act: 'journal.exported', object: 'journal', details: { file: 'audit.csv' } },
  },
  'POST /care/backup': { act: 'backup.made', object: 'store' },
  'POST /care/forgotten/acknowledge': { act: 'alarm.acknowledged', object: 'store' },
};

/** Requests of which nothing is written down: figures under the gate, lists without personal data, and what phones send. */
export const unnotedRoutes: ReadonlySet<string> = new Set([
  'GET /session',
  'GET /sessions',
  'GET /session/second-factor',
  'GET /users',
  'GET /waves',
  'GET /waves/:id',
  'GET /waves/:id/areas',
  'GET /waves/:id/closing',
  'GET /waves/:id/progress',
  'GET /waves/:id/kept-apart',
  'GET /waves/:id/scores',
  'GET /waves/:id/answers',
  'GET /waves/:id/changes',
  'GET /waves/:id/unit-pair',
  'GET /waves/:id/trend',
  'GET /waves/:id/priorities',
  'GET /waves/:id/report',
  'GET /waves/:id/links',
  'GET /waves/:id/editions',
  'GET /waves/:id/edition-changes',
  'GET /waves/:id/comments',
  'GET /waves/:id/comment-reveals',
  'GET /waves/:id/comment-themes',
  'GET /waves/:id/comment-agreement',
  'GET /waves/:id/action-choices',
  'GET /wave-choices',
  'GET /wave-records',
  'GET /announced-figures',
  'GET /actions',
  'GET /actions/:id',
  'GET /actions/:id/outcome',
  'GET /instruments',
  'GET /instruments/:id/diff',
  'GET /groupings',
  'GET /groupings/:id',
  'GET /surveyors',
  'GET /devices',
  'GET /devices/:id',
  'GET /unknown-devices',
  'GET /care',
  'GET /incident-clocks',
  'GET /audit',
  'GET /audit/chain',
  'GET /field-package',
  'POST /sync/hello',
  'POST /sync/push',
  'GET /sync/pull',
  'POST /sync/allowances',
]);
