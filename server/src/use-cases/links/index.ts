export { type AskedLink, type MadeLink, listLinks, makeLink, revokeLink } from './make-link.ts';
export { openLink } from './open-link.ts';
