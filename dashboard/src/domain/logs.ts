/** Control characters but tab: a log from outside may hold any, and they would be invisible or move text about. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const PICTURES = 0x2400;

export interface LogTail {
  lines: string[];
  /** Lines before these. */
  before: number;
}

/** The last lines of a log, with a visible sign in the place of each control character. */
export function tailOf(log: string, most: number): LogTail {
  const lines = log.replaceAll('\r\n', '\n').split('\n');
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return { lines: lines.slice(-most).map(visible), before: Math.max(0, lines.length - most) };
}

function visible(line: string): string {
  return line.replace(CONTROLS, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(PICTURES + code) : '\ufffd';
  });
}
