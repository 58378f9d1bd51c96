import type { Study, Worker } from '../../api/types';
import type { StudyDetail } from '../../domain/view';
import { TrialsTab } from '../Study/TrialsTab';

interface Props {
  study: Study;
  detail: StudyDetail;
  workers: readonly Worker[];
}

export default function AnalysisTab({ study, detail, workers }: Props) {
  return <TrialsTab study={study} detail={detail} workers={workers} />;
}
