import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, stringify } from 'yaml';
import type { StudySpec } from '../api/types';

/** A place in a study file: `['parameters', 'learning_rate', 'low']`. */
export type Path = readonly (string | number)[];

/** What is wrong in a study file; `line` counts from 1. */
export interface FileError {
  path: string;
  message: string;
  line: number;
}

const STYLE = { lineWidth: 120, flowCollectionPadding: false } as const;

/** The value at a place; `undefined` where there is none, or the text is no YAML. */
export function valueAt(text: string, path: Path): unknown {
  const document = parseDocument(text);
  const node: unknown = document.errors.length > 0 ? undefined : document.getIn(path, true);
  if (isScalar(node)) {
    return node.value;
  }
  return isNode(node) ? node.toJS(document) : undefined;
}

/**
 * The file with another value at a place, or without it (`undefined`); comments and order stay. A text that is no YAML stays
 * as it is.
 */
export function withValue(text: string, path: Path, value: unknown): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return text;
  }
  if (!isMap(document.contents)) {
    document.contents = document.createNode({}) as unknown as typeof document.contents;
  }
  if (value === undefined) {
    document.deleteIn(path);
  } else {
    makeRoom(document, path);
    document.setIn(path, isCollection(value) ? flowing(document, value) : value);
  }
  return document.toString(STYLE);
}

/** Reads a path as the server writes it: `parameters.x.low`, `enqueue[0].method`. */
export function parsePath(path: string): Path {
  return [...path.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The line of a place, or of what encloses it where it is missing; 1 for the whole file. */
export function lineOf(text: string, path: Path): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  let offset = 0;
  let node: unknown = document.contents;
  for (const part of path) {
    const next = child(node, part);
    if (!next) {
      break;
    }
    offset = next.at;
    node = next.node;
  }
  return lines.linePos(offset).line;
}

/** What makes a text no YAML. */
export function syntaxErrors(text: string): FileError[] {
  return parseDocument(text).errors.map((error) => ({
    path: '',
    message: (error.message.split(/ at line \d+/)[0] ?? error.message).trim(),
    line: error.linePos?.[0].line ?? 1,
  }));
}

/** A study's settings, as the API gives them, as a file for a study of another name; what is empty is left out. */
export function fileOf(spec: StudySpec, name: string): string {
  const {
    name: _,
    description,
    workload,
    sampler,
    dataset,
    objective,
    objectives,
    watch,
    pruner,
    placement,
    ...rest
  } = spec;
  const { type, ...program } = workload;
  const settings = {
    name,
    description,
    ...rest,
    objective: objectives.length > 1 ? undefined : lowered(objective),
    objectives: objectives.length > 1 ? objectives.map(lowered) : undefined,
    sampler: { type: sampler.type, ...sampler.options },
    dataset: type === 'train' ? flat(dataset) : undefined,
    pruner: lowered(pruner),
    watch: lowered(watch),
    workload: type === 'external' ? type : undefined,
    exec: type === 'exec' ? program : undefined,
    owner: placement?.owner,
    priority: placement?.priority || undefined,
    requires: full({ pool: placement?.pool, labels: placement?.labels }),
  };
  return withInnerFlow(full(settings));
}

function full(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

/** Constants are upper case in the API and lower case in files. */
function lowered(values: object): object {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      (key === 'direction' || key === 'mode') && typeof value === 'string' ? value.toLowerCase() : value,
    ]),
  );
}

function flat({ options, ...own }: StudySpec['dataset']): object {
  return { ...own, ...options };
}

function withInnerFlow(value: Record<string, unknown>): string {
  return Object.entries(value)
    .map(([key, inner]) => {
      if (key === 'parameters' && isCollection(inner)) {
        const rows = Object.entries(inner).map(([name, range]) => `  ${flowText({ [name]: range })}`);
        return `${key}:\n${rows.join('\n')}\n`;
      }
      return `${flowText({ [key]: inner })}\n`;
    })
    .join('');
}

function flowText(entry: Record<string, unknown>): string {
  const [[key, value] = ['', undefined]] = Object.entries(entry);
  return `${key}: ${stringify(value, { ...STYLE, lineWidth: 0, collectionStyle: 'flow' }).trim()}`;
}

function flowing(document: Document, value: object): Node {
  return document.createNode(value, { flow: true }) as Node;
}

function makeRoom(document: Document, path: Path): void {
  for (let length = 1; length < path.length; length++) {
    const above = path.slice(0, length);
    const node: unknown = document.getIn(above, true);
    if (!isMap(node) && !isSeq(node)) {
      const room = document.createNode({}) as { flow?: boolean };
      room.flow = length > 1;
      document.setIn(above, room);
    }
  }
}

function child(node: unknown, part: string | number): { node: unknown; at: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
    return pair && { node: pair.value, at: (pair.key as Node).range?.[0] ?? 0 };
  }
  const item: unknown = isSeq(node) ? node.items[Number(part)] : undefined;
  return isNode(item) ? { node: item, at: item.range?.[0] ?? 0 } : undefined;
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (isCollection(value) && Object.keys(value).length === 0);
}
