import { configure } from '@testing-library/react';

// A real browser beside other tests on two cores: what is waited for comes, but not always within a second.
configure({ asyncUtilTimeout: 20_000 });
