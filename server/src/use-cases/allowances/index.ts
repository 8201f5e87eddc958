export { acceptAllowances } from './accept-allowances.ts';
export { type NamedAllowance, allAllowances, listAllowances } from './list-allowances.ts';
