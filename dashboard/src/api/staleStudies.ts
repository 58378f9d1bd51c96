const DELAY_MS = 250;

/** Studies about which entries said more than can be folded: each is fetched again, at most four times a second. */
export class StaleStudies {
  private readonly waiting = new Set<string>();
  private soon: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param isBusy whether the study is being fetched already: it waits
   * @param fetch fetches a study anew; never fails
   */
  constructor(
    private readonly isBusy: (study: string) => boolean,
    private readonly fetch: (study: string) => Promise<void>,
  ) {}

  add(studies: Iterable<string>): void {
    for (const study of studies) {
      this.waiting.add(study);
    }
    this.fetchSoon();
  }

  private fetchSoon(): void {
    if (this.waiting.size > 0) {
      this.soon ??= setTimeout(() => void this.fetchAll(), DELAY_MS);
    }
  }

  private async fetchAll(): Promise<void> {
    const ready = [...this.waiting].filter((study) => !this.isBusy(study));
    for (const study of ready) {
      this.waiting.delete(study);
    }
    await Promise.all(ready.map((study) => this.fetch(study)));
    this.soon = undefined;
    this.fetchSoon();
  }
}
