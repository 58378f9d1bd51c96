import { type RefObject, type UIEvent, useRef } from 'react';
import type { FileError } from '../../domain/studyFile';

interface Props {
  text: string;
  errors: readonly FileError[];
  area: RefObject<HTMLTextAreaElement | null>;
  onChange: (text: string) => void;
}

/** The file as text, with its lines' numbers and a mark at each line with an error. */
export function Editor({ text, errors, area, onChange }: Props) {
  const gutter = useRef<HTMLDivElement>(null);
  const follow = (event: UIEvent<HTMLTextAreaElement>): void => {
    if (gutter.current) {
      gutter.current.scrollTop = event.currentTarget.scrollTop;
    }
  };
  const bad = new Set(errors.map((error) => error.line));
  const lines = text.split('\n').length;
  return (
    <div className="editor">
      <div className="editor-gutter num" ref={gutter} aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <div key={index} data-bad={bad.has(index + 1) || undefined}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label="Study file"
        aria-invalid={errors.length > 0}
        spellCheck={false}
        wrap="off"
        value={text}
        onScroll={follow}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** Puts the cursor at a line and shows it. */
export function goToLine(area: HTMLTextAreaElement | null, line: number): void {
  if (area) {
    const before = area.value.split('\n').slice(0, line - 1);
    const from = before.reduce((length, text) => length + text.length + 1, 0);
    const end = area.value.indexOf('\n', from);
    area.focus();
    area.setSelectionRange(from, end < 0 ? area.value.length : end);
    area.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(area).lineHeight));
  }
}
