import { useWatched } from '../../components/live';
import { Message } from '../../components/Message';
import { STUDY_TABS, type StudyTab } from '../../components/paths';
import { TrialPage } from '../Trial/TrialPage';
import { StudyPage } from './StudyPage';

/** The pages below a study's address; the study stays loaded from one to the other. */
export function StudyRoute({ name, section }: { name: string; section: readonly string[] }) {
  useWatched(name);
  const [first = 'overview', second, ...rest] = section;
  if (rest.length === 0 && first === 'trials' && second !== undefined && /^\d{1,9}$/.test(second)) {
    return <TrialPage key={second} study={name} number={Number(second)} />;
  }
  if (second === undefined && STUDY_TABS.includes(first as StudyTab)) {
    return <StudyPage name={name} tab={first as StudyTab} />;
  }
  return (
    <Message page title="There is no such page">
      A study has an overview, trials, an analysis and settings.
    </Message>
  );
}
