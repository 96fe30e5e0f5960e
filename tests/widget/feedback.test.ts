import { describe, expect, it } from 'vitest';
import { feedbackForm } from '../../shared/protocol/http/feedback.ts';
import { feedbackOf } from '../../widget/views/feedback.tsx';

const clientId = '0b0f0c6e-6a53-4a0e-9a53-2f7a3f9d1c11';
const words = { clientId, kind: 'complaint', text: 'Nobody rang back.', way: 'none', value: '', when: '' } as const;

describe('a complaint or a thank you', () => {
  it('goes without a name and without a way to be answered', () => {
    const form = feedbackOf({ ...words, text: '  Nobody rang back. ' });
    expect(form).toEqual({ clientId, kind: 'complaint', text: 'Nobody rang back.' });
    expect(feedbackForm.safeParse(form).success).toBe(true);
  });

  it('says what is missing: what it is, words, or a time at which it is safe', () => {
    expect(feedbackOf({ ...words, kind: null })).toBe('feedbackKind');
    expect(feedbackOf({ ...words, text: ' ' })).toBe('messageEmpty');
    expect(feedbackOf({ ...words, way: 'phone', value: '07700 900456' })).toBe('feedbackReach');
  });

  it('never takes a number along that somebody typed and then chose not to give', () => {
    const form = feedbackOf({ ...words, value: '07700 900456', when: 'mornings' });
    expect(form).not.toHaveProperty('safeContact');
  });
});
