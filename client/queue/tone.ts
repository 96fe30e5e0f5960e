// The ring: two soft notes for an offer, three lower ones for an alert. Made on the spot, since a browser lets a page
// sound only after a click; the first click or key anywhere unlocks it.
export type Ring = 'offer' | 'alert';

const NOTES: Readonly<Record<Ring, readonly number[]>> = { offer: [659, 880], alert: [494, 494, 392] };
const LOUDNESS = 0.12;
const NOTE_S = 0.18;

let context: AudioContext | null = null;

export function unlockSound(): void {
  // A modifier key alone is no gesture that a browser accepts.
  if (!navigator.userActivation.hasBeenActive) return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
}

export function playRing(ring: Ring): void {
  if (context?.state !== 'running') return;
  for (const [index, frequency] of NOTES[ring].entries()) playNote(context, frequency, index * NOTE_S * 1.1);
}

function playNote(audio: AudioContext, frequency: number, delay: number): void {
  const start = audio.currentTime + delay;
  const note = audio.createOscillator();
  const volume = audio.createGain();
  note.type = 'sine';
  note.frequency.value = frequency;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0005, start + NOTE_S);
  note.connect(volume).connect(audio.destination);
  note.start(start);
  note.stop(start + NOTE_S);
}
