import type { JournalEntry } from './types';

/** Entries of this long are folded together: the page is drawn at most ten times a second, however many come. */
const FOLD_EVERY_MS = 100;

/** Journal entries on their way into the view: gathered for a moment, and kept beside for what is being loaded. */
export class Entries {
  private gathered: JournalEntry[] = [];
  private soon: ReturnType<typeof setTimeout> | undefined;
  private readonly held = new Map<string, JournalEntry[]>();

  constructor(private readonly fold: (entries: JournalEntry[]) => void) {}

  add(entry: JournalEntry): void {
    this.gathered.push(entry);
    this.soon ??= setTimeout(() => this.handOver(), FOLD_EVERY_MS);
  }

  /** From now on entries are kept too until `release`, to be folded into the snapshot of `scope`. */
  hold(scope: string): void {
    this.held.set(scope, []);
  }

  isHeld(scope: string): boolean {
    return this.held.has(scope);
  }

  /** Folds again what came since `hold`. */
  release(scope: string): void {
    const entries = this.held.get(scope) ?? [];
    this.held.delete(scope);
    this.pass(entries);
  }

  private handOver(): void {
    const entries = this.gathered;
    this.gathered = [];
    this.soon = undefined;
    this.pass(entries);
  }

  private pass(entries: JournalEntry[]): void {
    if (entries.length === 0) {
      return;
    }
    for (const waiting of this.held.values()) {
      for (const entry of entries) {
        waiting.push(entry);
      }
    }
    this.fold(entries);
  }
}
