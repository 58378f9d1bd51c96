import { useEffect } from 'react';
import type { Study, Worker } from '../../api/types';
import { Crumbs } from '../../components/Crumbs';
import { CurveChart, XyChart } from '../../components/charts';
import { Link } from '../../components/Link';
import { useLive } from '../../components/live';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { onDemand } from '../../components/onDemand';
import { STUDY_TABS, type StudyTab, studyPath } from '../../components/paths';
import { useTitle } from '../../components/useTitle';
import type { StudyDetail } from '../../domain/view';
import { OverviewTab } from './OverviewTab';
import { SettingsTab } from './SettingsTab';
import { StudyHeader } from './StudyHeader';
import { TrialsTab } from './TrialsTab';

const AnalysisTab = onDemand(
  () => import('../Analysis/AnalysisTab'),
  <Loading label="Loading the analysis" lines={8} />,
);

/** The code that a tab's content will ask for, so that it comes beside the data. */
const CODE: Partial<Record<StudyTab, readonly { preload: () => void }[]>> = {
  overview: [XyChart, CurveChart],
  analysis: [AnalysisTab, XyChart],
};

const NAMES: Record<StudyTab, string> = {
  overview: 'Overview',
  trials: 'Trials',
  analysis: 'Analysis',
  settings: 'Settings',
};

export function StudyPage({ name, tab }: { name: string; tab: StudyTab }) {
  useTitle(tab === 'overview' ? name : `${NAMES[tab]} · ${name}`);
  const { view, errors } = useLive();
  const study = view.studies.get(name);
  const detail = view.details.get(name);
  const error = errors.get(name);
  useEffect(() => {
    for (const code of CODE[tab] ?? []) {
      code.preload();
    }
  }, [tab]);
  return (
    <>
      <Crumbs steps={[{ to: '/studies', name: 'Studies' }]} here={name} />
      {study && <StudyHeader study={study} />}
      {study && <Tabs name={name} tab={tab} />}
      {error && <ErrorMessage page={!study} error={error} />}
      {!detail && !error && <Loading label={`Loading ${name}`} lines={8} />}
      {study && detail && <TabContent tab={tab} study={study} detail={detail} workers={view.workers ?? []} />}
    </>
  );
}

function Tabs({ name, tab }: { name: string; tab: StudyTab }) {
  return (
    <nav aria-label="Study" className="tabs">
      {STUDY_TABS.map((each) => (
        <Link key={each} to={studyPath(name, each)} aria-current={each === tab ? 'page' : undefined}>
          {NAMES[each]}
        </Link>
      ))}
    </nav>
  );
}

interface ContentProps {
  tab: StudyTab;
  study: Study;
  detail: StudyDetail;
  workers: readonly Worker[];
}

function TabContent({ tab, study, detail, workers }: ContentProps) {
  if (tab === 'settings') {
    return <SettingsTab study={study} />;
  }
  if (detail.trials.size === 0) {
    return <Message title="No trial yet">The first trials appear here as soon as the sampler suggests them.</Message>;
  }
  switch (tab) {
    case 'overview':
      return <OverviewTab study={study} detail={detail} />;
    case 'trials':
      return <TrialsTab study={study} detail={detail} workers={workers} />;
    case 'analysis':
      return <AnalysisTab study={study} detail={detail} workers={workers} />;
  }
}
