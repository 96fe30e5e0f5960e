import { useCallback, useLayoutEffect, useState } from 'react';

/** To be called with what was found wrong: the first field that needs another look has the focus once it is drawn as such. */
export function useFaultFocus(form: { readonly current: HTMLElement | null }): () => void {
  const [refused, setRefused] = useState(0);
  useLayoutEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, refused]);
  return useCallback(() => setRefused((count) => count + 1), []);
}
