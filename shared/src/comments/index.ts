export { type Agreement, cohenKappa } from './agreement.ts';
export { type CommentUnit, commentUnits } from './comment-units.ts';
export { type PersonalKind, type TextPart, hidePersonal, shownText } from './hide-personal.ts';
export { findHits, searchText, searchWords } from './search-words.ts';
export { type Theme, type ThemeRule, readThemes, themesByRules } from './themes.ts';
