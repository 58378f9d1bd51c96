import { Component, type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/** A component whose code may be loaded before it is shown. */
export type OnDemand<P> = ComponentType<P> & { preload: () => void };

/**
 * A component whose code is loaded when it is first shown, or before by `preload`.
 *
 * @param waiting stands in its place until then; if the code cannot be loaded, a button to try again does
 */
export function onDemand<P extends object>(load: Load<P>, waiting: ReactNode): OnDemand<P> {
  let ready: ComponentType<P> | undefined;
  const loading = async () => {
    const loaded = await load();
    ready = loaded.default;
    return loaded;
  };
  const Loaded = lazy(loading);
  // Code that is there is shown at once: a boundary would show its place first, and for 300 ms at least.
  const Shown = (props: P) => {
    const [Ready] = useState(() => ready);
    return (
      <Failsafe>
        {Ready ? (
          <Ready {...props} />
        ) : (
          <Suspense fallback={waiting}>
            <Loaded {...props} />
          </Suspense>
        )}
      </Failsafe>
    );
  };
  // That it fails is told where the component is shown.
  return Object.assign(Shown, { preload: () => void loading().catch(() => undefined) });
}

/** What fails in it takes nothing else of the page down. */
class Failsafe extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <div className="failed-part" role="alert">
        <p>This part of the page could not be loaded.</p>
        <button type="button" className="button" onClick={loadAgain}>
          Try again
        </button>
      </div>
    ) : (
      this.props.children
    );
  }
}

/**
 * Loads the whole page, whose address holds what it shows: a browser asks for code that failed once no second time, and
 * after an upgrade the old page's code has other names.
 */
function loadAgain(): void {
  location.reload();
}
