import { useMemo } from 'react';
import type { Trial } from '../../api/types';
import { trialPath } from '../../components/paths';
import { navigate } from '../../components/router';
import { Numbered } from '../../domain/numbered';
import type { StudyDetail } from '../../domain/view';
import { CurvesPanel } from '../Study/CurvesPanel';
import type { Compared } from './ComparePage';

/** The chosen trials' curves in one chart; each keeps the line it has elsewhere. */
export function OverlaidCurves({ compared, objective }: { compared: Compared[]; objective: string | undefined }) {
  const detail = useMemo<StudyDetail>(
    () => ({
      trials: Numbered.of<Trial>([]),
      reports: new Map(compared.map(({ style, reports }) => [style, reports])),
      complete: true,
    }),
    [compared],
  );
  const names = useMemo(() => new Map(compared.map(({ style, name }) => [style, name])), [compared]);
  return (
    <CurvesPanel
      objective={objective ?? ''}
      detail={detail}
      names={names}
      onOpen={(style) => {
        const chosen = compared.find((each) => each.style === style);
        if (chosen) {
          navigate(trialPath(chosen.ref));
        }
      }}
    />
  );
}
