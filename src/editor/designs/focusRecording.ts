export const RECORDING_HEADING = 'designs-record';

/** Whoever began or ended one finds what has become of it here; the button that they pressed may be gone. */
export function focusRecording(): void {
  const heading = document.getElementById(RECORDING_HEADING);
  // Stopped at the stage while something else is written: back to that.
  (heading ?? document.querySelector<HTMLElement>('.author [role=tab][aria-selected=true]'))?.focus();
}
