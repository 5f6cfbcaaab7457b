/** What the host writes into the page beside the script: JSON in a block that nothing runs. */
export type DataPage = Pick<Document, 'getElementById'>;

/** The object in the block; empty where there is none or it does not read. */
export function dataOfPage(page: DataPage, id: string): unknown {
  try {
    return JSON.parse(page.getElementById(id)?.textContent ?? '{}') as unknown;
  } catch {
    return {};
  }
}
