import { Notice } from '../ui/Notice.tsx';
import { follow } from './navigation.ts';

export function Lost({ scenario }: { readonly scenario: string }) {
  return (
    <main className="fallen">
      <Notice what={`There is no scenario "${scenario}" here.`} expected="one from the gallery">
        <p>
          <a href="./" onClick={follow}>
            Show all scenarios
          </a>
        </p>
      </Notice>
    </main>
  );
}
