/** What an envelope carries: a whole form, an unfinished one, a corrected one, its withdrawal, or a visit without a form. */
export type ResponseKind = 'final' | 'partial' | 'correction' | 'withdrawal' | 'visit';
