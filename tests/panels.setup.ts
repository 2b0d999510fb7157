import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Testing Library does this by itself only where the test functions are globals.
afterEach(cleanup);

// Beside other tests on two cores, what is waited for does not always come within a second.
configure({ asyncUtilTimeout: 10_000 });
