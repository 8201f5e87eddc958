import { createHmac } from 'node:crypto';
import { type Result, ok } from '@sipas/shared/kernel';
import type * as wire from '@sipas/shared/wire';
import type { Random, ResultJournal, WaveStore } from '../ports/index.ts';
import { createKeptResults } from './kept-results.ts';
import type { Refusal } from './refusal.ts';
import { type AnswerQuery, reportAnswers } from './report-answers/index.ts';
import type { ChangeTable } from './report-changes.ts';
import { type PriorityQuery, reportPriorities } from './report-priorities.ts';
import { type ScoreQuery, reportScores } from './report-scores/index.ts';
import { type WorkbookQuery, type WorkbookReport, reportWorkbook } from './report-workbook.ts';
import { type AskedChanges, printChangeTable, showChanges } from './show-changes.ts';
import { type AskedTrend, showTrend } from './show-trend.ts';
import {
  type AskedReport,
  type ReportNeeds,
  todayInVietnam,
  writeWaveReport,
} from './write-wave-report.ts';

interface Dated {
  readonly day: string;
}

/** What results are made of. */
interface ResultNeeds extends Omit<ReportNeeds, 'gone'> {
  readonly random: Random;
  readonly journal: ResultJournal;
  readonly waves: Pick<WaveStore, 'makingTimes'>;
}

/**
 * Answers: everything that is published of a wave, each kind as its readers are sent it.
 * Shape:   a report is asked for with its day, so that it is another result tomorrow.
 */
export function createResultCases(needs: ResultNeeds) {
  const secret = needs.random.bytes(32);
  const digest = (text: string): string =>
    createHmac('sha256', secret).update(text).digest('base64url');
  const kept = createKeptResults({ journal: needs.journal, digest });
  const changes = kept.of<AskedChanges, ChangeTable>('changes', (user, waveId, asked) =>
    showChanges(needs, user, waveId, asked),
  );
  return {
    kept,
    scores: kept.of<ScoreQuery, wire.PublishedScoreTable>('scores', (user, waveId, query, gone) =>
      reportScores({ ...needs, gone }, user, waveId, query),
    ),
    answers: kept.of<AnswerQuery, wire.AnswerTable>('answers', (user, waveId, query, gone) =>
      reportAnswers({ ...needs, gone }, user, waveId, query),
    ),
    priorities: kept.of<PriorityQuery, wire.PublishedPriorityTable>(
      'priorities',
      (user, waveId, query, gone) => reportPriorities({ ...needs, gone }, user, waveId, query),
    ),
    changes,
    trend: kept.of<AskedTrend, wire.Trend>('trend', (user, waveId, query, gone) =>
      showTrend({ ...needs, gone }, user, waveId, query),
    ),
    printedChanges: kept.of<AskedChanges, wire.ChangeTable>(
      'printed-changes',
      async (user, waveId, asked, gone): Promise<Result<wire.ChangeTable, Refusal>> => {
        const table = await changes.ask(user, waveId, asked, gone);
        return table.ok ? ok(printChangeTable(table.value.read())) : table;
      },
    ),
    report: kept.of<AskedReport & Dated, wire.ReportDocument>(
      'report',
      (user, waveId, asked, gone) => writeWaveReport({ ...needs, gone }, user, waveId, asked),
    ),
    /** Answers: the same question with its day: without one, today's. */
    dated: (asked: AskedReport): AskedReport & Dated => ({
      ...asked,
      day: asked.day ?? todayInVietnam(needs.clock),
    }),
    workbook: kept.of<WorkbookQuery, WorkbookReport>('workbook', (user, waveId, query, gone) =>
      reportWorkbook({ ...needs, gone }, user, waveId, query),
    ),
  };
}
