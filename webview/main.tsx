/** Entry of the panel bundle: the side panel and the editor tab load the same. */
import { render } from 'preact';
import { App } from './App.tsx';
import { registerControls } from './controls.tsx';
import { connect } from './host.ts';
import { wordsOfPage } from './messages.ts';

registerControls();
const root = document.getElementById('app');
if (root !== null)
  render(<App host={connect()} wide={root.dataset['layout'] === 'report'} t={wordsOfPage(document)} />, root);
