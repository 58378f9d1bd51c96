import { Component, type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/**
 * A component whose code is loaded when it is first shown.
 *
 * @param waiting stands in its place until then; if the code cannot be loaded, a button to try again does
 */
export function onDemand<P extends object>(load: Load<P>, waiting: ReactNode): ComponentType<P> {
  let Loaded = lazy(load);
  return function OnDemand(props: P) {
    const [attempt, setAttempt] = useState(0);
    const Shown = Loaded;
    const again = (): void => {
      Loaded = lazy(load);
      setAttempt(attempt + 1);
    };
    return (
      <Failsafe key={attempt} onAgain={again}>
        <Suspense fallback={waiting}>
          <Shown {...props} />
        </Suspense>
      </Failsafe>
    );
  };
}

interface FailsafeProps {
  onAgain: () => void;
  children: ReactNode;
}

/** What fails in it takes nothing else of the page down. */
class Failsafe extends Component<FailsafeProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <div className="failed-part" role="alert">
        <p>This part of the page could not be loaded.</p>
        <button type="button" className="button" onClick={this.props.onAgain}>
          Try again
        </button>
      </div>
    ) : (
      this.props.children
    );
  }
}
