const ELLIPSIS = '…';

/** Length as Slack counts it: Unicode code points, not UTF-16 units. */
export function codePointLength(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at += wide(text, at) ? 2 : 1) length += 1;
  return length;
}

/** The text in at most `limit` code points: cut between words where it can be, with an ellipsis. For labels, never for facts. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit || codePointLength(text) <= limit) return text;
  const head = text.slice(0, unitsFor(text, limit - 1));
  const space = head.lastIndexOf(' ');
  return (space > head.length / 2 ? head.slice(0, space) : head).trimEnd() + ELLIPSIS;
}

/** The text in pieces of at most `limit` code points, that give the text again when joined: cut after blanks where it can be. */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit && codePointLength(rest) > limit) {
    const head = rest.slice(0, unitsFor(rest, limit));
    const blank = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n')) + 1;
    const piece = blank > head.length / 2 ? head.slice(0, blank) : head;
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** How many UTF-16 units the first `points` code points take. */
function unitsFor(text: string, points: number): number {
  let at = 0;
  for (let n = 0; n < points && at < text.length; n += 1) at += wide(text, at) ? 2 : 1;
  return at;
}

function wide(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}
