export const hosts: readonly string[];
export const pureFolders: readonly string[];
export function layerOf(root: string, file: string): string | undefined;
export function layerProblem(root: string, file: string, specifier: string): string | undefined;
