import { useCallback, useMemo, useState } from 'react';
import { type Brush, CanvasChart, type Place } from '../../charts/CanvasChart';
import { drawEmbedding, pointAt, shapeOf } from '../../charts/drawEmbedding';
import { useQuery } from '../../components/router';
import { useTheme } from '../../components/theme';
import { paletteOf } from '../../domain/colours';
import { type EmbeddedPoint, type Embedding, type Grouping, groupsOf } from '../../domain/inspection';

const HEIGHT = 420;
const ALL = 'all';
/** Of more groups than this nobody reads a legend; the one that is chosen stands out by itself. */
const MOST_NAMED = 20;

/** Remembered embeddings on their two principal components, by class or by cluster. */
export function EmbeddingPanel({ embedding }: { embedding: Embedding }) {
  const theme = useTheme();
  const palette = paletteOf(theme);
  const groupings = useMemo(
    () => (['class', 'cluster'] as const).filter((by) => groupsOf(embedding.points, by).length > 0),
    [embedding],
  );
  const [wanted, setBy] = useQuery('embedding');
  const by: Grouping = groupings.find((each) => each === wanted) ?? groupings[0] ?? 'class';
  const groups = useMemo(() => groupsOf(embedding.points, by), [embedding, by]);
  const [chosen, setOnly] = useQuery('group');
  const only = groups.find((group) => String(group) === chosen);
  const [hovered, setHovered] = useState<EmbeddedPoint>();
  const draw = useCallback(
    (brush: Brush) => drawEmbedding(brush, { embedding, by, groups, only }, theme),
    [embedding, by, groups, only, theme],
  );
  const onPointer = useCallback(
    (place: Place | undefined) => setHovered(place && pointAt(embedding, place, HEIGHT)),
    [embedding],
  );
  const [x, y] = embedding.explained.map((share) => `${(100 * share).toFixed(0)} %`);
  return (
    <div className="embedding">
      {groupings.length > 0 && (
        <div className="embedding-tools">
          <label>
            Colours by{' '}
            <select
              value={by}
              onChange={(event) => {
                setBy(event.target.value);
                setOnly(undefined);
              }}
            >
              {groupings.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          <label>
            Show{' '}
            <select
              value={only ?? ALL}
              onChange={(event) => setOnly(event.target.value === ALL ? undefined : event.target.value)}
            >
              <option value={ALL}>{by === 'class' ? 'all classes' : 'all clusters'}</option>
              {groups.map((group) => (
                <option key={group} value={group}>
                  {by} {group}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      <CanvasChart
        label={`${embedding.points.length} embeddings of training samples in two dimensions, ${groups.length} groups by ${by}`}
        height={HEIGHT}
        draw={draw}
        onPointer={onPointer}
      />
      {groups.length <= MOST_NAMED && (
        <ul className="embedding-legend" aria-label="Legend">
          {groups.map((group, at) => (
            <li key={group} data-faint={only !== undefined && only !== group}>
              <Mark group={at} colour={palette[at % palette.length] as string} />
              <span className="num">
                {by} {group}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="muted small num embedding-note" aria-live="off">
        {hovered
          ? wordsOf(hovered)
          : `${embedding.points.length} training samples on their first two principal components, ${x} and ${y} of the variance; rings are prototypes.`}
      </p>
    </div>
  );
}

/** A group's mark as the canvas draws it. */
function Mark({ group, colour }: { group: number; colour: string }) {
  return (
    <svg width="10" height="10" viewBox="-5 -5 10 10" aria-hidden="true">
      <path d={shapeOf(group)} fill={colour} stroke={colour} strokeWidth="1.5" />
    </svg>
  );
}

function wordsOf({ sample, cluster, class: known }: EmbeddedPoint): string {
  const parts = [
    `sample ${sample}`,
    cluster === undefined ? undefined : `cluster ${cluster}`,
    known === undefined ? undefined : `class ${known}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
