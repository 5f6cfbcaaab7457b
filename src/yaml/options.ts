/** How every text is read. */
export const YAML_OPTIONS = {
  prettyErrors: false,
  // The library compares every key with every other: ten thousand keys would take a minute. Readers look for repeats.
  uniqueKeys: false,
  logLevel: 'silent',
  version: '1.2',
  // The library's collections for tags of YAML 1.1 throw where their content is not what the tag says.
  resolveKnownTags: false,
} as const;
