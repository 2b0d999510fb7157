import { mergeConfig } from 'vite';
import { building } from './vite.config.ts';

/** A page that few open, into the same folder: built together with the others it would tear their chunks apart. */
export default mergeConfig(building(['model.html']), { build: { emptyOutDir: false } });
