// The only door to the referral forms: one question a page, without a script, handed on as every received referral is.
export type { FormLists } from './choices.ts';
export { createFillingsStore, formFillingsSpec } from './fillings.store.ts';
export { createFormStates } from './form-state.ts';
export { formPages } from './forms.http.ts';
export { createMessageForm } from './message-form.ts';
export { createProfessionalForm } from './professional-form.ts';
export type { Form } from './question.ts';
export { createSelfForm } from './self-form.ts';
