/** The referral forms over the door for received referrals. */
import type { Router } from 'express';
import { dueOf } from '../shared/domain/case-clocks.ts';
import { londonDay } from '../shared/domain/opening-hours.ts';
import { crimeTypes } from '../shared/reference/crime-types.ts';
import { itemsAt, type ReferenceItem } from '../shared/reference/reference-item.ts';
import { topics } from '../shared/reference/topics.ts';
import { dayInWords } from '../shared/text/day-in-words.ts';
import type { Identity } from './compose-identity.ts';
import type { Inbound } from './compose-inbound.ts';
import type { Platform } from './compose-platform.ts';
import { publicFrame } from './compose-public.ts';
import type { Referrals } from './compose-referrals.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import {
  createFillingsStore,
  createFormStates,
  createMessageForm,
  createProfessionalForm,
  createSelfForm,
  type Form,
  type FormLists,
  formPages,
} from './forms/index.ts';
import { createAddressOf } from './platform/client-address.ts';

export interface FormParts {
  readonly platform: Platform;
  readonly identity: Identity;
  readonly service: ServiceInForce;
  readonly inbound: Pick<Inbound, 'receive'>;
  readonly referrals: Pick<Referrals, 'leaveMessage'>;
}

const FORMS_AN_HOUR = 20;
const NOT_URGENT = { risk: null, referredUrgent: false, ageBand: null };
const SOURCES = { self: 'self_form', professional: 'professional_form' } as const;

export function composeForms(config: Config, { platform, identity, service, inbound, referrals }: FormParts): Router {
  const { clock, database, ids, masterKeys } = platform;
  const sent = identity.limits.limiter({ name: 'forms', points: FORMS_AN_HOUR, seconds: 3_600 });
  const day = () => londonDay(new Date(clock.now()));
  const lists = (): FormLists => ({
    areas: optionsOf(service.pack.areas, day()),
    topics: optionsOf(topics, day()),
    crimeTypes: optionsOf(crimeTypes, day()),
  });
  return formPages({
    deps: {
      ...{ clock, ids, lists, day, states: createFormStates(masterKeys) },
      ...{ fillings: createFillingsStore(database), frame: () => publicFrame(service) },
      // As of one that is not urgent: the page tells nobody how somebody's answers were taken.
      readBy: () => {
        const clocks = service.settings().cases.clocks;
        const due = dueOf({ clock: 'received_to_triaged', urgency: NOT_URGENT }, new Date(clock.now()), clocks);
        return dayInWords(londonDay(due.dueAt));
      },
      limit: async (address) => {
        const key = identity.limits.addressKey(address);
        return key === null ? null : sent.consume(key);
      },
      leave: (form, address) => referrals.leaveMessage(form, address),
      receive: (form, name) =>
        inbound.receive(form, {
          ...{ source: SOURCES[name], senderId: null, importId: null },
          actor: { id: 'visitor', role: 'visitor' },
        }),
    },
    forms: (): readonly Form[] => [createSelfForm(lists()), createProfessionalForm(lists(), day), createMessageForm()],
    headers: { production: config.production, origins: config.allowedOrigins },
    addressOf: createAddressOf(config.trustProxy),
  });
}

function optionsOf(list: readonly ReferenceItem[], day: string) {
  return itemsAt(list, day).map(({ code, label }) => ({ code, label }));
}
