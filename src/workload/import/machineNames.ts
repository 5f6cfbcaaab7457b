/** What other tools call a machine, as our accelerator id: `H100`, `nvidia-h100-80gb`, `NVIDIA-H100-80GB-HBM3`, `tpu-v6e-slice`. */

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/gb300/, 'gb300'],
  [/gb200/, 'gb200'],
  [/b300/, 'b300'],
  [/b200/, 'b200'],
  [/gh200/, 'gh200'],
  [/h200/, 'h200-sxm'],
  [/h100.*nvl/, 'h100-nvl'],
  [/h100.*pcie/, 'h100-pcie'],
  [/h100/, 'h100-sxm'],
  [/a100.*80.*pcie|a100.*pcie.*80/, 'a100-80g-pcie'],
  [/a100.*80/, 'a100-80g-sxm'],
  [/a100/, 'a100-40g-sxm'],
  [/rtx.*pro.*6000/, 'rtx-pro-6000-se'],
  [/l40s/, 'l40s'],
  [/a10g/, 'a10g'],
  [/\bl4\b|tesla-l4/, 'l4'],
  [/\bt4\b/, 't4'],
  [/\ba10\b/, 'a10'],
  [/mi355x?/, 'mi355x'],
  [/mi350x?/, 'mi350x'],
  [/mi325x?/, 'mi325x'],
  [/mi300x?/, 'mi300x'],
  [/tpu.*7x|ironwood/, 'tpu7x'],
  [/tpu.*v6e|trillium/, 'tpu-v6e'],
  [/tpu.*v5p/, 'tpu-v5p'],
  [/tpu.*v5(?:e|-?lite)/, 'tpu-v5e'],
  [/trn3|trainium3/, 'trn3'],
  [/trn2|trainium2/, 'trn2'],
  [/trn1|trainium/, 'trn1'],
  [/inf2|inferentia2/, 'inf2'],
  [/gaudi-?3/, 'gaudi3'],
  [/gaudi-?2/, 'gaudi2'],
];

/** Instance types whose accelerator is known by their name alone. */
const INSTANCES: readonly (readonly [RegExp, string, string])[] = [
  [/^p6-b200\./, 'b200', 'aws'],
  [/^p6-b300\./, 'b300', 'aws'],
  [/^p5en?\./, 'h200-sxm', 'aws'],
  [/^p5\./, 'h100-sxm', 'aws'],
  [/^p4de\./, 'a100-80g-sxm', 'aws'],
  [/^p4d\./, 'a100-40g-sxm', 'aws'],
  [/^g6e\./, 'l40s', 'aws'],
  [/^g6\./, 'l4', 'aws'],
  [/^g5\./, 'a10g', 'aws'],
  [/^inf2\./, 'inf2', 'aws'],
  [/^trn2/, 'trn2', 'aws'],
  [/^trn1/, 'trn1', 'aws'],
  [/^a3-ultragpu/, 'h200-sxm', 'gcp'],
  [/^a3-/, 'h100-sxm', 'gcp'],
  [/^a4-/, 'b200', 'gcp'],
  [/^g2-/, 'l4', 'gcp'],
  [/^Standard_ND.*H200/i, 'h200-sxm', 'azure'],
  [/^Standard_ND.*MI300X/i, 'mi300x', 'azure'],
  [/^Standard_ND.*H100/i, 'h100-sxm', 'azure'],
];

export function acceleratorNamed(name: string): string | undefined {
  const lower = name.toLowerCase();
  return NAMES.find(([pattern]) => pattern.test(lower))?.[1];
}

export function instanceNamed(instance: string): { readonly accelerator: string; readonly cloud: string } | undefined {
  const found = INSTANCES.find(([pattern]) => pattern.test(instance));
  return found && { accelerator: found[1], cloud: found[2] };
}
