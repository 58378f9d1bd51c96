/** What every analysis is of. */
export interface PanelProps {
  study: string;
  /** The metric of the objective looked at. */
  objective: string;
  /** Trials that ended so far: more of them, another answer. */
  ended: number;
}
