import { useEffect, useState } from 'react';
import { ApiError, api } from '../../api/client';
import type { StudySpec } from '../../api/types';
import { type FileError, lineOf, parsePath, syntaxErrors } from '../../domain/studyFile';

const PAUSE_MILLIS = 300;

/** What is known of a file's text: its errors, or the study it describes; neither while it is being read. */
export interface Validation {
  text: string;
  errors: readonly FileError[];
  spec?: StudySpec;
  /** Why the server could not be asked. */
  failure?: string;
}

/** Lets the server read the text each time it rests; nothing while there is none. */
export function useValidation(text: string | undefined): Validation | undefined {
  const [known, setKnown] = useState<Validation>();
  useEffect(() => {
    if (text === undefined) {
      return;
    }
    let current = true;
    const timer = setTimeout(() => {
      void validate(text).then((validation) => {
        if (current) {
          setKnown(validation);
        }
      });
    }, PAUSE_MILLIS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  return text !== undefined && known?.text === text ? known : undefined;
}

async function validate(text: string): Promise<Validation> {
  const syntax = syntaxErrors(text);
  if (syntax.length > 0) {
    return { text, errors: syntax };
  }
  try {
    return { text, errors: [], spec: await api.validateStudy(text) };
  } catch (failure) {
    return errorsOf(text, failure);
  }
}

/** The server's refusal of a file, each error at its line. */
export function errorsOf(text: string, failure: unknown): Validation {
  if (failure instanceof ApiError && failure.errors.length > 0) {
    const errors = failure.errors.map(({ path, message }) => ({ path, message, line: lineOf(text, parsePath(path)) }));
    return { text, errors: errors.sort((a, b) => a.line - b.line) };
  }
  return { text, errors: [], failure: failure instanceof Error ? failure.message : String(failure) };
}
