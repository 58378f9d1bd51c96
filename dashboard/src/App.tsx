import { useLive } from './components/live';
import { Loading, Message } from './components/Message';
import { onDemand } from './components/onDemand';
import { usePath } from './components/router';
import { Shell } from './components/Shell';
import { TokenPrompt } from './components/TokenPrompt';
import { FleetPage } from './pages/Fleet/FleetPage';
import { StudiesPage } from './pages/Studies/StudiesPage';
import { StudyRoute } from './pages/Study/StudyRoute';

const LOADING = <Loading label="Loading the page" />;
const ComparePage = onDemand(() => import('./pages/Compare/ComparePage'), LOADING);
const NewStudyPage = onDemand(() => import('./pages/NewStudy/NewStudyPage'), LOADING);
const RunsPage = onDemand(() => import('./pages/Runs/RunsPage'), LOADING);
const RunPage = onDemand(() => import('./pages/Runs/RunPage'), LOADING);

export function App() {
  const { connection } = useLive();
  const path = usePath();
  return <Shell connection={connection}>{connection === 'unauthorized' ? <TokenPrompt /> : pageOf(path)}</Shell>;
}

function pageOf(path: string) {
  const [first = '', second, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === '' || first === 'studies') {
    return second === undefined ? <StudiesPage /> : <StudyRoute key={second} name={decode(second)} section={rest} />;
  }
  if (first === 'compare' && second === undefined) {
    return <ComparePage />;
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
  return (
    <Message page title="There is no such page">
      Choose one from the navigation above.
    </Message>
  );
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
