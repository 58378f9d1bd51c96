interface Props {
  /** 0 to 1. */
  fraction: number;
  label: string;
  /** Still going, with no measure of its own. */
  busy?: boolean;
}

export function ProgressBar({ fraction, label, busy = false }: Props) {
  const percent = Math.round(fraction * 100);
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-busy={busy}
    >
      <div className="bar-fill" style={{ width: `${fraction * 100}%` }} />
    </div>
  );
}
