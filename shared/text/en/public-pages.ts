// Words of the pages that work without the chat and without JavaScript: for the same people, in the same short sentences (E12).
// None of them says that a record exists (V3).
export const publicText = {
  'page.title': 'Help',
  'page.exit': 'Leave this page',
  'page.exit_keys': 'Esc leaves this page at once. So does the Shift key, pressed three times.',
  'page.exit_hint': 'Leaving does not clear your browser history.',
  'page.unreached': 'We could not reach the server. What you wrote is still here. Please try again.',
  'page.numbers': 'Numbers you can call',
  'page.languages': 'Another language or BSL',
  'page.languages_text':
    'This page is in English only. You can tell us in a few words of English which language you need. We look for an interpreter. We never ask your family to do it.',

  'withdraw.title': 'Stop sharing',
  'withdraw.lead': 'You can ask us to stop sharing. Use the words that we gave you.',
  'withdraw.reference': 'Your reference',
  'withdraw.reference_hint': 'Eight letters and numbers, such as 7Q4M-2K9D.',
  'withdraw.phrase': 'Your six words',
  'withdraw.phrase_hint': 'Write them in order. Capital letters do not matter.',
  'withdraw.send': 'Send',
  'withdraw.next': 'What comes next: one short page. One of us may check with you, only in the way you said is safe.',
  'withdraw.answer': 'We have your message. If it matches a record, we will stop sharing and check with you safely.',
  'withdraw.answer_next': 'You can close this page now. You can also call one of these numbers.',

  'phrase.line':
    'Keep this if it is safe to keep. Your reference is {reference}. Your six words are: {words}. With them you can ask us to stop sharing: {address}. Or say them in a chat or a call, to go on from here with us. They work once, for 30 days. Anyone who finds them can use them.',
} as const;
