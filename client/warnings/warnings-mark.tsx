import { Count } from '../ui/count.tsx';
import { say } from '../ui/words.ts';
import { useWarnings } from './warnings.ts';

/** How many there are, quietly: none of them rings. */
export function WarningsMark() {
  const count = useWarnings(({ warnings }) => warnings?.length ?? 0);
  return <Count count={count} words={say('nav.warnings', { count })} />;
}
