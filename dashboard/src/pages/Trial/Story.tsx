import type { Trial } from '../../api/types';
import { storyOf } from '../../domain/story';
import { formatDateTime } from '../../domain/time';

/** What happened to the trial, and why, in order. */
export function Story({ trial, sampler }: { trial: Trial; sampler: string }) {
  return (
    <section className="card card-body" aria-labelledby="story-title">
      <h2 id="story-title">What happened</h2>
      <ol className="story">
        {storyOf(trial, sampler).map(({ at, text, tone }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
          <li key={index} data-tone={tone}>
            <span>{text}</span>
            <time className="muted small num" dateTime={at}>
              {formatDateTime(at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
