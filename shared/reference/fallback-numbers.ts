// The numbers that work when nothing else does. The widget carries them in its own bundle, so that every page which
// ends or refuses contact can show them, the server being unreachable included (V4). Keep this file free of imports.

export interface FallbackNumber {
  readonly code: string;
  readonly label: string;
  readonly number: string;
  readonly note: string;
}

export const fallbackNumbers: readonly [FallbackNumber, FallbackNumber] = [
  {
    code: 'emergency',
    label: 'In danger now',
    number: '999',
    note: 'Call 999 if you can. If you cannot speak, press 55 when asked.',
  },
  {
    code: 'samaritans',
    label: 'Samaritans: someone to talk to',
    number: '116 123',
    note: 'Free to call. A person will answer, day and night, every day.',
  },
];
