import { useState } from 'react';
import { type ArtifactFile, tracking } from '../../api/tracking';
import { useQuery } from '../../components/router';
import { useLoaded } from './useLoaded';

const KIB = 1024;

/** A run's artifacts, folder by folder; a file is handed to the browser to keep. */
export function Artifacts({ run }: { run: string }) {
  const [folder = '', setFolder] = useQuery('folder');
  const [failure, setFailure] = useState<string>();
  const { value: files, error } = useLoaded(`${run} ${folder}`, () => tracking.artifacts(run, folder));
  const keep = async (path: string): Promise<void> => {
    try {
      save(await tracking.artifact(run, path), nameOf(path));
      setFailure(undefined);
    } catch (problem) {
      setFailure(`${path}: ${(problem as Error).message}`);
    }
  };
  const above = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
  return (
    <section className="card run-list">
      <h2>Artifacts{folder && ` in ${folder}`}</h2>
      {(failure ?? error) && (
        <p className="form-problem" role="alert">
          {failure ?? error?.message}
        </p>
      )}
      {files?.length === 0 && folder === '' && <p className="muted">None.</p>}
      <ul className="artifacts">
        {folder !== '' && (
          <li>
            <button type="button" className="link" onClick={() => setFolder(above || undefined)}>
              ..
            </button>
          </li>
        )}
        {(files ?? []).map((file) => (
          <li key={file.path}>
            <button
              type="button"
              className="link"
              onClick={() => (file.is_dir ? setFolder(file.path) : void keep(file.path))}
            >
              {nameOf(file.path)}
              {file.is_dir && '/'}
            </button>
            <span className="muted small num">{sizeOf(file)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function sizeOf({ file_size }: ArtifactFile): string {
  const bytes = Number(file_size);
  if (!Number.isFinite(bytes)) {
    return '';
  }
  return bytes < KIB
    ? `${bytes} B`
    : bytes < KIB * KIB
      ? `${(bytes / KIB).toFixed(1)} KiB`
      : `${(bytes / KIB / KIB).toFixed(1)} MiB`;
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
