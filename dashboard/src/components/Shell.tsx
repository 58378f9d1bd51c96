import type { ReactNode } from 'react';
import type { ConnectionState } from '../api/connection';
import { Link } from './Link';
import { usePath } from './router';
import { chooseTheme, useTheme } from './theme';

const PLACES = [
  { to: '/studies', name: 'Studies' },
  { to: '/fleet', name: 'Fleet' },
  { to: '/runs', name: 'Runs' },
];

const CONNECTION: Record<ConnectionState, string> = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Offline',
  unauthorized: 'No access',
};

const NOTICES: Partial<Record<ConnectionState, string>> = {
  reconnecting: 'The connection to the server is lost. Reconnecting… What is shown may be out of date.',
};

/** What surrounds every page: navigation, theme, and word of a lost connection. */
export function Shell({ connection, children }: { connection: ConnectionState; children: ReactNode }) {
  const path = usePath();
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="top">
        <Link to="/studies" className="brand">
          <img src="/favicon.svg" alt="" width="24" height="24" />
          Regatta
        </Link>
        <nav aria-label="Main">
          {PLACES.map(({ to, name }) => (
            <Link key={to} to={to} aria-current={path.startsWith(to) ? 'page' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <span className="connection" data-state={connection}>
          {CONNECTION[connection]}
        </span>
        <button type="button" className="button quiet" onClick={() => chooseTheme(other)}>
          <span className="wide-only">{other === 'dark' ? 'Dark' : 'Light'} theme</span>
          <span className="narrow-only" role="img" aria-label={`Switch to the ${other} theme`}>
            ◐
          </span>
        </button>
      </header>
      <div role="status" className="notice-place">
        {NOTICES[connection] && <p className="notice">{NOTICES[connection]}</p>}
      </div>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
