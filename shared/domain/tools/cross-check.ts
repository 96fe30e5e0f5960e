/** What no form can see in a tool: names that lead nowhere, thresholds that cannot be reached, words that promise too much. */
import { answerFault } from './answers.ts';
import type { Clause } from './rule.ts';
import type { ToolDefinition } from './tool-definition.ts';
import { scaleMaxOf, type Topic } from './topic.ts';

interface Fault {
  readonly path: string;
  readonly message: string;
}

export function crossFaults(tool: ToolDefinition): Fault[] {
  return [
    ...nameFaults(tool),
    ...tool.topics.flatMap((topic, index) => topicFaults(tool, topic, `topics[${index}]`)),
    ...scoringFaults(tool),
    ...bandFaults(tool),
    ...tool.rules.flatMap((rule, index) => ruleFaults(tool, rule, `rules[${index}]`)),
    ...promiseFaults(tool),
  ];
}

function nameFaults({ groups, topics, rules, validFrom, validTo }: ToolDefinition): Fault[] {
  return [
    ...twice(
      'groups',
      'code',
      groups.map((each) => each.code),
    ),
    ...twice(
      'topics',
      'id',
      topics.map((each) => each.id),
    ),
    ...twice(
      'rules',
      'id',
      rules.map((each) => each.id),
    ),
    ...(validTo !== undefined && validTo < validFrom
      ? [{ path: 'validTo', message: `The last day is before the first, ${validFrom}.` }]
      : []),
  ];
}

function twice(list: string, field: string, codes: readonly string[]): Fault[] {
  return codes.flatMap((code, index) =>
    codes.indexOf(code) === index
      ? []
      : [{ path: `${list}[${index}].${field}`, message: `"${code}" is there twice. Give each its own.` }],
  );
}

function topicFaults({ groups, wording }: ToolDefinition, topic: Topic, path: string): Fault[] {
  const faults: Fault[] = [];
  const add = (at: string, message: string) => faults.push({ path: `${path}.${at}`, message });
  if (!groups.some((each) => each.code === topic.group)) add('group', `There is no group "${topic.group}".`);
  if (topic.licensedText !== undefined && wording.kind === 'paraphrase') {
    add('licensedText', 'Wording of a publisher needs a licence. Name it under "wording", or take the text out.');
  }
  if (topic.answer.type === 'choice') {
    faults.push(
      ...twice(
        `${path}.answer.options`,
        'code',
        topic.answer.options.map((each) => each.code),
      ),
    );
  }
  for (const [index, carry] of (topic.carries ?? []).entries()) {
    const fault = carry.from === 'tool' ? null : answerFault(topic, carry.gives);
    if (fault !== null) add(`carries[${index}].gives`, fault);
  }
  return faults;
}

function scoringFaults({ topics, scoring }: ToolDefinition): Fault[] {
  if (scoring.kind === 'none') return [];
  const type = scoring.kind === 'sum' ? 'scale' : 'yes_no';
  const beside = scoring.kind === 'sum' ? (scoring.beside ?? []) : [];
  const inBoth = beside.filter((each) => scoring.of.includes(each));
  return [
    ...referenceFaults(topics, scoring.of, 'scoring.of', [type]),
    ...referenceFaults(topics, beside, 'scoring.beside', [type]),
    ...inBoth.map((each) => ({ path: 'scoring.beside', message: `"${each}" counts already under "of".` })),
  ];
}

function bandFaults({ bands, scoring }: ToolDefinition): Fault[] {
  if (bands === null) return [];
  if (scoring.kind !== 'count_yes') {
    return [{ path: 'bands', message: 'Bands need a score of kind "count_yes". Write null, or change the scoring.' }];
  }
  const faults: Fault[] = [];
  const { levels, lackingAtMost } = bands;
  const add = (path: string, message: string) => faults.push({ path, message });
  if (levels[0]?.from !== 0) add('bands.levels[0].from', 'The lowest band begins at 0.');
  const order = ['standard', 'medium', 'high'];
  for (const [index, level] of levels.entries()) {
    const before = levels[index - 1];
    const at = `bands.levels[${index}]`;
    if (before && level.from <= before.from) add(`${at}.from`, `Write more than ${before.from}: bands go upwards.`);
    if (before && order.indexOf(level.band) <= order.indexOf(before.band)) {
      add(`${at}.band`, `"${level.band}" cannot stand above "${before.band}".`);
    }
    if (level.from > scoring.of.length) add(`${at}.from`, `Only ${scoring.of.length} topics count.`);
  }
  if (levels.at(-1)?.band !== 'high') add('bands.levels', 'The last band is "high", so that it can be reached.');
  if (lackingAtMost >= scoring.of.length) {
    add('bands.lackingAtMost', `Write less than ${scoring.of.length}, or nothing answered at all would get a band.`);
  }
  return faults;
}

function ruleFaults(tool: ToolDefinition, rule: ToolDefinition['rules'][number], path: string): Fault[] {
  const offers = rule.effects.flatMap((each, index) =>
    each.do === 'offer_tool' && each.tool === tool.code
      ? [{ path: `${path}.effects[${index}].tool`, message: 'A tool cannot offer itself.' }]
      : [],
  );
  return [
    ...rule.when.flatMap((clause, index) => clauseFaults(tool, clause, `${path}.when[${index}]`)),
    ...offers,
    ...(rule.when.every((each) => each.kind === 'age') && rule.effects.some((each) => each.do !== 'advise')
      ? [{ path: `${path}.when`, message: 'An age alone may advise, no more. Name an answer as well.' }]
      : []),
  ];
}

function clauseFaults({ topics, bands }: ToolDefinition, clause: Clause, path: string): Fault[] {
  switch (clause.kind) {
    case 'yes':
      return [
        ...referenceFaults(topics, clause.of, `${path}.of`, ['yes_no']),
        ...(clause.atLeast > clause.of.length
          ? [{ path: `${path}.atLeast`, message: `Only ${clause.of.length} topics are named.` }]
          : []),
      ];
    case 'no':
      return referenceFaults(topics, clause.of, `${path}.of`, ['yes_no']);
    case 'rated':
      return [
        ...referenceFaults(topics, clause.of, `${path}.of`, ['scale']),
        ...topics
          .filter((each) => clause.of.includes(each.id) && clause.atLeast > scaleMaxOf(each))
          .map((each) => ({ path: `${path}.atLeast`, message: `"${each.id}" goes to ${scaleMaxOf(each)} only.` })),
      ];
    case 'chosen':
      return chosenFaults(topics, clause, path);
    case 'band':
      return clause.is
        .filter((each) => !bands?.levels.some((level) => level.band === each))
        .map((each) => ({ path: `${path}.is`, message: `This tool has no band "${each}".` }));
    case 'age':
      return [];
  }
}

function chosenFaults(topics: readonly Topic[], clause: Extract<Clause, { kind: 'chosen' }>, path: string): Fault[] {
  const named = topics.find((each) => each.id === clause.topic);
  if (named?.answer.type !== 'choice') return referenceFaults(topics, [clause.topic], `${path}.topic`, ['choice']);
  const { options } = named.answer;
  return clause.anyOf
    .filter((each) => !options.some((option) => option.code === each))
    .map((each) => ({ path: `${path}.anyOf`, message: `"${clause.topic}" has no option "${each}".` }));
}

function referenceFaults(
  topics: readonly Topic[],
  ids: readonly string[],
  path: string,
  types: readonly string[],
): Fault[] {
  const repeated = ids.filter((each, index) => ids.indexOf(each) !== index);
  return [
    ...repeated.map((each) => ({ path, message: `"${each}" is named twice.` })),
    ...ids.flatMap((each) => {
      const named = topics.find((topic) => topic.id === each);
      if (named === undefined) return [{ path, message: `There is no topic "${each}".` }];
      return types.includes(named.answer.type)
        ? []
        : [{ path, message: `"${each}" is answered as ${named.answer.type}; name a topic of type ${types.join()}.` }];
    }),
  ];
}

/** "Standard" is no promise: what a tool says of a result may never read as one. */
const PROMISES: readonly RegExp[] = [
  /\b(?<!(?:not|never|not the same as|nobody is) )safe\b(?! (?:to|contact|way|place|time))/i,
  /\b(?:low|no|minimal|little) risk\b/i,
  /\bno (?:danger|concern)s?\b/i,
];

function promiseFaults({ bands, rules }: ToolDefinition): Fault[] {
  const said = [
    ...(bands?.levels ?? []).map((each, index) => ({ path: `bands.levels[${index}].meaning`, text: each.meaning })),
    ...rules.flatMap((rule, index) => [
      { path: `rules[${index}].because`, text: rule.because },
      ...rule.effects.flatMap((each, at) =>
        each.do === 'advise' ? [{ path: `rules[${index}].effects[${at}].text`, text: each.text }] : [],
      ),
    ]),
  ];
  return said.flatMap(({ path, text }) => {
    const promise = PROMISES.map((pattern) => pattern.exec(text)?.[0]).find((each) => each !== undefined);
    return promise === undefined
      ? []
      : [{ path, message: `Do not write "${promise}": no result means that somebody is out of danger.` }];
  });
}
