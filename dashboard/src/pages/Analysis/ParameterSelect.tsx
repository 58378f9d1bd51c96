interface Props {
  label: string;
  value: string | undefined;
  among: readonly string[];
  onChange: (parameter: string) => void;
}

export function ParameterSelect({ label, value, among, onChange }: Props) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {among.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
