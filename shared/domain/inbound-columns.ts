/** Which field of a referral a column of a file may be, and which one its heading looks like; a person has the last word. */

export const INBOUND_FIELDS = [
  'sender_reference',
  'reported_at',
  'name',
  'given_name',
  'family_name',
  'date_of_birth',
  'age',
  'language',
  'area',
  'phone',
  'phone_safe',
  'email',
  'email_safe',
  'address',
  'address_safe',
  'contact_said',
  'crime_type',
  'flags',
  'capacity',
  'occurred_on',
  'crime_reference',
  'incident_said',
  'other_name',
  'other_date_of_birth',
  'other_relation',
  'consent_agreed',
  'consent_explicit',
  'consent_on',
  'consent_said',
  'risk_grade',
  'risk_tool',
  'risk_on',
  'risk_said',
  'referrer_name',
  'referrer_organisation',
  'referrer_phone',
  'referrer_email',
  'wishes',
] as const;
export type InboundField = (typeof INBOUND_FIELDS)[number];

/** Without these nothing can be told apart. */
export const NEEDED_FIELDS: readonly InboundField[] = ['sender_reference'];

/** Headings that are seen elsewhere, without spaces, signs and capitals. The name of the field itself is always one. */
const ALSO: Readonly<Partial<Record<InboundField, readonly string[]>>> = {
  sender_reference: ['reference', 'ref', 'urn', 'uniquereference', 'referralid', 'referralreference', 'id'],
  reported_at: ['reported', 'reporteddate', 'datereported', 'reportedon', 'reporttime', 'datetimereported'],
  name: ['fullname', 'victimname', 'victim', 'personname'],
  given_name: ['forename', 'forenames', 'firstname', 'victimforename', 'victimfirstname'],
  family_name: ['surname', 'lastname', 'victimsurname', 'victimlastname'],
  date_of_birth: ['dob', 'birthdate', 'victimdob', 'dateofbirth'],
  age: ['victimage', 'ageyears'],
  language: ['firstlanguage', 'preferredlanguage'],
  area: ['district', 'localauthority', 'council', 'areaofresidence'],
  phone: ['telephone', 'tel', 'mobile', 'phonenumber', 'mobilenumber', 'contactnumber', 'telephonenumber'],
  phone_safe: ['safetocall', 'safetophone', 'phonesafetocall', 'safenumber'],
  email: ['emailaddress', 'mail'],
  email_safe: ['safetoemail'],
  address: ['homeaddress', 'postaladdress', 'victimaddress'],
  address_safe: ['safetowrite', 'safetopost'],
  contact_said: ['contactnotes', 'contactinstructions', 'safecontact', 'safecontactnotes', 'besttimetocall'],
  crime_type: ['offence', 'crime', 'offencetype', 'crimetype', 'crimecategory', 'offencecategory'],
  flags: ['crimeflags', 'markers', 'warningmarkers'],
  capacity: ['victimtype', 'howaffected'],
  occurred_on: ['offencedate', 'incidentdate', 'occurred', 'dateofoffence', 'dateofincident', 'crimedate'],
  crime_reference: ['crimeref', 'crimenumber', 'crimereferencenumber', 'crn', 'crno'],
  incident_said: ['mo', 'summary', 'incidentsummary', 'details', 'circumstances', 'offencedetails'],
  other_name: ['suspect', 'suspectname', 'perpetrator', 'perpetratorname', 'offendername'],
  other_date_of_birth: ['suspectdob', 'perpetratordob', 'offenderdob'],
  other_relation: ['relationship', 'relationshiptosuspect', 'suspectrelationship'],
  consent_agreed: ['consent', 'consented', 'agreed', 'consenttoreferral', 'referralconsent'],
  consent_explicit: ['explicitconsent', 'expressconsent'],
  consent_on: ['consentdate', 'dateofconsent'],
  consent_said: ['consentnotes', 'howconsented'],
  risk_grade: ['risk', 'risklevel', 'grading', 'dashgrade', 'riskassessment'],
  risk_tool: ['risktool', 'assessmenttool'],
  risk_on: ['riskdate', 'gradedon', 'dateofassessment'],
  risk_said: ['risknotes'],
  referrer_name: ['officer', 'officername', 'oic', 'referredby'],
  referrer_organisation: ['organisation', 'agency', 'force', 'team'],
  referrer_phone: ['officerphone', 'officertelephone', 'referrertelephone'],
  referrer_email: ['officeremail'],
  wishes: ['supportrequested', 'supportneeds', 'needs', 'notes'],
};

const plain = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '');

const KNOWN: ReadonlyMap<string, InboundField> = new Map(
  INBOUND_FIELDS.flatMap((field) => [plain(field), ...(ALSO[field] ?? [])].map((name) => [name, field] as const)),
);

/** What each column looks like, none twice; null where nothing is known of it. `told`: what the sender's files say. */
export function proposeColumns(
  headings: readonly string[],
  told: (heading: string) => InboundField | null = () => null,
): (InboundField | null)[] {
  const taken = new Set<InboundField>();
  return headings.map((heading) => {
    const field = told(heading) ?? KNOWN.get(plain(heading)) ?? null;
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** What is wrong with a mapping, as a sentence for the person who made it; null when nothing is. */
export function mappingFault(mapping: readonly (InboundField | null)[], columns: number): string | null {
  if (mapping.length !== columns) return 'The file has another number of columns. Load it again.';
  const chosen = mapping.filter((field) => field !== null);
  if (new Set(chosen).size !== chosen.length) return 'Two columns cannot be the same field. Choose one of them.';
  const missing = NEEDED_FIELDS.find((field) => !chosen.includes(field));
  return missing === undefined
    ? null
    : 'Say which column is the sender’s own reference: by it the same referral is known when it comes again.';
}
