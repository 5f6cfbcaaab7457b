/** YAML of pricing: the rows that a person types into an overlay, and public price lists that are YAML. */
export { parsePlainYaml, readYamlTable } from './readYaml.ts';
