/** Scenario files to and from the reader's own disk. Nothing leaves the browser. */

/** A scenario may have 1 MiB; a file of another kind is refused before it is read. */
const BYTES_MAX = 1024 * 1024;

/** Hands a file to the reader, as a download. */
export function download(name: string, content: string | Blob, type = 'text/plain;charset=utf-8'): void {
  const address = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it in its own time.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export type OpenedFile =
  | { readonly ok: true; readonly name: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly says: string };

export async function readFile(file: File): Promise<OpenedFile> {
  if (file.size > BYTES_MAX) {
    const mib = (file.size / BYTES_MAX).toFixed(1);
    return { ok: false, says: `${file.name} has ${mib} MiB; a scenario may have 1 MiB.` };
  }
  try {
    return { ok: true, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return { ok: false, says: `${file.name} cannot be read.` };
  }
}

/** Asks for a file. @returns null when none is chosen */
export function chooseFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.onchange = () => resolve(input.files?.[0] ?? null);
    input.oncancel = () => resolve(null);
    input.click();
  });
}
