import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

interface State {
  readonly error: Error | null;
}

/** A view that fails says so in its place; the rest of the page goes on. */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="fallen">
        <Notice what={`This view failed: ${error.message}`} expected="a drawing" announce="now">
          <p>
            <Button onClick={() => this.setState({ error: null })}>Draw it again</Button>{' '}
            <a href="./">Back to all scenarios</a>
          </p>
        </Notice>
      </main>
    );
  }
}
