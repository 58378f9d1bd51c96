import type { ArtifactFile } from '../../api/tracking';
import { LoadedCard } from '../../components/LoadedCard';
import { clustersOf, embeddingOf } from '../../domain/inspection';
import type { Loaded } from '../Runs/useLoaded';
import { EmbeddingPanel } from './EmbeddingPanel';
import { PrototypesPanel } from './PrototypesPanel';
import { asJson, useFolder, useTrialFile } from './useTrialFile';

const CLUSTERS = 'inspection/clusters.json';
const EMBEDDING = 'inspection/embedding.json';
const readClusters = asJson(clustersOf);
const readEmbedding = asJson(embeddingOf);

/** What the worker found in the encoder once its training was over. */
export function Inspection({ run, ended }: { run: string; ended: boolean }) {
  const folder = useFolder(run, 'inspection', String(ended));
  return (
    <>
      <Prototypes run={run} folder={folder} ended={ended} />
      <Embedded run={run} folder={folder} ended={ended} />
    </>
  );
}

interface Props {
  run: string;
  folder: Loaded<ArtifactFile[]>;
  ended: boolean;
}

function Prototypes({ run, folder, ended }: Props) {
  const { value, error, absent } = useTrialFile(run, folder, CLUSTERS, readClusters);
  return (
    <LoadedCard
      title="Prototypes"
      value={value}
      error={error}
      empty={emptiness(absent, ended, 'This trial left no clusters: its method assigns none, or it ended early.')}
    >
      {(clusters) => <PrototypesPanel run={run} clusters={clusters} />}
    </LoadedCard>
  );
}

function Embedded({ run, folder, ended }: Props) {
  const { value, error, absent } = useTrialFile(run, folder, EMBEDDING, readEmbedding);
  return (
    <LoadedCard
      title="Embedding"
      value={value}
      error={error}
      empty={emptiness(absent, ended, 'This trial left no embeddings: its method remembers none, or it ended early.')}
    >
      {(embedding) => <EmbeddingPanel embedding={embedding} />}
    </LoadedCard>
  );
}

function emptiness(absent: boolean, ended: boolean, never: string): string | undefined {
  if (!absent) {
    return undefined;
  }
  return ended ? never : 'It is drawn once the training is over.';
}
