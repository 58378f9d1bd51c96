import '../../styles/new-study.css';
import { useEffect, useId, useRef, useState } from 'react';
import { api } from '../../api/client';
import { Link } from '../../components/Link';
import { useLive, useStore } from '../../components/live';
import { Loading } from '../../components/Message';
import { navigate } from '../../components/router';
import { resolved, type Schema } from '../../domain/schema';
import { withValue } from '../../domain/studyFile';
import { Editor, goToLine } from './Editor';
import { EstimateCard } from './EstimateCard';
import { Field, type FileContext } from './Field';
import { FixedFields, SpaceFields } from './SpaceFields';
import { TEMPLATES } from './templates';
import { useFirstText } from './useFirstText';
import { errorsOf, useValidation, type Validation } from './useValidation';

/** Fields of the form, in this order; what the form cannot show is written in the text. */
const FIELDS = ['name', 'description', 'trials', 'concurrency', 'objective', 'dataset'];
const FURTHER = ['sampler', 'pruner', 'watch', 'budget', 'seed', 'retries'];

/** A study file as a form and as text, which are the same file. */
export default function NewStudyPage() {
  const { view } = useLive();
  const store = useStore();
  const { from, begun, problem: unread, example, choose } = useFirstText();
  const [written, setText] = useState<string>();
  const [replaced, setReplaced] = useState<string>();
  const text = written ?? begun;
  const [schema, setSchema] = useState<Schema>();
  const [problem, setProblem] = useState<string>();
  const [refusal, setRefusal] = useState<Validation>();
  const [sending, setSending] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    document.title = 'New study · Regatta';
    api.studySchema().then(setSchema, (failure: Error) => setProblem(failure.message));
  }, []);
  const validation = useValidation(text);
  if (text === undefined) {
    return <Loading label="Loading the study file" lines={8} />;
  }
  const known = refusal?.text === text ? refusal : validation;
  const file: FileContext | undefined = schema && {
    text,
    root: schema,
    onChange: (path, value) => setText(withValue(text, path, value)),
  };
  /** What the reader wrote is kept beside the example that takes its place. */
  const begin = (name: string): void => {
    setReplaced(written);
    setText(undefined);
    choose(name);
  };
  const bringBack = (): void => {
    setText(replaced);
    setReplaced(undefined);
  };
  const create = async (): Promise<void> => {
    setSending(true);
    try {
      const study = await api.createStudy(text);
      store.put(study);
      navigate(`/studies/${encodeURIComponent(study.study)}`);
    } catch (failure) {
      setRefusal(errorsOf(text, failure));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <nav aria-label="Breadcrumb" className="crumbs">
        <Link to="/studies">Studies</Link>
        <span aria-hidden="true">/</span>
        <span>New study</span>
      </nav>
      <div className="page-head">
        <h1>New study</h1>
        <Templates chosen={example} onChoose={begin} />
      </div>
      {(problem ?? unread) && (
        <p className="form-problem" role="alert">
          {problem ?? unread}
        </p>
      )}
      {replaced !== undefined && (
        <p role="status">
          The example took the place of what you had written.{' '}
          <button type="button" className="button" onClick={bringBack}>
            Bring it back
          </button>
        </p>
      )}
      <div className="new-study">
        <section className="card new-study-form" aria-label="Form">
          {file ? <StudyForm file={file} /> : <Loading label="Loading the form" lines={6} />}
        </section>
        <section className="new-study-file" aria-label="File">
          <div className="card">
            <Editor text={text} errors={known?.errors ?? []} area={area} onChange={setText} />
            <Verdict validation={known} onGo={(line) => goToLine(area.current, line)} />
            <div className="new-study-create">
              <button
                type="button"
                className="button primary"
                disabled={sending || known?.spec === undefined}
                onClick={() => void create()}
              >
                {sending ? 'Creating…' : 'Create study'}
              </button>
            </div>
          </div>
          {known?.spec && <EstimateCard spec={known.spec} studies={[...view.studies.values()]} from={from} />}
        </section>
      </div>
    </>
  );
}

function StudyForm({ file }: { file: FileContext }) {
  const of = (name: string) => {
    const schema = file.root.properties?.[name];
    return schema && <Field key={name} name={name} schema={resolved(schema, file.root)} path={[name]} file={file} />;
  };
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      {FIELDS.map(of)}
      <SpaceFields file={file} />
      <FixedFields file={file} />
      {FURTHER.map(of)}
    </form>
  );
}

function Templates({ chosen, onChoose }: { chosen: string | undefined; onChoose: (name: string) => void }) {
  const id = useId();
  return (
    <div className="form-add">
      <label htmlFor={id}>Begin from</label>
      <select id={id} value={chosen ?? ''} onChange={(event) => onChoose(event.target.value)}>
        <option value="">an example…</option>
        {[...TEMPLATES.keys()].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </div>
  );
}

function Verdict({ validation, onGo }: { validation: Validation | undefined; onGo: (line: number) => void }) {
  return (
    <div className="verdict" role="status">
      {!validation && <p className="muted">Reading…</p>}
      {validation?.spec && <p className="verdict-good">The file is in order.</p>}
      {validation?.failure && <p className="verdict-bad">{validation.failure}</p>}
      {validation && validation.errors.length > 0 && (
        <ul>
          {validation.errors.map((error) => (
            <li key={`${error.path} ${error.message}`}>
              <button type="button" className="button quiet" onClick={() => onGo(error.line)}>
                Line {error.line}
              </button>{' '}
              <span className="verdict-bad">{error.message}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
