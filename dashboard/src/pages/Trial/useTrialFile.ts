import { type ArtifactFile, tracking } from '../../api/tracking';
import { type Loaded, useLoaded } from '../Runs/useLoaded';

/** Logs and results are bounded by those who write them; what is larger is not theirs. */
const MOST_BYTES = 8 << 20;

/** A folder of a run's artifacts, read anew when `change` does; empty where there is no such folder. */
export function useFolder(run: string, folder: string, change: string | number): Loaded<ArtifactFile[]> {
  return useLoaded(`${run} ${folder} ${change}`, () => tracking.artifacts(run, folder));
}

/** One of a run's files as `read` understands it; no value while the folder lacks it. */
export function useTrialFile<T>(
  run: string,
  { value: files, error: listing }: Loaded<ArtifactFile[]>,
  path: string,
  read: (content: Blob) => Promise<T>,
): Loaded<T> & { absent: boolean } {
  const file = files?.find((each) => each.path === path);
  const { value, error } = useLoaded(`${run} ${path} ${file?.file_size}`, async () => {
    if (!file) {
      return undefined;
    }
    if (Number(file.file_size) > MOST_BYTES) {
      throw new Error(`${path} has ${file.file_size} bytes, must be ≤ ${MOST_BYTES} to be shown`);
    }
    return read(await tracking.artifact(run, path));
  });
  const problem = listing ?? error;
  return {
    absent: files !== undefined && !file,
    ...(value === undefined ? {} : { value }),
    ...(problem ? { error: problem } : {}),
  };
}

/** Reads JSON by what is known of it. */
export const asJson =
  <T>(of: (json: unknown) => T) =>
  async (content: Blob): Promise<T> =>
    of(JSON.parse(await content.text()));
