import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import { useQuery } from '../../components/router';
import { fileOf } from '../../domain/studyFile';
import { FIRST_FILE, TEMPLATES } from './templates';

/** What the form begins with: another study's settings, an example, or a first file; which, the address says. */
export interface FirstText {
  /** The study that is cloned. */
  from: string | undefined;
  example: string | undefined;
  choose: (example: string) => void;
  /** Absent while it is on its way. */
  begun: string | undefined;
  /** Why it is the first file after all. */
  problem: string | undefined;
}

export function useFirstText(): FirstText {
  const [from] = useQuery('from');
  const [named, setExample] = useQuery('example');
  const example = named !== undefined && TEMPLATES.has(named) ? named : undefined;
  const [begun, setBegun] = useState<{ text: string; problem?: string }>();
  useEffect(() => {
    let current = true;
    setBegun(undefined);
    firstText(from, example).then(
      (text) => current && setBegun({ text }),
      (failure: Error) => current && setBegun({ text: FIRST_FILE, problem: failure.message }),
    );
    return () => {
      current = false;
    };
  }, [from, example]);
  const choose = (name: string): void => setExample(name || undefined);
  return { from, example, choose, begun: begun?.text, problem: begun?.problem };
}

async function firstText(from: string | undefined, example: string | undefined): Promise<string> {
  const read = example === undefined ? undefined : TEMPLATES.get(example);
  if (read) {
    return read();
  }
  return from === undefined ? FIRST_FILE : fileOf((await api.study(from)).spec, `${from}-2`);
}
