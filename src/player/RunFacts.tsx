import { type FormEvent, useState } from 'react';
import type { Ending } from '../engine/part.ts';
import { Button } from '../ui/Button.tsx';
import { formatCount } from '../ui/format.ts';
import { TextField } from '../ui/TextField.tsx';
import { formatLength, formatMoment } from './clock.ts';
import { DigestChip } from './DigestChip.tsx';
import { usePlayed, usePlayer } from './hooks.ts';

const SEED_MAX = 0xffffffff;

/** What decides the run, and how it ended. */
export function RunFacts() {
  const recording = usePlayed((state) => state.recording);
  const seed = usePlayed((state) => state.plate?.seed);
  if (!recording || seed === undefined) return null;
  return (
    <section className="facts">
      <h2>This run</h2>
      <p>{endingInWords(recording.ending)}</p>
      <p>
        {formatCount(recording.requests.count)} requests, {formatCount(recording.dispatched)} events.
      </p>
      <SeedField key={seed} seed={seed} />
      <DigestChip />
    </section>
  );
}

function SeedField({ seed }: { readonly seed: number }) {
  const player = usePlayer();
  const [typed, setTyped] = useState(String(seed));
  const value = readSeed(typed);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (value !== null && value !== seed) void player.setSeed(value);
  }
  return (
    <form className="seed" onSubmit={submit}>
      <TextField
        label="Seed"
        look="figure"
        inputMode="numeric"
        value={typed}
        onChange={setTyped}
        hint="Decides every draw of chance: the same seed gives the same run."
        problem={value === null ? `Expected a whole number from 0 to ${SEED_MAX}.` : undefined}
      />
      <Button type="submit" disabled={value === null || value === seed}>
        Run with this seed
      </Button>
    </form>
  );
}

function readSeed(text: string): number | null {
  const seed = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return seed <= SEED_MAX ? seed : null;
}

export function endingInWords(ending: Ending): string {
  const at = formatMoment(ending.at);
  if (ending.kind === 'finished') return `It ran to its end, ${formatLength(ending.at)}.`;
  if (ending.kind === 'outOfMemory') return `It ran out of memory at ${at}, in ${ending.who}: ${ending.says}`;
  if (ending.kind === 'crashed') return `It crashed at ${at}, in ${ending.where}: ${ending.says}`;
  return `It was stopped at ${at}: ${formatCount(ending.events)} events are as many as a run may have.`;
}
