/** A trial that the benchmark has asked for, and the last epoch it reported. */
interface Running {
  trial: number;
  lease: number;
  epoch: number;
}

/** A batch of reports: the last epoch in it, and when it was sent. */
export interface Sent {
  trial: number;
  epoch: number;
  at: number;
}

const HEARTBEAT_MS = 4000;

/** Reports of running trials of an external study, as a program under it would. */
export class Reporter {
  readonly sent: Sent[] = [];
  private readonly running: Running[] = [];
  private next = 0;
  private beating: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly url: string,
    private readonly study: string,
  ) {}

  /** Asks for trials, and keeps their leases until `end`. */
  async begin(count: number): Promise<void> {
    for (let at = 0; at < count; at++) {
      const asked = await this.post<{ trial: number; lease_epoch: number }>(`trials:ask`, { worker: `bench-${at}` });
      this.running.push({ trial: asked.trial, lease: asked.lease_epoch, epoch: 0 });
    }
    this.beating = setInterval(() => this.beat(), HEARTBEAT_MS);
  }

  end(): void {
    clearInterval(this.beating);
  }

  /** A lease that is lost shows when the trial's next report is refused. */
  private beat(): void {
    for (const { trial, lease } of this.running) {
      this.post(`trials/${trial}:heartbeat`, { lease_epoch: lease }).catch(() => undefined);
    }
  }

  /** Reports the next trial's next epochs; resolves once they are on disk. */
  async report(epochs: number): Promise<void> {
    const one = this.running[this.next++ % this.running.length] as Running;
    const reports = Array.from({ length: epochs }, (_, at) => {
      const step = one.epoch + at + 1;
      return { step, values: { loss: 1 + 1 / step + (step % 7) / 100, learning_rate: 0.01, samples: step } };
    });
    one.epoch += epochs;
    this.sent.push({ trial: one.trial, epoch: one.epoch, at: Date.now() });
    await this.post(`trials/${one.trial}:report`, { lease_epoch: one.lease, reports });
  }

  /** Reports at this rate for so many seconds. Late answers do not slow it down. */
  async steadily(eventsASecond: number, epochs: number, seconds: number): Promise<void> {
    const begin = performance.now();
    const between = (1000 * epochs) / eventsASecond;
    const batches = Math.round((1000 * seconds) / between);
    const answers: Promise<void>[] = [];
    for (let at = 0; at < batches; at++) {
      const due = begin + at * between;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      answers.push(this.report(epochs));
    }
    await Promise.all(answers);
  }

  /**
   * Reports as fast as the server takes them, several programs at a time.
   *
   * @param until when to stop in any case, by `performance.now()`
   * @returns how many events were sent
   */
  async flood(events: number, epochs: number, programs: number, until: number): Promise<number> {
    let sent = 0;
    const program = async (): Promise<void> => {
      while (sent < events && performance.now() < until) {
        sent += epochs;
        await this.report(epochs);
        this.sent.length = 0;
      }
    };
    await Promise.all(Array.from({ length: programs }, program));
    return sent;
  }

  /** The last epoch of each trial. */
  lastEpochs(): ReadonlyMap<number, number> {
    return new Map(this.running.map(({ trial, epoch }) => [trial, epoch]));
  }

  private async post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/studies/${this.study}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${path} was answered with ${response.status}: ${text}`);
    }
    return JSON.parse(text) as T;
  }
}
