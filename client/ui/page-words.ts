// Teaches the console what pages say; fetched by ui/later.ts and by nothing else.
import { consolePagesText } from '../../shared/text/en/console-pages.ts';
import { learn } from './words.ts';

learn(consolePagesText);
