/** A file system in memory, as a virtual workspace has it: nothing of it is on a disk. */
import * as vscode from 'vscode';

export function memoryFiles(files: Readonly<Record<string, string>>): vscode.FileSystemProvider {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const texts = new Map<string, Uint8Array>(
    Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  );
  const isFolder = (path: string): boolean =>
    [...texts.keys()].some((name) => name.startsWith(`${path.replace(/\/$/, '')}/`));
  const read = (uri: vscode.Uri): Uint8Array => {
    const text = texts.get(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return text;
  };
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: (uri) =>
      isFolder(uri.path)
        ? { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 }
        : { type: vscode.FileType.File, ctime: 0, mtime: 0, size: read(uri).length },
    readDirectory: (uri) => {
      const inside = `${uri.path.replace(/\/$/, '')}/`;
      const names = [...texts.keys()]
        .filter((name) => name.startsWith(inside))
        .map((name) => name.slice(inside.length));
      if (names.length === 0) throw vscode.FileSystemError.FileNotFound(uri);
      return [...new Set(names.map((name) => name.split('/')[0] ?? ''))].map((name) => [
        name,
        names.includes(name) ? vscode.FileType.File : vscode.FileType.Directory,
      ]);
    },
    readFile: read,
    writeFile(uri, content) {
      texts.set(uri.path, content);
      changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    },
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}
