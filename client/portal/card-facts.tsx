import type { PartnerCard } from '../../shared/protocol/partner-card.ts';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import style from './card.module.css';

interface FactsProps {
  readonly name: string;
  readonly card: PartnerCard;
  /** Shown where consent for it may be asked: a stop says what that means. */
  readonly asking?: boolean;
}

/** What a partner says of itself, for whoever chooses it with somebody. */
export function CardFacts({ name, card, asking = false }: FactsProps) {
  const { criteria, area, waitWeeks, instead, updatedAt, updatedBy } = card;
  const ages = agesOf(card);
  return (
    <section className={style.card} aria-label={say('partner_card.label', { name })}>
      <Stop card={card} asking={asking} />
      <dl>
        {criteria === null ? null : <Fact label={say('partner_card.for_whom')} text={criteria} />}
        {ages === null ? null : <Fact label={say('partner_card.ages')} text={ages} />}
        {area === null ? null : <Fact label={say('partner_card.area')} text={area} />}
        {waitWeeks === null ? null : <Fact label={say('partner_card.wait')} text={waitOf(waitWeeks)} />}
        {instead === null ? null : <Fact label={say('partner_card.instead')} text={instead} />}
      </dl>
      <p className={style.quiet}>
        {say('partner_card.updated', { when: dayAndTime(updatedAt), name: updatedBy.name })}
      </p>
    </section>
  );
}

function Stop({ card, asking }: { readonly card: PartnerCard; readonly asking: boolean }) {
  if (!card.intakeStopped || card.stopsIntakeUntil === null) return null;
  return (
    <p className={style.stop} role="status">
      <Icon name="alert" />
      <span>
        {say('partner_card.stopped', { day: dayInWords(card.stopsIntakeUntil) })}
        {asking ? ` ${say('partner_card.stopped_ask')}` : ''}
      </span>
    </p>
  );
}

function Fact({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{text}</dd>
    </div>
  );
}

function agesOf({ ageFrom, ageTo }: PartnerCard): string | null {
  if (ageFrom !== null && ageTo !== null) return say('partner_card.ages_between', { from: ageFrom, to: ageTo });
  if (ageFrom !== null) return say('partner_card.ages_from', { from: ageFrom });
  return ageTo === null ? null : say('partner_card.ages_to', { to: ageTo });
}

function waitOf(weeks: number): string {
  return weeks === 0 ? say('partner_card.wait_none') : say('partner_card.wait_of', { count: weeks });
}
