import type { CaseDeadlineRules } from '@sipas/shared/cases';
import shipped from '../../../data/rights/case-deadlines.json' with { type: 'json' };

/** Answers: how long the law gives, as it is shipped. */
export const shippedCaseDeadlines = (): CaseDeadlineRules => shipped;
