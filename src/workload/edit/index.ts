/**
 * Edits of the document as text: the smallest change, comments and style kept. Pure functions from text to edits; an
 * empty list means that the edit cannot be made safely (a value shared by an alias, a list). Start at setValue.ts.
 */
export { mappingFromList, moveKey } from './move.ts';
export type { EditMapping, EditValue } from './render.ts';
export { addDeployment, setValue } from './setValue.ts';
export { removeKey, renameKey, reorderKeys, replaceEntry } from './structure.ts';
export { applyEdits, sequence, type TextEdit } from './textEdit.ts';
