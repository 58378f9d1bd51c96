import { type FormEvent, useState } from 'react';
import { token } from '../api/token';
import { useStore } from './live';

/** Asks for the access token where the server wants one. */
export function TokenPrompt() {
  const store = useStore();
  const [value, setValue] = useState('');
  const [refused] = useState(() => token.get() !== null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    token.set(value.trim());
    store.restart();
  };
  return (
    <form className="token card" onSubmit={submit}>
      <h1>Access token</h1>
      <p>This server asks for a token. It is kept until this tab is closed.</p>
      {refused && <p role="alert">The last token was refused.</p>}
      <label htmlFor="token">Token</label>
      <input
        id="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        required
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <button type="submit" className="button primary">
        Continue
      </button>
    </form>
  );
}
