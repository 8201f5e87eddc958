export { type FetchTransportParts, createFetchTransport } from './fetch-transport.ts';
