/** The reader's language, which the host writes into the page as data: no second file to load, no flash of English. */
import { MESSAGES_ID } from '../src/panel/protocol.ts';
import { translator, type Bundle, type Translate } from '../src/quantity/index.ts';

export function wordsOfPage(page: Pick<Document, 'getElementById'>): Translate {
  try {
    return translator(JSON.parse(page.getElementById(MESSAGES_ID)?.textContent ?? '{}') as Bundle);
  } catch {
    return translator({});
  }
}
