/**
 * YAML that nobody vouches for: documents, overlays, feeds and manifests are read by these options and within these bounds.
 *
 * What is made of a text is not known here: workload/text/ has trees with places, catalog/yaml/ rows.
 */
export { MOST_NESTED, tooDeepAt } from './bounds.ts';
export { YAML_OPTIONS } from './options.ts';
