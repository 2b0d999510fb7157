import { mergeConfig } from 'vite';
import { building } from './vite.config.ts';

/** Pages that few open, into the same folder: built together with the others they would tear their chunks apart. */
export default mergeConfig(building(['author.html', 'load.html', 'model.html']), {
  build: { emptyOutDir: false },
});
