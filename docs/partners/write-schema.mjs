// Writes the JSON Schema for partners from the form that the server itself is built to. A test says when it is out of date.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { referralJsonSchema } from '../../shared/protocol/referral-payload.ts';

const file = fileURLToPath(new URL('./referral.schema.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(referralJsonSchema(), null, 2)}\n`);
