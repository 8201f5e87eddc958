import type { GroupingDetails, GroupingList, GroupingRevisionRequest } from '@sipas/shared/wire';
import type { Answer, DownloadedFile } from './api-answer.ts';

/** What the console asks of groupings of communes. */
export interface GroupingsApi {
  groupings(signal: AbortSignal): Answer<GroupingList>;
  grouping(id: string, signal?: AbortSignal): Answer<GroupingDetails>;
  /** Writes a grouping anew on the revision that was seen; grouping.changed where there is a newer one. */
  reviseGrouping(id: string, asked: GroupingRevisionRequest): Answer<GroupingDetails>;
  /** The same, as a file of CSV says. Limits: 1 MB. */
  importGrouping(id: string, revision: number, file: Blob): Answer<GroupingDetails>;
  /** Answers: the grouping as a file that Excel opens. */
  groupingCsv(id: string): Answer<DownloadedFile>;
}
