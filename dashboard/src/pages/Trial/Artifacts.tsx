import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import type { Artifact } from '../../api/types';
import { saveFile } from '../../components/saveFile';
import { formatBytes } from '../../domain/numbers';

type Listing = { files: readonly Artifact[] } | { error: string };

/** The files that the trial's run keeps, folder by folder. */
export function Artifacts({ run }: { run: string | undefined }) {
  const [folder, setFolder] = useState('');
  const listing = useListing(run, folder);
  return (
    <section className="card" aria-labelledby="artifacts-title">
      <h2 id="artifacts-title" className="card-title">
        Artifacts
      </h2>
      {folder !== '' && (
        <p className="card-body folder">
          <button type="button" className="button quiet" onClick={() => setFolder(parentOf(folder))}>
            Up
          </button>
          <code>{folder}</code>
        </p>
      )}
      {run === undefined ? (
        <p className="muted chart-empty">The trial has no run yet.</p>
      ) : (
        <Files run={run} listing={listing} onOpen={setFolder} />
      )}
    </section>
  );
}

function useListing(run: string | undefined, folder: string): Listing | undefined {
  const [listing, setListing] = useState<Listing>();
  useEffect(() => {
    let current = true;
    const show = (next: Listing): void => {
      if (current) {
        setListing(next);
      }
    };
    setListing(undefined);
    if (run !== undefined) {
      api.artifacts(run, folder).then(
        (files) => show({ files }),
        (error: Error) => show({ error: error.message }),
      );
    }
    return () => {
      current = false;
    };
  }, [run, folder]);
  return listing;
}

interface FilesProps {
  run: string;
  listing: Listing | undefined;
  onOpen: (folder: string) => void;
}

function Files({ run, listing, onOpen }: FilesProps) {
  const [failure, setFailure] = useState<string>();
  if (!listing) {
    return <p className="muted chart-empty">Loading…</p>;
  }
  if ('error' in listing) {
    return (
      <p className="chart-empty" role="alert">
        The files could not be listed: {listing.error}
      </p>
    );
  }
  if (listing.files.length === 0) {
    return <p className="muted chart-empty">The run keeps no files here.</p>;
  }
  const download = (path: string): void => {
    setFailure(undefined);
    api.artifact(run, path).then(
      (content) => saveFile(nameOf(path), content.type, content),
      (error: Error) => setFailure(`${path}: ${error.message}`),
    );
  };
  return (
    <>
      <ul className="files">
        {listing.files.map(({ path, is_dir, file_size }) => (
          <li key={path}>
            <button type="button" className="file" onClick={() => (is_dir ? onOpen(path) : download(path))}>
              {nameOf(path)}
              {is_dir ? '/' : ''}
            </button>
            <span className="muted num small">
              {file_size === undefined ? 'folder' : formatBytes(Number(file_size))}
            </span>
          </li>
        ))}
      </ul>
      {failure && (
        <p className="chart-empty" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
