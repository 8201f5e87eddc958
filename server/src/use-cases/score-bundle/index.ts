export { bundleColumns, createCellReader } from './bundle-columns.ts';
export { type BundleData, gatherBundle } from './bundle-data.ts';
export {
  type BundleTable,
  type TableName,
  createBundleTables,
  makeBundleTables,
} from './bundle-tables.ts';
