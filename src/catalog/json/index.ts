/** JSON of other people: typed reading of values that may be anything. */
export { type JsonObject, jsonObject } from './jsonObject.ts';
