/** JSON of other people: typed reading of values that may be anything. */
export { type Bag, bag } from './jsonReader.ts';
