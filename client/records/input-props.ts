import type { ReactNode } from 'react';
import type { Faults } from './faults.ts';
import type { Field, Value } from './field.ts';

export interface InputProps<F extends Field = Field> {
  readonly field: F;
  readonly value: Value;
  /** Where this field stands in the body, as faults name it. */
  readonly path: string;
  readonly faults: Faults;
  /** Nothing else stands in the section: its title says what this is. */
  readonly alone?: boolean;
  /** The day in England, for "today". */
  readonly today: string;
  readonly onChange: (value: Value) => void;
}

/** How a part of a group or of an entry is drawn: handed down, so that fields can hold fields. */
export type DrawField = (props: InputProps & { readonly key: string }) => ReactNode;
