import { useSyncExternalStore } from 'react';
import type { Theme } from '../domain/colours';

const KEY = 'regatta.theme';
const CHANGED = 'regatta:theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The reader's choice, else the system's. */
function current(): Theme {
  const chosen = localStorage.getItem(KEY);
  return chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    dark.removeEventListener('change', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** Keeps the document's theme in step with the choice and the system. */
export function applyTheme(): void {
  const apply = (): void => {
    document.documentElement.dataset.theme = current();
  };
  apply();
  subscribe(apply);
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  window.dispatchEvent(new Event(CHANGED));
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, current);
}
