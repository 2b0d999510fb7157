import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderAtAuthor, SHOP_TEXT } from '../../../tests/atAuthor.tsx';
import { type FakeDisk, fakeDisk } from '../../../tests/fakeDisk.ts';
import { SaveKey } from './SaveKey.tsx';
import { SavePart } from './SavePart.tsx';
import { SaveQuestion } from './SaveQuestion.tsx';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const OTHER = SHOP_TEXT.replace('id: shop', 'id: other').replace('title: The shop', 'title: Another shop');
const GO = 'package main\n\nfunc main() {}\n';
const FOLDER = {
  'lesson/scenario.yaml': SHOP_TEXT.replace(
    'wires:',
    '  program: { kind: go-program, name: Program, at: [900, 200] }\n\nwires:',
  ).replace(
    'designs:',
    'designs:\n  go:\n    title: Go\n    set:\n      program.code: code/main.go # its own\n',
  ),
  'lesson/code/main.go': GO,
};

/** @param chosen what the pickers give, by turns */
function reach(disk: FakeDisk, chosen: { open?: string; save?: string; folder?: string } = {}) {
  const pick = (path: string | undefined) => {
    if (path === undefined) throw new DOMException('Called off.', 'AbortError');
    return path;
  };
  vi.stubGlobal('showOpenFilePicker', async () => [disk.file(pick(chosen.open))]);
  vi.stubGlobal('showSaveFilePicker', async () => disk.file(pick(chosen.save)));
  vi.stubGlobal('showDirectoryPicker', async () => disk.folder(pick(chosen.folder)));
}

function atSaving() {
  const desk = renderAtAuthor(
    <>
      <SaveKey />
      <SavePart />
      <SaveQuestion />
    </>,
  );
  const user = userEvent.setup();
  return {
    ...desk,
    user,
    press: (name: string) => user.click(screen.getByRole('button', { name })),
    type: (text: string) => act(() => desk.table.type(text)),
  };
}

const says = (text: string | RegExp) => screen.findByText(text);

describe('a file that can be reached', () => {
  it('is chosen once, and written to from then on', async () => {
    const disk = fakeDisk();
    reach(disk, { save: 'shop.yaml' });
    const { press, type, user } = atSaving();
    expect(screen.getByText('In no file yet')).toBeVisible();
    await press('Save');
    await says('Saved as shop.yaml.');
    expect(disk.files.get('shop.yaml')).toBe(SHOP_TEXT);
    type(`${SHOP_TEXT}# more\n`);
    expect(screen.getByText('Changed since it was saved.')).toBeVisible();
    reach(disk);
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(disk.files.get('shop.yaml')).toBe(`${SHOP_TEXT}# more\n`));
    expect(await says('Saved.')).toBeVisible();
    expect(disk.written).toEqual(['shop.yaml', 'shop.yaml']);
  });

  it('that somebody else has changed is not written over unasked', async () => {
    const disk = fakeDisk({ 'other.yaml': OTHER });
    reach(disk, { open: 'other.yaml' });
    const { press, type, text } = atSaving();
    await press('Open a file …');
    await says('other.yaml is on the desk.');
    expect(text()).toBe(OTHER);
    disk.files.set('other.yaml', '# theirs\n');
    type(`${OTHER}# ours\n`);
    await press('Save');
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('heading')).toHaveTextContent('other.yaml is not what it was');
    expect(disk.files.get('other.yaml')).toBe('# theirs\n');
    await press('Write over it');
    await says('Saved as other.yaml.');
    expect(disk.files.get('other.yaml')).toBe(`${OTHER}# ours\n`);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('that somebody else has changed can be brought to the desk, and undo brings back what was there', async () => {
    const disk = fakeDisk({ 'other.yaml': OTHER });
    reach(disk, { open: 'other.yaml' });
    const { press, type, text, table } = atSaving();
    await press('Open a file …');
    await says('other.yaml is on the desk.');
    type(`${OTHER}# ours\n`);
    disk.files.set('other.yaml', `${OTHER}# theirs\n`);
    await press('Save');
    await screen.findByRole('dialog');
    await press('Bring what is on the disk to the desk');
    await waitFor(() => expect(text()).toBe(`${OTHER}# theirs\n`));
    act(() => table.undo());
    expect(text()).toBe(`${OTHER}# ours\n`);
    expect(screen.getByText('Changed since it was saved.')).toBeVisible();
  });

  it('undo beyond its opening does not write the one before into it', async () => {
    const disk = fakeDisk({ 'other.yaml': OTHER });
    reach(disk, { open: 'other.yaml', save: 'mine.yaml' });
    const { press, table, text } = atSaving();
    await press('Open a file …');
    await says('other.yaml is on the desk.');
    act(() => table.undo());
    expect(text()).toBe(SHOP_TEXT);
    expect(screen.getByText('In no file yet')).toBeVisible();
    await press('Save');
    await says('Saved as mine.yaml.');
    expect(disk.files.get('other.yaml')).toBe(OTHER);
    expect(disk.files.get('mine.yaml')).toBe(SHOP_TEXT);
  });

  it.each([
    ['NotAllowedError', /was not allowed to/],
    ['NoModificationAllowedError', /another program holds it/],
    ['QuotaExceededError', /no room left/],
    ['UnknownError', /The disk said no/],
  ])('%s is a sentence, and nothing is lost', async (error, sentence) => {
    const disk = fakeDisk();
    reach(disk, { save: 'shop.yaml' });
    const { press, text, user } = atSaving();
    disk.fail(error);
    await press('Save');
    await says(sentence);
    expect(disk.written).toEqual([]);
    expect(text()).toBe(SHOP_TEXT);
    expect(screen.getByText('In no file yet')).toBeVisible();
    await user.keyboard('{Meta>}s{/Meta}');
    await says('Saved as shop.yaml.');
  });

  it('that is gone is written anew', async () => {
    const disk = fakeDisk({ 'other.yaml': OTHER });
    reach(disk, { open: 'other.yaml' });
    const { press } = atSaving();
    await press('Open a file …');
    await says('other.yaml is on the desk.');
    disk.files.delete('other.yaml');
    await press('Save');
    await says('Saved as other.yaml.');
    expect(disk.files.get('other.yaml')).toBe(OTHER);
  });

  it('nobody chose: nothing happens', async () => {
    reach(fakeDisk());
    const { press } = atSaving();
    await press('Save');
    await press('Open a folder …');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save' })).toBeEnabled());
    expect(screen.queryByText(/Problem/)).toBeNull();
  });

  it('what is too large, or not UTF-8, never comes to the desk', async () => {
    const disk = fakeDisk({
      'large.yaml': 'x'.repeat(1024 * 1024 + 1),
      'latin.yaml': Uint8Array.from([97, 10, 98, 0xe9]),
    });
    reach(disk, { open: 'large.yaml' });
    const { press, text } = atSaving();
    await press('Open a file …');
    await says(/large.yaml has 1.0 MiB; a scenario may have 1 MiB/);
    reach(disk, { open: 'latin.yaml' });
    await press('Open a file …');
    await says('latin.yaml, line 2, column 2: this byte is not UTF-8. Save the file as UTF-8 first.');
    expect(text()).toBe(SHOP_TEXT);
  });

  it('a text that cannot be read is saved too, and it is said', async () => {
    const disk = fakeDisk();
    reach(disk, { save: 'shop.yaml' });
    const { press, type } = atSaving();
    type('parts: [');
    await press('Save');
    await says('Saved as shop.yaml. As it is now it cannot be read: see the text.');
    expect(disk.files.get('shop.yaml')).toBe('parts: [');
  });

  it('a scenario with problems comes to the desk to be mended', async () => {
    const disk = fakeDisk({ 'other.yaml': 'format: 1\nparts: [' });
    reach(disk, { open: 'other.yaml' });
    const { press, text, author } = atSaving();
    await press('Open a file …');
    await waitFor(() => expect(text()).toBe('format: 1\nparts: ['));
    expect(author.store.getState()).toMatchObject({ file: 'other.yaml', tab: 'text' });
  });
});

describe('what is not saved', () => {
  it('is asked about before another file comes', async () => {
    const disk = fakeDisk({ 'other.yaml': OTHER });
    reach(disk, { open: 'other.yaml', save: 'mine.yaml' });
    const { press, type, text } = atSaving();
    type(`${SHOP_TEXT}# mine\n`);
    await press('Open a file …');
    await screen.findByRole('dialog', { name: 'What is on the desk is not saved' });
    await press('Stay here');
    expect(text()).toBe(`${SHOP_TEXT}# mine\n`);
    await press('Open a file …');
    await press('Save it first');
    await waitFor(() => expect(text()).toBe(OTHER));
    expect(disk.files.get('mine.yaml')).toBe(`${SHOP_TEXT}# mine\n`);
    await press('Open a file …');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('can be left, and undo brings it back', async () => {
    const disk = fakeDisk({ 'other.yaml': OTHER });
    reach(disk, { open: 'other.yaml' });
    const { press, type, text, table } = atSaving();
    type(`${SHOP_TEXT}# mine\n`);
    await press('Open a file …');
    await press('Go on to another file without saving');
    await waitFor(() => expect(text()).toBe(OTHER));
    act(() => table.undo());
    expect(text()).toBe(`${SHOP_TEXT}# mine\n`);
  });
});

describe('a folder that can be reached', () => {
  it('has its files again when it is saved, and only what changed is written', async () => {
    const disk = fakeDisk({ ...FOLDER, 'lesson/cover.svg': '<svg/>' });
    reach(disk, { folder: 'lesson' });
    const { press, type, text } = atSaving();
    await press('Open a folder …');
    await says('lesson/ is on the desk.');
    expect(text()).toContain('program.code: | # its own\n        package main');
    expect(screen.getByText('lesson/scenario.yaml')).toBeVisible();
    await press('Save');
    await says('Saved in lesson, where it all was already.');
    expect(Object.fromEntries(disk.files)).toEqual({ ...FOLDER, 'lesson/cover.svg': '<svg/>' });
    type(text().replace('func main() {}', 'func main() { println() }'));
    await press('Save');
    await says('Saved in lesson, one file.');
    expect(disk.written).toEqual(['lesson/code/main.go']);
    expect(disk.files.get('lesson/code/main.go')).toBe(GO.replace('{}', '{ println() }'));
  });

  it('a program that somebody changed elsewhere is asked about', async () => {
    const disk = fakeDisk(FOLDER);
    reach(disk, { folder: 'lesson' });
    const { press, type, text } = atSaving();
    await press('Open a folder …');
    await says('lesson/ is on the desk.');
    disk.files.set('lesson/code/main.go', '// theirs\n');
    type(text().replace('func main() {}', 'func main() { println() }'));
    await press('Save');
    await screen.findByRole('dialog', { name: 'code/main.go is not what it was' });
    expect(disk.written).toEqual([]);
    await press('Leave both as they are');
    expect(disk.files.get('lesson/code/main.go')).toBe('// theirs\n');
  });

  it('with another lesson in it is not written into unasked', async () => {
    const disk = fakeDisk(FOLDER);
    reach(disk, { folder: 'lesson' });
    const { press } = atSaving();
    await press('Save as a folder …');
    await screen.findByRole('dialog', { name: 'scenario.yaml is not what it was' });
    expect(Object.fromEntries(disk.files)).toEqual(FOLDER);
  });

  it('without a scenario says so', async () => {
    reach(fakeDisk({ 'pictures/a.png': '' }), { folder: 'pictures' });
    const { press } = atSaving();
    await press('Open a folder …');
    await says('There is no scenario.yaml in pictures: choose the folder that has it.');
  });
});

describe('where no file can be reached', () => {
  function downloads() {
    const saved: [name: string, content: Blob][] = [];
    let blob: Blob | null = null;
    vi.stubGlobal(
      'URL',
      Object.assign(URL, {
        createObjectURL: (one: Blob) => {
          blob = one;
          return 'blob:x';
        },
        revokeObjectURL: () => {},
      }),
    );
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
      this: HTMLAnchorElement,
    ) {
      saved.push([this.download, blob!]);
    });
    return saved;
  }
  /** The next input that is pressed has these files. */
  function choose(files: readonly File[] | null) {
    vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementationOnce(function click(
      this: HTMLInputElement,
    ) {
      if (files === null) return void this.dispatchEvent(new Event('cancel'));
      Object.defineProperty(this, 'files', { value: files });
      this.dispatchEvent(new Event('change'));
    });
  }
  const inFolder = (path: string, text: string) =>
    Object.defineProperty(new File([text], path.split('/').at(-1)!), 'webkitRelativePath', { value: path });

  it('a file is downloaded', async () => {
    const saved = downloads();
    const { press } = atSaving();
    await press('Save');
    await says('shop.yaml is among your downloads.');
    expect(saved[0]![0]).toBe('shop.yaml');
    expect(await saved[0]![1].text()).toBe(SHOP_TEXT);
    expect(screen.getByRole('button', { name: 'Save to downloads' })).toBeVisible();
  });

  it('a folder is an archive, with its files', async () => {
    const saved = downloads();
    choose(Object.entries(FOLDER).map(([path, text]) => inFolder(path, text)));
    const { press, text } = atSaving();
    await press('Open a folder …');
    await says('lesson/ is on the desk.');
    expect(text()).toContain('package main');
    await press('Save to downloads');
    await says('lesson.zip is among your downloads: unpack it where the folder is.');
    const [name, archive] = saved[0]!;
    expect(name).toBe('lesson.zip');
    const found = Object.entries(unzipSync(new Uint8Array(await archive.arrayBuffer())));
    const files = Object.fromEntries(found.map(([path, bytes]) => [path, strFromU8(bytes)]));
    expect(files).toMatchObject(FOLDER);
  });

  it('a file is chosen, or not', async () => {
    const { press, text } = atSaving();
    choose(null);
    await press('Open a file …');
    expect(text()).toBe(SHOP_TEXT);
    choose([new File([OTHER], 'other.yaml')]);
    await press('Open a file …');
    await waitFor(() => expect(text()).toBe(OTHER));
  });
});
