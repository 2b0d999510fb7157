import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentPolicy } from './scripts/contentPolicy.ts';
import { gallery } from './scripts/gallery.ts';
import { leanGo } from './scripts/leanGo.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const pages = ['index.html', 'embed.html'].filter((page) => existsSync(`${root}${page}`));

export const building = (input: readonly string[]) =>
  defineConfig({
    root,
    // Relative addresses: the built pages work below any path of any static server.
    base: './',
    plugins: [react(), gallery(root), contentPolicy()],
    // A sandboxed frame starts no module worker; a classic one it does, inlined or not.
    worker: { format: 'iife', plugins: () => [leanGo()] },
    build: { rolldownOptions: { input: [...input] } },
    server: { host: '127.0.0.1' },
    preview: { host: '127.0.0.1' },
  });

export default building(pages);
