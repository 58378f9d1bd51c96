import { Fragment } from 'react';
import { Link } from './Link';

/** The way from the top to this page; the last step is the page itself. */
export function Crumbs({ steps, here }: { steps: readonly { to: string; name: string }[]; here: string }) {
  return (
    <nav aria-label="Breadcrumb" className="crumbs">
      {steps.map(({ to, name }) => (
        <Fragment key={to}>
          <Link to={to}>{name}</Link>
          <span aria-hidden="true">/</span>
        </Fragment>
      ))}
      <span aria-current="page">{here}</span>
    </nav>
  );
}
