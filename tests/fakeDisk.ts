/** A disk for tests: files by their paths, handles to them as a browser gives them, and what goes wrong on demand. */

export interface FakeDisk {
  readonly files: Map<string, string | Uint8Array<ArrayBuffer>>;
  /** The next thing that is asked of the disk fails with this name, such as NotAllowedError. */
  fail(name: string): void;
  /** The paths that were written, in order. */
  readonly written: string[];
  file(path: string): FileSystemFileHandle;
  folder(path: string): FileSystemDirectoryHandle;
}

export function fakeDisk(begin: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {}): FakeDisk {
  const files = new Map(Object.entries(begin));
  const written: string[] = [];
  let failure: string | null = null;
  function trip(): void {
    const name = failure;
    failure = null;
    if (name !== null) throw new DOMException('The disk said no.', name);
  }
  const nameOf = (path: string) => path.split('/').at(-1)!;
  const missing = () => new DOMException('There is no such thing.', 'NotFoundError');

  const file = (path: string): FileSystemFileHandle =>
    ({
      kind: 'file',
      name: nameOf(path),
      async getFile() {
        trip();
        const content = files.get(path);
        if (content === undefined) throw missing();
        return new File([content], nameOf(path));
      },
      async createWritable() {
        trip();
        let next = '';
        return {
          write: async (text: string) => {
            next += text;
          },
          close: async () => {
            trip();
            files.set(path, next);
            written.push(path);
          },
        };
      },
    }) as unknown as FileSystemFileHandle;

  const folder = (path: string): FileSystemDirectoryHandle =>
    ({
      kind: 'directory',
      name: nameOf(path),
      async getFileHandle(name: string, { create = false } = {}) {
        trip();
        if (!create && !files.has(`${path}/${name}`)) throw missing();
        return file(`${path}/${name}`);
      },
      async getDirectoryHandle(name: string, { create = false } = {}) {
        const below = `${path}/${name}`;
        if (!create && ![...files.keys()].some((one) => one.startsWith(`${below}/`))) throw missing();
        return folder(below);
      },
    }) as unknown as FileSystemDirectoryHandle;

  return {
    files,
    written,
    file,
    folder,
    fail: (name) => {
      failure = name;
    },
  };
}
