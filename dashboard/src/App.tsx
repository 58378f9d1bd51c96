import { lazy, Suspense } from 'react';
import { useLive } from './components/live';
import { Loading, Message } from './components/Message';
import { usePath } from './components/router';
import { Shell } from './components/Shell';
import { TokenPrompt } from './components/TokenPrompt';
import { FleetPage } from './pages/Fleet/FleetPage';
import { StudiesPage } from './pages/Studies/StudiesPage';
import { StudyPage } from './pages/Study/StudyPage';

const NewStudyPage = lazy(() => import('./pages/NewStudy/NewStudyPage'));
const RunsPage = lazy(() => import('./pages/Runs/RunsPage'));
const RunPage = lazy(() => import('./pages/Runs/RunPage'));

export function App() {
  const { connection } = useLive();
  const path = usePath();
  return (
    <Shell connection={connection}>
      {connection === 'unauthorized' ? (
        <TokenPrompt />
      ) : (
        <Suspense fallback={<Loading label="Loading the page" />}>{pageOf(path)}</Suspense>
      )}
    </Shell>
  );
}

function pageOf(path: string) {
  const [first = '', second, ...rest] = path.split('/').filter((part) => part !== '');
  if (rest.length === 0 && (first === '' || first === 'studies')) {
    return second === undefined ? <StudiesPage /> : <StudyPage key={second} name={decode(second)} />;
  }
  if (first === 'new' && second === undefined) {
    return <NewStudyPage />;
  }
  if (first === 'runs' && rest.length === 0) {
    return second === undefined ? <RunsPage /> : <RunPage key={second} id={decode(second)} />;
  }
  if (first === 'fleet' && second === undefined) {
    return <FleetPage />;
  }
  return <Message title="There is no such page">Choose one from the navigation above.</Message>;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
