import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { LiveStore } from './api/live';
import { LiveProvider } from './components/live';
import { applyTheme } from './components/theme';
import './styles/base.css';
import './styles/shell.css';
import './styles/components.css';
import './styles/pages.css';
import './styles/study.css';
import './styles/trials.css';
import './styles/analysis.css';
import './styles/compare.css';
import './styles/narrow.css';

applyTheme();
const store = new LiveStore();
store.start();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LiveProvider store={store}>
      <App />
    </LiveProvider>
  </StrictMode>,
);
