/** The reader's language, which the host writes into the page as data: no second file to load, no flash of English. */
import { MESSAGES_ID } from '../src/panel/protocol.ts';
import { translator, type Bundle, type Translate } from '../src/quantity/index.ts';
import { dataOfPage, type DataPage } from './pageData.ts';

export function wordsOfPage(page: DataPage): Translate {
  return translator(dataOfPage(page, MESSAGES_ID) as Bundle);
}
