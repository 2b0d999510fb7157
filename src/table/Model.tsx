import { useState } from 'react';

const models = import.meta.glob<string>('../parts/*/model.md', { query: '?raw', import: 'default' });

type Shown = { readonly html: string } | { readonly failed: string } | null;

/** For teachers: what is simulated, what is left out. Text and Markdown reader come when it is opened. */
export function Model({ kind }: { readonly kind: string }) {
  const [shown, setShown] = useState<Shown>(null);
  const load = models[`../parts/${kind}/model.md`];
  if (!load) return null;

  async function open() {
    if (shown && 'html' in shown) return;
    try {
      const [{ micromark }, text] = await Promise.all([import('micromark'), load!()]);
      setShown({ html: micromark(proseOf(text)) });
    } catch {
      setShown({ failed: 'The description could not be loaded. Close this and open it again.' });
    }
  }

  return (
    <details className="inspect-more" onToggle={(event) => event.currentTarget.open && void open()}>
      <summary>How it is modelled</summary>
      {shown === null && <p>It is on its way.</p>}
      {shown && 'failed' in shown && <p role="alert">{shown.failed}</p>}
      {shown && 'html' in shown && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: micromark lets no HTML of the text through, and the text is part of this project.
        <div className="model" dangerouslySetInnerHTML={{ __html: shown.html }} />
      )}
    </details>
  );
}

/** Its title stands above already, and its table of settings too, as fields. Headings sit below that of the panel. */
function proseOf(text: string): string {
  const prose = text.replace(/^# .*\n/, '').split(/^## Settings$/m)[0]!;
  return prose.replace(/^## /gm, '#### ');
}
