/** Region groups: which countries `us`, `eu`, `europe`, `asia` … hold, so that `rent: {region: eu}` means what people mean. */

const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const REST_OF_EUROPE = 'GB CH NO IS UA RS AL BA MK MD ME LI'.split(' ');
const NORTH_AMERICA = ['US', 'CA', 'MX'];
const SOUTH_AMERICA = 'BR CL AR CO PE UY EC'.split(' ');
const MIDDLE_EAST = 'AE SA QA IL BH KW OM JO TR'.split(' ');
const OCEANIA = ['AU', 'NZ'];
const AFRICA = 'ZA KE NG EG MA'.split(' ');
const ASIA = 'JP KR CN HK TW SG IN ID MY TH VN PH PK BD KZ'.split(' ');

const COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  us: ['US'],
  usa: ['US'],
  'north-america': NORTH_AMERICA,
  'south-america': SOUTH_AMERICA,
  americas: [...NORTH_AMERICA, ...SOUTH_AMERICA],
  eu: EU,
  europe: [...EU, ...REST_OF_EUROPE],
  emea: [...EU, ...REST_OF_EUROPE, ...MIDDLE_EAST, ...AFRICA],
  'middle-east': MIDDLE_EAST,
  africa: AFRICA,
  asia: ASIA,
  apac: [...ASIA, ...OCEANIA],
  'asia-pacific': [...ASIA, ...OCEANIA],
  oceania: OCEANIA,
  uk: ['GB'],
  ca: ['CA'],
  canada: ['CA'],
  jp: ['JP'],
  japan: ['JP'],
  au: ['AU'],
  australia: ['AU'],
  in: ['IN'],
  india: ['IN'],
  de: ['DE'],
  germany: ['DE'],
  fr: ['FR'],
  france: ['FR'],
};

/** Names offered in completion; the synonyms above work too. */
export const REGION_GROUPS: readonly string[] = [
  'us',
  'north-america',
  'south-america',
  'americas',
  'eu',
  'europe',
  'uk',
  'middle-east',
  'africa',
  'asia',
  'apac',
  'oceania',
];

/** Countries of a group, `undefined` where the name is no group. */
export function countriesOf(group: string): readonly string[] | undefined {
  const key = group.toLowerCase();
  return Object.hasOwn(COUNTRIES, key) ? COUNTRIES[key] : undefined;
}

/** `US-VA` → `US`. */
export function countryOf(zone: string): string {
  return zone.split('-')[0] ?? zone;
}
