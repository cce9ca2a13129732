import type { Answer, CardLabels, Section, Source } from '../../src/answer.js';
import type { Language } from '../../src/question.js';

// Hand-made answers of every kind in four languages, and answers full of what should never work. For all tests that need
// an Answer without the understanding and the knowledge.

/** The three mailboxes of the handbook. */
export const MAILBOXES = { doe: 'doe@iom.int', prd: 'prdcare@iom.int', rmm: 'rmm@iom.int' } as const;

const MICIC = 'https://emergencymanual.iom.int/micic-guidelines';
const WEBSITE = 'https://www.iom.int/';

interface Words {
  readonly labels: CardLabels;
  readonly source: string;
  readonly wash: string;
  readonly washTitle: string;
  readonly washText: string;
  readonly division: string;
  readonly subject: string;
  readonly body: string;
  readonly rtsTitle: string;
  readonly rtsText: string;
  readonly officeLabel: string;
  readonly office: string;
  readonly countryLabel: string;
  readonly country: string;
  readonly uncertain: string;
  readonly officesTitle: string;
  readonly offices: readonly string[];
  readonly documentsTitle: string;
  readonly noAddress: string;
  readonly whichTitle: string;
  readonly which: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly unknownTitle: string;
  readonly unknown: string;
  readonly helpTitle: string;
  readonly help: string;
  readonly examples: readonly string[];
  readonly why: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    labels: {
      source: 'Source',
      asOf: 'As of',
      writeMail: 'Write the mail',
      copyAddress: 'Copy address',
      why: 'Why this answer?',
      notRight: 'Not right',
      helpful: 'Helpful',
      share: 'Share in channel',
      contact: 'Contact',
      openLink: 'Open the link',
    },
    source: 'IOM Emergency Manual: About IOM',
    wash: 'Water, Sanitation and Hygiene (WASH)',
    washTitle: 'Contact: WASH',
    washText: 'WASH is a unit of the Preparedness and Response Division (PRD). Write to the division.',
    division: 'Preparedness and Response Division (PRD)',
    subject: 'Question about WASH',
    body: 'Dear colleagues,\n\nI have a question about WASH:\n\n- Country & place:\n- What is needed (50% < "soon")?\n',
    rtsTitle: 'DOE RTS in Vienna',
    rtsText:
      "For Côte d'Azur or Türkiye, turn first to the DOE Regional Thematic Specialist (RTS) at the Regional Office in Vienna.",
    officeLabel: 'Regional Office',
    office: 'Vienna',
    countryLabel: 'Country',
    country: 'Türkiye',
    uncertain: 'The coverage of this country is not certain: ask the office to confirm.',
    officesTitle: 'The nine Regional Offices',
    offices: ['Dakar', 'Nairobi', 'Cairo', 'Pretoria', 'San José', 'Buenos Aires', 'Bangkok', 'Brussels', 'Vienna'],
    documentsTitle: 'MICIC Guidelines',
    noAddress: 'The handbook lists it; its address is not known.',
    whichTitle: 'Which Congo?',
    which: 'Two countries have that name. Which one do you mean?',
    choices: [
      ['Congo (Brazzaville)', 'Who is the RTS for the Congo?'],
      ['DR Congo (Kinshasa)', 'Who is the RTS for the Democratic Republic of the Congo?'],
    ],
    unknownTitle: 'I do not know',
    unknown: 'This is not in what I know: the handbook entry about IOM. DOE can tell you more.',
    helpTitle: 'What I can do',
    help: 'I tell you whom to write to, and what the handbook says about IOM.',
    examples: ['Who deals with WASH?', 'RTS for Kenya', 'What is MiGOF?'],
    why: 'You named WASH. WASH is a unit of PRD, and units are reached through their division.',
  },
  fr: {
    labels: {
      source: 'Source',
      asOf: 'À jour au',
      writeMail: 'Écrire le courriel',
      copyAddress: "Copier l'adresse",
      why: 'Pourquoi cette réponse ?',
      notRight: 'Pas exact',
      helpful: 'Utile',
      share: 'Partager dans le canal',
      contact: 'Contact',
      openLink: 'Ouvrir le lien',
    },
    source: "Manuel d'urgence de l'OIM : À propos de l'OIM",
    wash: 'Eau, assainissement et hygiène (WASH)',
    washTitle: 'Contact : WASH',
    washText:
      "WASH est une unité de la Division de préparation et de réponse (PRD). Écrivez à la division, c'est elle qui répond.",
    division: 'Division de préparation et de réponse (PRD)',
    subject: 'Question sur WASH',
    body: "Chers collègues,\n\nJ'ai une question sur WASH :\n\n- Pays et lieu :\n- Ce qu'il faut :\n",
    rtsTitle: 'RTS du DOE à Vienne',
    rtsText:
      "Pour la Türkiye, adressez-vous d'abord au spécialiste thématique régional (RTS) du DOE au Bureau régional de Vienne.",
    officeLabel: 'Bureau régional',
    office: 'Vienne',
    countryLabel: 'Pays',
    country: 'Türkiye',
    uncertain: "La couverture de ce pays n'est pas certaine : demandez confirmation au bureau.",
    officesTitle: 'Les neuf Bureaux régionaux',
    offices: ['Dakar', 'Nairobi', 'Le Caire', 'Pretoria', 'San José', 'Buenos Aires', 'Bangkok', 'Bruxelles', 'Vienne'],
    documentsTitle: 'MICIC Guidelines',
    noAddress: "Le manuel le cite ; son adresse n'est pas connue.",
    whichTitle: 'Quel Congo ?',
    which: 'Deux pays portent ce nom. Lequel voulez-vous dire ?',
    choices: [
      ['Congo (Brazzaville)', 'Qui est le RTS pour le Congo ?'],
      ['RD Congo (Kinshasa)', 'Qui est le RTS pour la République démocratique du Congo ?'],
    ],
    unknownTitle: 'Je ne sais pas',
    unknown: "Cela n'est pas dans ce que je connais : l'entrée du manuel sur l'OIM. Le DOE peut vous en dire plus.",
    helpTitle: 'Ce que je sais faire',
    help: "Je vous dis à qui écrire, et ce que le manuel dit de l'OIM.",
    examples: ["Qui s'occupe de WASH ?", 'RTS pour le Kenya', "Qu'est-ce que MiGOF ?"],
    why: 'Vous avez nommé WASH. WASH est une unité de PRD, et une unité se joint par sa division.',
  },
  es: {
    labels: {
      source: 'Fuente',
      asOf: 'Actualizado a',
      writeMail: 'Escribir el correo',
      copyAddress: 'Copiar la dirección',
      why: '¿Por qué esta respuesta?',
      notRight: 'No es correcto',
      helpful: 'Útil',
      share: 'Compartir en el canal',
      contact: 'Contacto',
      openLink: 'Abrir el enlace',
    },
    source: 'Manual de emergencias de la OIM: Acerca de la OIM',
    wash: 'Agua, saneamiento e higiene (WASH)',
    washTitle: 'Contacto: WASH',
    washText: 'WASH es una unidad de la División de Preparación y Respuesta (PRD). Escriba a la división.',
    division: 'División de Preparación y Respuesta (PRD)',
    subject: 'Pregunta sobre WASH',
    body: 'Estimados colegas:\n\nTengo una pregunta sobre WASH:\n\n- País y lugar:\n- Qué se necesita:\n',
    rtsTitle: 'RTS del DOE en Viena',
    rtsText: 'Para Türkiye, diríjase primero al Especialista Temático Regional (RTS) del DOE en la Oficina Regional de Viena.',
    officeLabel: 'Oficina Regional',
    office: 'Viena',
    countryLabel: 'País',
    country: 'Türkiye',
    uncertain: 'La cobertura de este país no es segura: pida a la oficina que la confirme.',
    officesTitle: 'Las nueve Oficinas Regionales',
    offices: ['Dakar', 'Nairobi', 'El Cairo', 'Pretoria', 'San José', 'Buenos Aires', 'Bangkok', 'Bruselas', 'Viena'],
    documentsTitle: 'MICIC Guidelines',
    noAddress: 'El manual lo menciona; no se conoce su dirección.',
    whichTitle: '¿Qué Congo?',
    which: 'Dos países tienen ese nombre. ¿A cuál se refiere?',
    choices: [
      ['Congo (Brazzaville)', '¿Quién es el RTS para el Congo?'],
      ['RD del Congo (Kinshasa)', '¿Quién es el RTS para la República Democrática del Congo?'],
    ],
    unknownTitle: 'No lo sé',
    unknown: 'Esto no está en lo que conozco: la entrada del manual sobre la OIM. El DOE puede decirle más.',
    helpTitle: 'Lo que sé hacer',
    help: 'Le digo a quién escribir, y lo que el manual dice de la OIM.',
    examples: ['¿Quién se ocupa de WASH?', 'RTS para Kenia', '¿Qué es MiGOF?'],
    why: 'Usted nombró WASH. WASH es una unidad de PRD, y a las unidades se llega por su división.',
  },
  ar: {
    labels: {
      source: 'المصدر',
      asOf: 'محدَّث حتى',
      writeMail: 'اكتب الرسالة',
      copyAddress: 'انسخ العنوان',
      why: 'لماذا هذا الجواب؟',
      notRight: 'غير صحيح',
      helpful: 'مفيد',
      share: 'شارك في القناة',
      contact: 'جهة الاتصال',
      openLink: 'افتح الرابط',
    },
    source: 'دليل الطوارئ للمنظمة الدولية للهجرة: عن المنظمة',
    wash: 'المياه والصرف الصحي والنظافة (WASH)',
    washTitle: 'جهة الاتصال: WASH',
    washText: 'وحدة WASH جزء من شعبة التأهب والاستجابة (PRD). اكتب إلى الشعبة على prdcare@iom.int.',
    division: 'شعبة التأهب والاستجابة (PRD)',
    subject: 'سؤال عن WASH',
    body: 'الزملاء الأعزاء،\n\nلدي سؤال عن WASH:\n\n- البلد والمكان:\n- ما المطلوب:\n',
    rtsTitle: 'الأخصائي الإقليمي في فيينا',
    rtsText: 'بشأن تركيا، توجَّه أولا إلى الأخصائي المواضيعي الإقليمي (RTS) التابع لإدارة DOE في المكتب الإقليمي في فيينا.',
    officeLabel: 'المكتب الإقليمي',
    office: 'فيينا',
    countryLabel: 'البلد',
    country: 'تركيا',
    uncertain: 'تغطية هذا البلد غير مؤكدة: اطلب من المكتب تأكيدها.',
    officesTitle: 'المكاتب الإقليمية التسعة',
    offices: ['داكار', 'نيروبي', 'القاهرة', 'بريتوريا', 'سان خوسيه', 'بوينس آيرس', 'بانكوك', 'بروكسل', 'فيينا'],
    documentsTitle: 'MICIC Guidelines',
    noAddress: 'يذكره الدليل، وعنوانه غير معروف.',
    whichTitle: 'أي كونغو؟',
    which: 'بلدان يحملان هذا الاسم. أيهما تقصد؟',
    choices: [
      ['الكونغو (برازافيل)', 'من هو RTS للكونغو؟'],
      ['الكونغو الديمقراطية (كينشاسا)', 'من هو RTS لجمهورية الكونغو الديمقراطية؟'],
    ],
    unknownTitle: 'لا أعرف',
    unknown: 'هذا ليس مما أعرفه: مدخل الدليل عن المنظمة. يمكن لإدارة DOE أن تفيدك.',
    helpTitle: 'ما يمكنني فعله',
    help: 'أخبرك إلى من تكتب، وما يقوله الدليل عن المنظمة.',
    examples: ['من المسؤول عن WASH؟', 'من هو RTS لكينيا؟', 'ما هو MiGOF؟'],
    why: 'ذكرت WASH. وهي وحدة من PRD، ويُتواصل مع الوحدات عبر شعبتها.',
  },
};

/** A section with what is given, and nothing else. */
export function sampleSection(parts: Partial<Section>): Section {
  return { paragraphs: [], facts: [], items: [], contacts: [], documents: [], notes: [], ...parts };
}

/** A plain answer in a language, with what is given in place of the plain parts. */
export function sampleAnswer(language: Language, parts: Partial<Answer> = {}): Answer {
  const words = WORDS[language];
  const sources: Source[] = [{ id: 'handbook', title: words.source, asOf: '2022-11' }];
  return {
    outcome: 'answer',
    language,
    title: words.washTitle,
    summary: `${words.wash}: ${MAILBOXES.prd}`,
    sections: [],
    choices: [],
    sources,
    why: words.why,
    labels: words.labels,
    confidence: 0.9,
    topics: ['contact:wash'],
    ...parts,
  } as Answer;
}

/** The kinds of sample answers. */
export const SAMPLE_KINDS = [
  'contact',
  'route',
  'several',
  'list',
  'documents',
  'clarify',
  'many-choices',
  'unknown',
  'help',
] as const;

export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** A hand-made answer of a kind in a language. */
export function sampleOf(kind: SampleKind, language: Language): Answer {
  const words = WORDS[language];
  switch (kind) {
    case 'contact':
      return sampleAnswer(language, {
        sections: [contact(words)],
        mail: { to: MAILBOXES.prd, subject: words.subject, body: words.body },
      } as Partial<Answer>);
    case 'route':
      return sampleAnswer(language, {
        title: words.rtsTitle,
        summary: words.rtsText,
        sections: [route(words)],
        topics: ['rts:TR'],
      });
    case 'several':
      return sampleAnswer(language, { sections: [contact(words), route(words)], topics: ['contact:wash', 'rts:TR'] });
    case 'list':
      return sampleAnswer(language, {
        title: words.officesTitle,
        summary: words.offices.join(' · '),
        sections: [sampleSection({ paragraphs: [`${words.officesTitle}:`], items: words.offices })],
        topics: ['list:ro'],
      });
    case 'documents':
      return sampleAnswer(language, {
        title: words.documentsTitle,
        summary: `MICIC Guidelines: ${MICIC}`,
        sections: [documents(words)],
      });
    case 'clarify':
    case 'many-choices':
      return sampleAnswer(language, {
        outcome: 'clarify',
        title: kind === 'clarify' ? words.whichTitle : words.officesTitle,
        summary: words.which,
        sections: [sampleSection({ paragraphs: [words.which] })],
        choices:
          kind === 'clarify'
            ? words.choices.map(([label, value]) => ({ label, value }))
            : words.offices.map((office) => ({ label: office, value: `${words.officeLabel}: ${office}` })),
        topics: [],
      });
    case 'unknown':
      return sampleAnswer(language, {
        outcome: 'unknown',
        title: words.unknownTitle,
        summary: words.unknown,
        sections: [sampleSection({ paragraphs: [words.unknown], contacts: [{ name: 'DOE', address: MAILBOXES.doe }] })],
        sources: [],
        topics: [],
      });
    case 'help':
      return sampleAnswer(language, {
        outcome: 'help',
        title: words.helpTitle,
        summary: words.help,
        sections: [sampleSection({ paragraphs: [words.help] })],
        choices: words.examples.map((example) => ({ label: example, value: example })),
        sources: [],
        why: '',
        topics: ['help'],
      });
  }
}

function contact(words: Words): Section {
  return sampleSection({
    heading: words.washTitle,
    paragraphs: [words.washText],
    contacts: [{ name: words.division, address: MAILBOXES.prd }],
  });
}

function route(words: Words): Section {
  return sampleSection({
    heading: words.rtsTitle,
    paragraphs: [words.rtsText],
    facts: [
      { label: words.countryLabel, value: words.country },
      { label: words.officeLabel, value: words.office },
    ],
    contacts: [{ name: 'DOE', address: MAILBOXES.doe }],
    notes: [words.uncertain],
  });
}

function documents(words: Words): Section {
  return sampleSection({
    paragraphs: [words.which],
    documents: [
      { title: 'MICIC Guidelines', url: MICIC },
      { title: 'IOM Website', url: WEBSITE, note: words.help },
      { title: 'اتفاق بشأن العلاقة بين الأمم المتحدة والمنظمة الدولية للهجرة', note: words.noAddress },
      { title: 'IOM and the UN System FAQs', note: words.noAddress },
    ],
  });
}

/** What people and broken records might hold: none of it may work in any rendering. */
export const HOSTILE_STRINGS: readonly string[] = [
  '<!channel> <!here> <!everyone> <!subteam^S012ABC|staff>',
  '<@U012ABC> @channel @here @everyone <#C012ABC|general>',
  '<https://evil.example/a|Write to IOM> https://evil.example www.evil.example',
  '*bold* _italic_ ~strike~ `code` ```block``` > quote',
  '[press here](https://evil.example) ![x](https://evil.example/x.png) [ref]: https://evil.example',
  '<script>alert("x")</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>',
  "\"><svg onload=alert(1)> ' onmouseover='alert(1)",
  '&lt;b&gt; &amp; &#42;bold&#42; &nbsp;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to look like a template.
  '{{DATE(2026-11-24T00:00:00Z, SHORT)}} ${title} {{TIME(2026-11-24T00:00:00Z)}} {{{DATE(2026-11-24T00:00:00Z)}}}',
  '# heading\n- list\n1. one\n=====\n| a | b |\n|---|---|\n+ plus\n> quote',
  ':fire: :skull_and_crossbones: <!date^1392734382^{date}|x>',
  '\u202Eevil\u202C \u2066open \u2069\u2069 closed \u200Bhidden\uFEFF \u0000\u0007\u001b[31m',
  'lone \uD800 surrogate \uDC00',
  '<at>everyone</at> <at id="1">Bot</at> mailto:a@evil.example javascript:alert(1) data:text/html,x',
  'Z̸̢̛a̵͕l̴̰g̵̱o 👩‍👩‍👧‍👦 🇨🇭 ﷽ \u2028line\u2029 \t tab',
  "Robert'); DROP TABLE answers;-- %00 %s %n ../../etc/passwd",
];

/** An answer that has hostile strings, or the one given, in every field that holds text. */
export function hostileAnswer(language: Language, only?: string): Answer {
  const all = only === undefined ? HOSTILE_STRINGS : [only];
  const one = all.join(' ');
  const labels = Object.fromEntries(Object.keys(WORDS.en.labels).map((key) => [key, one])) as unknown as CardLabels;
  return sampleAnswer(language, {
    title: one,
    summary: one,
    why: one,
    labels,
    choices: all.map((text) => ({ label: text, value: text })),
    sources: all.map((text, at) => ({ id: `s${at}`, title: text, asOf: text })),
    mail: { to: one, subject: one, body: one },
    sections: [
      sampleSection({
        heading: one,
        paragraphs: all,
        items: all,
        notes: all,
        facts: all.map((text) => ({ label: text, value: text })),
        contacts: all.map((text) => ({ name: text, address: text })),
        documents: all.flatMap((text) => [
          { title: text, url: text, note: text },
          { title: text, url: WEBSITE },
        ]),
      }),
    ],
  } as Partial<Answer>);
}
