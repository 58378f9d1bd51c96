import { useCallback, useState } from 'react';
import { tracking } from '../../api/tracking';
import { type Brush, CanvasChart } from '../../charts/CanvasChart';
import type { Cluster, Clusters } from '../../domain/inspection';
import { formatNumber } from '../../domain/numbers';
import { useLoaded } from '../Runs/useLoaded';

const FIRST = 12;
/** Of a picture as it is shown, in CSS pixels. */
const SIDE = 34;

/** The largest clusters: how large, how pure, and what lies nearest to their prototypes. */
export function PrototypesPanel({ run, clusters }: { run: string; clusters: Clusters }) {
  const { pictures, largest } = clusters;
  const [all, setAll] = useState(false);
  const { value: sheet, error } = useLoaded(`${run} ${pictures?.path}`, async () =>
    pictures ? createImageBitmap(await tracking.artifact(run, pictures.path)) : undefined,
  );
  const shown = all ? largest : largest.slice(0, FIRST);
  return (
    <>
      <p className="muted">{summaryOf(clusters)}</p>
      {error && (
        <p className="form-problem" role="alert">
          The pictures could not be loaded: {error.message}
        </p>
      )}
      <ol className="prototypes" aria-label="Clusters, the largest first">
        {shown.map((cluster, row) => (
          <li key={cluster.cluster}>
            <ClusterHead cluster={cluster} largest={largest[0]?.size ?? 1} />
            {pictures && sheet && <Pictures sheet={sheet} row={row} cluster={cluster} of={pictures} />}
            {!pictures && cluster.nearest.length > 0 && (
              <p className="muted small num">nearest samples: {cluster.nearest.join(', ')}</p>
            )}
          </li>
        ))}
      </ol>
      {largest.length > FIRST && (
        <button type="button" className="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Show the largest ${FIRST}` : `Show all ${largest.length}`}
        </button>
      )}
    </>
  );
}

function summaryOf({ clusters, samples, purity, largest, pictures }: Clusters): string {
  const of = `${formatNumber(samples)} training samples in ${clusters} clusters`;
  const pure = purity === undefined ? '' : `; ${percent(purity)} of them are of their cluster’s commonest class`;
  const near = pictures ? ' Beside each cluster are the pictures nearest to its prototype.' : '';
  return `${of}${pure}. The largest ${largest.length} are listed.${near}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function ClusterHead({ cluster, largest }: { cluster: Cluster; largest: number }) {
  const { size, purity, commonClass } = cluster;
  return (
    <>
      <div className="prototype-head">
        <span className="strong">Cluster {cluster.cluster}</span>
        <span className="num">{formatNumber(size)} samples</span>
      </div>
      <div className="prototype-size" aria-hidden="true">
        <div style={{ width: `${(100 * size) / largest}%` }}>
          {purity !== undefined && <div style={{ width: `${100 * purity}%` }} />}
        </div>
      </div>
      {purity !== undefined && (
        <p className="muted small num">
          {percent(purity)} class {commonClass}
        </p>
      )}
    </>
  );
}

interface PicturesProps {
  sheet: ImageBitmap;
  row: number;
  cluster: Cluster;
  of: NonNullable<Clusters['pictures']>;
}

/** Drawn on a canvas, since a page may show no picture but the server's own. */
function Pictures({ sheet, row, cluster, of: { columns, width, height } }: PicturesProps) {
  const tall = Math.round((SIDE * height) / width);
  const draw = useCallback(
    ({ context }: Brush) => {
      context.imageSmoothingEnabled = width >= SIDE;
      for (let column = 0; column < columns; column++) {
        context.drawImage(sheet, column * width, row * height, width, height, column * (SIDE + 3), 0, SIDE, tall);
      }
    },
    [sheet, row, columns, width, height, tall],
  );
  const label = `Pictures nearest to the prototype of cluster ${cluster.cluster}: samples ${cluster.nearest.join(', ')}`;
  return <CanvasChart label={label} height={tall} draw={draw} />;
}
