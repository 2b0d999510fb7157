import { defineConfig } from 'vite';

/** Programs for Node: one file each, everything inside. scripts/bundled.mjs says which. */
export default defineConfig({
  publicDir: false,
  ssr: { target: 'node', noExternal: true },
  build: {
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { format: 'es', codeSplitting: false } },
  },
});
