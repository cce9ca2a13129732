/** Longer texts are cut: what is kept shows the owners of the knowledge what was asked, not a letter. */
const MAX_CHARACTERS = 500;

/** Nothing beyond this is looked at, so that a text of a megabyte costs no more than a page. */
const MAX_READ = 4000;

const STREET = 'street|road|avenue|boulevard|lane|rue|route|chemin|all[ée]e|impasse|calle|avenida|carrera|paseo';
const CASE = 'case|file|claim|reference|ref|ticket|dossier|cas|r[ée]f[ée]rence|caso|expediente|referencia|ملف|قضية|حالة|مرجع';
const NUMBER_SIGN = 'number|no|nr|nº|n°|num[ée]ro|n[úu]mero|num|id|رقم|#';
const PASSWORD = 'password|passcode|mot de passe|contraseña|كلمة (?:السر|المرور)';
const OWN_NAME = "my name is|je m['’]appelle|mon nom est|me llamo|mi nombre es|اسمي|أنا اسمي";
const TITLE = 'Mr|Mrs|Ms|Dr|Mme|Mlle|Monsieur|Madame|Sr|Sra|Srta';

type Rule = readonly [pattern: RegExp, replacement: string];

// Order matters: markup first, because it wraps the others; addresses before handles, because both have an @; then what is
// recognised by the words around it; bare numbers last. Every repetition is bounded, so the time grows with the length only.
const RULES: readonly Rule[] = [
  [/<@[^<>]{0,100}>|<at[^<>]{0,100}>[^<]{0,100}<\/at>/giu, '[person]'],
  [/<mailto:[^<>]{0,300}>/giu, '[address]'],
  [/[\p{L}\p{N}._%+'-]{1,64}\s?@\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu, '[address]'],
  [/<?(?:https?|ftp):\/\/[^\s<>]{1,2000}>?|www\.[^\s<>]{1,500}/giu, '[link]'],
  [/[@＠][\p{L}\p{N}][\p{L}\p{N}._-]{0,63}/gu, '[person]'],
  [/xox[a-z]-[\w-]{1,200}|bearer\s{1,3}[\w.~+/-]{8,2000}/giu, '[secret]'],
  [new RegExp(`(${PASSWORD})(\\s{0,3}(?:is|est|es|[:=])\\s{0,3})\\S{1,200}`, 'giu'), '$1$2[secret]'],
  [new RegExp(`(?<!\\p{L})(${OWN_NAME})\\s{1,3}\\p{L}{1,40}(?:\\s\\p{Lu}\\p{L}{1,40}){0,2}`, 'gu'), '$1 [person]'],
  [new RegExp(`(?<!\\p{L})(${TITLE})\\.?\\s{1,2}\\p{Lu}[\\p{L}'’-]{1,40}(?:\\s\\p{Lu}[\\p{L}'’-]{1,40})?`, 'gu'), '$1 [person]'],
  [
    new RegExp(
      `(?<!\\p{L})(${CASE})((?:\\s|[.:]|(?:${NUMBER_SIGN})\\.?){1,6})[\\p{L}\\p{N}/_.-]{0,30}\\p{Nd}[\\p{L}\\p{N}/_.-]{0,30}`,
      'giu',
    ),
    '$1$2[number]',
  ],
  [
    new RegExp(
      `\\p{Nd}{1,5},?\\s(?:[\\p{L}'’.-]{1,30}\\s){0,3}(?:${STREET})(?!\\p{L})(?:\\s(?:d[eu]s?|del|la|las|los|les|le|al|el)){0,2}(?:\\s\\p{Lu}[\\p{L}'’-]{1,30}){0,3}`,
      'giu',
    ),
    '[street]',
  ],
  [new RegExp(`(?<!\\p{L})(?:${STREET})\\s(?:[\\p{L}'’.-]{1,30},?\\s){1,4}\\p{Nd}{1,5}(?!\\p{Nd})`, 'giu'), '[street]'],
  [/شارع\s[\p{L}]{1,30}(?:\s\p{Nd}{1,5})?/gu, '[street]'],
  [/[+(]{0,2}\p{Nd}(?:[\s()./–-]{0,2}\p{Nd}){4,40}/gu, '[number]'],
];

// A word of letters and at least four digits: a case, a passport, an account. A bare year stays.
const CODE = /[\p{L}\p{N}][\p{L}\p{N}\-/._#]{0,80}/gu;
const MIN_DIGITS = 4;

/**
 * Takes out of a text what may tell who wrote it or about whom: mail and street addresses, links, phone, case and other long
 * numbers, handles, titled and introduced names, passwords. A bare name in running text cannot be recognised and stays.
 */
export function redact(text: string): string {
  let clean = [...text.slice(0, MAX_READ).normalize('NFKC').slice(0, MAX_READ)].filter(isReadable).join('');
  for (const [pattern, replacement] of RULES) clean = clean.replace(pattern, replacement);
  clean = clean.replace(CODE, (word) => (isCode(word) ? '[number]' : word));
  return [...clean.replace(/\s+/gu, ' ').trim()].slice(0, MAX_CHARACTERS).join('');
}

function isCode(word: string): boolean {
  if (/^(?:19|20)\p{Nd}{2}$/u.test(word.replace(/[.\-/_#]+$/u, ''))) return false;
  return (word.match(/\p{Nd}/gu) ?? []).length >= MIN_DIGITS;
}

// Control characters, invisible formatting, halves of characters: they hide things and some databases refuse them.
function isReadable(character: string): boolean {
  return /^(?:\s|[^\p{C}])$/u.test(character);
}
