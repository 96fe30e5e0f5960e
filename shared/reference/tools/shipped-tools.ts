// The tools that come with the product. A service may load versions of its own, with licensed wording or other thresholds;
// these stay available beside them.
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import { adultSafeguarding } from './adult-safeguarding.ts';
import { childSafeguarding } from './child-safeguarding.ts';
import { domesticAbuseRisk } from './domestic-abuse.ts';
import { hateTool } from './hate.ts';
import { howItIsTool } from './how-it-is.ts';
import { needsTool } from './needs.ts';
import { safeContactTool } from './safe-contact.ts';
import { stalkingScreening } from './stalking.ts';
import { suicideGuide } from './suicide.ts';

export const shippedTools: readonly ToolDefinition[] = [
  needsTool,
  domesticAbuseRisk,
  stalkingScreening,
  hateTool,
  suicideGuide,
  childSafeguarding,
  adultSafeguarding,
  safeContactTool,
  howItIsTool,
];
