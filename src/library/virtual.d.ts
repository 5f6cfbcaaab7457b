/** `pricing/` compiled; the build puts it into the bundle (scripts/build/tables.ts). */
declare module 'virtual:tables' {
  export const tables: () => import('../catalog/index.ts').CatalogData;
}
