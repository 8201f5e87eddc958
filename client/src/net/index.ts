export { createAllowanceTransport } from './allowance-transport.ts';
export { createFetchTransport } from './fetch-transport.ts';
