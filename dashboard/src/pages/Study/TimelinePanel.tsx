import { useCallback, useMemo, useState } from 'react';
import type { Trial } from '../../api/types';
import { type Brush, CanvasChart } from '../../charts/CanvasChart';
import { drawTimeline } from '../../charts/drawTimeline';
import { Link } from '../../components/Link';
import { trialPath } from '../../components/paths';
import { navigate } from '../../components/router';
import { useTheme } from '../../components/theme';
import { NARROW, useMedia } from '../../components/useMedia';
import { formatDateTime, formatDuration } from '../../domain/time';
import { interruptions, type Span, type Timeline, timelineOf } from '../../domain/timeline';
import { barAt, layOut, timelineHeight } from '../../domain/timelineLayout';

const MOST_LANES = 40;
const MOST_TOLD = 8;

/** Which worker ran which attempt when, and where attempts were cut off and went on. */
export default function TimelinePanel({ study, trials }: { study: string; trials: ReadonlyMap<number, Trial> }) {
  const whole = useMemo(() => timelineOf(trials.values()), [trials]);
  const timeline = useMemo(() => ({ ...whole, lanes: whole.lanes.slice(0, MOST_LANES) }), [whole]);
  const cut = useMemo(() => interruptions(whole), [whole]);
  const hidden = whole.lanes.length - timeline.lanes.length;
  return (
    <section className="card" aria-labelledby="timeline-title">
      <h2 id="timeline-title" className="card-title">
        Attempts by worker
      </h2>
      {timeline.lanes.length === 0 ? (
        <p className="muted chart-empty">No worker has taken a trial yet.</p>
      ) : (
        <div className="card-body">
          <Chart study={study} timeline={timeline} />
          {hidden > 0 && <p className="muted small">{hidden} more workers are not shown.</p>}
          <Interruptions study={study} told={cut} />
        </div>
      )}
    </section>
  );
}

function Chart({ study, timeline }: { study: string; timeline: Timeline }) {
  const theme = useTheme();
  const names = useMedia(NARROW) ? 72 : 130;
  const [hovered, setHovered] = useState<{ span: Span; worker: string }>();
  const height = timelineHeight(timeline);
  const draw = useCallback(
    (brush: Brush) => drawTimeline(brush, layOut(timeline, brush.width - 8, names, Date.now()), theme, names),
    [timeline, names, theme],
  );
  const under = ({ x, y, width }: { x: number; y: number; width: number }) =>
    barAt(layOut(timeline, width - 8, names, Date.now()), x, y);
  const attempts = timeline.lanes.reduce((sum, { spans }) => sum + spans.length, 0);
  return (
    <>
      <CanvasChart
        label={`${attempts} attempts on ${timeline.lanes.length} workers over time; interruptions are listed below`}
        height={height}
        draw={draw}
        onPointer={(place) => setHovered(place && under(place))}
        onPick={(place) => {
          const bar = under(place);
          if (bar) {
            navigate(trialPath({ study, trial: bar.span.trial }));
          }
        }}
      />
      <p className="muted small chart-note num">{hovered ? words(hovered) : <Key />}</p>
    </>
  );
}

function Key() {
  return (
    <span className="timeline-key">
      <span data-mark="resumed">went on from a checkpoint</span>
      <span data-mark="preempted">preempted</span>
    </span>
  );
}

function words({ span, worker }: { span: Span; worker: string }): string {
  const { trial, attempt, from, to, state, fromStep } = span;
  const began = fromStep === undefined ? 'from the start' : `from step ${fromStep}`;
  const took = formatDuration(((to ?? Date.now()) - from) / 1000);
  return `Trial ${trial}, attempt ${attempt} on ${worker}: ${state.toLowerCase()}, ${began}, ${took}`;
}

type Told = ReturnType<typeof interruptions>;

function Interruptions({ study, told }: { study: string; told: Told }) {
  if (told.length === 0) {
    return <p className="muted small">No attempt was interrupted.</p>;
  }
  return (
    <>
      <h3>Interruptions{told.length > MOST_TOLD && `, the last ${MOST_TOLD} of ${told.length}`}</h3>
      <ul className="interruptions">
        {told.slice(0, MOST_TOLD).map((span) => (
          <li
            key={`${span.trial}/${span.attempt}/${span.interrupted}`}
            data-mark={span.interrupted ? 'resumed' : 'preempted'}
          >
            <Link to={trialPath({ study, trial: span.trial })}>Trial {span.trial}</Link>
            <span>
              {span.interrupted
                ? `went on ${span.fromStep === undefined ? 'from the start' : `from step ${span.fromStep}`} on ${span.worker}`
                : `left ${span.worker}${span.end ? `: ${span.end}` : ''}`}
            </span>
            <time className="muted" dateTime={new Date(span.at).toISOString()}>
              {formatDateTime(new Date(span.at).toISOString())}
            </time>
          </li>
        ))}
      </ul>
    </>
  );
}
