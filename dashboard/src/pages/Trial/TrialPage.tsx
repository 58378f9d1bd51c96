import '../../styles/runs.css';
import '../../styles/trial.css';
import type { ParameterValue, Range, Report, Study, Trial } from '../../api/types';
import { AttemptProgress } from '../../components/AttemptProgress';
import { Crumbs } from '../../components/Crumbs';
import { LineSwatch } from '../../components/LineSwatch';
import { Link } from '../../components/Link';
import { useCurves, useLive } from '../../components/live';
import { ErrorMessage, Loading, Message } from '../../components/Message';
import { Pairs } from '../../components/Pairs';
import { runPath, studyPath } from '../../components/paths';
import { StateBadge } from '../../components/StateBadge';
import { useTitle } from '../../components/useTitle';
import { formatNumber, formatParameter } from '../../domain/numbers';
import { rangeWords } from '../../domain/specWords';
import { whyOf } from '../../domain/story';
import { hasEnded } from '../../domain/trialFold';
import { progressByAttempt, progressOf } from '../../domain/trials';
import { Artifacts } from '../Runs/Artifacts';
import { AttemptList } from './AttemptList';
import { Inspection } from './Inspection';
import { LogPanel } from './LogPanel';
import { Story } from './Story';
import { TrialCurves } from './TrialCurves';

const NONE: readonly Report[] = [];

export function TrialPage({ study: name, number }: { study: string; number: number }) {
  useTitle(`Trial ${number} · ${name}`);
  useCurves(name, [number]);
  const { view, errors } = useLive();
  const study = view.studies.get(name);
  const detail = view.details.get(name);
  const trial = detail?.trials.get(number);
  const error = errors.get(name);
  const steps = [
    { to: '/studies', name: 'Studies' },
    { to: studyPath(name), name },
    { to: studyPath(name, 'trials'), name: 'Trials' },
  ];
  return (
    <>
      <Crumbs steps={steps} here={`Trial ${number}`} />
      {error && <ErrorMessage page={!trial} error={error} />}
      {!detail && !error && <Loading label={`Loading trial ${number}`} lines={8} />}
      {detail && !trial && (
        <Message page title={`There is no trial ${number} yet`}>
          The study has {detail.trials.size} trials so far.
        </Message>
      )}
      {study && trial && <TrialContent study={study} trial={trial} reports={detail?.reports.get(number) ?? NONE} />}
    </>
  );
}

function TrialContent({ study, trial, reports }: { study: Study; trial: Trial; reports: readonly Report[] }) {
  const metrics = Object.entries({ ...reports.at(-1)?.metrics, ...trial.metrics });
  const run = trial.mlflow_run;
  const ended = hasEnded(trial.state);
  const sorted = metrics.sort(([a], [b]) => a.localeCompare(b));
  return (
    <>
      <Head study={study} trial={trial} />
      <TrialCurves trial={trial.number} reports={reports} objective={study.spec.objective.metric} />
      {run && study.spec.workload.type === 'train' && <Inspection key={run} run={run} ended={ended} />}
      <div className="columns">
        <section className="card card-body" aria-label="Parameters">
          <Pairs
            title="Parameters"
            pairs={Object.entries(trial.parameters).map(([key, value]) => [
              key,
              <ParameterCell key={key} value={value} range={study.spec.parameters[key]} />,
            ])}
          />
        </section>
        <section className="card card-body" aria-label="Metrics">
          <Pairs
            title={ended ? 'Metrics' : 'Metrics so far'}
            pairs={sorted.map(([key, value]) => [key, formatNumber(value)])}
          />
        </section>
        <section className="card card-body" aria-label="Identity">
          <Pairs title="Identity" pairs={identity(trial)} />
        </section>
      </div>
      <div className="halves">
        <AttemptList attempts={trial.attempts} />
        <Story trial={trial} sampler={study.spec.sampler.type} />
      </div>
      {run && <LogPanel key={`log ${run}`} run={run} attempts={trial.attempts} epoch={trial.epoch} />}
      {run && <Artifacts key={`artifacts ${run} ${ended}`} run={run} />}
    </>
  );
}

/** Beside a value that was searched for, where it was looked for. */
function ParameterCell({ value, range }: { value: ParameterValue; range: Range | undefined }) {
  return (
    <>
      {formatParameter(value)}
      {range && <span className="muted small block">of {rangeWords(range)}</span>}
    </>
  );
}

function Head({ study, trial }: { study: Study; trial: Trial }) {
  const { view } = useLive();
  const progress = progressOf(trial, progressByAttempt(view.workers ?? []));
  const why = whyOf(trial);
  const best = study.best?.trial === trial.number;
  return (
    <section className="card study-header" aria-label="Trial">
      <div className="study-title">
        <LineSwatch trial={trial.number} />
        <h1>Trial {trial.number}</h1>
        <StateBadge state={trial.state} />
        {best && <span className="best-mark">best of the study</span>}
      </div>
      <div className="trial-values">
        {study.spec.objectives.map(({ metric }, at) => (
          <p key={metric} className="trial-value">
            <span className="muted">{metric}</span>{' '}
            <span className="fact-value num">
              {formatNumber((at === 0 ? trial.value : undefined) ?? trial.metrics[metric])}
            </span>
          </p>
        ))}
      </div>
      {why && <p className="why">{why}</p>}
      {progress && <AttemptProgress progress={progress} label={`Progress of trial ${trial.number}`} />}
    </section>
  );
}

function identity(trial: Trial) {
  return [
    ['source', trial.source.toLowerCase()],
    ['seed', String(trial.seed)],
    ['last checkpoint', trial.step > 0 ? `step ${trial.step}` : 'none'],
    ['weights, SHA-256', trial.weights_sha256 ? <code key="weights">{trial.weights_sha256}</code> : '–'],
    ['MLflow run', trial.mlflow_run ? <RunLink key="run" run={trial.mlflow_run} /> : '–'],
  ] as const;
}

function RunLink({ run }: { run: string }) {
  return (
    <Link to={runPath(run)}>
      <code>{run}</code>
    </Link>
  );
}
