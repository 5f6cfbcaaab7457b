/** The document of a panel webview: nothing may load but one script and one style sheet, both with this page's nonce. */
import { escapeHtml } from '../report/index.ts';
import { MEMORY_ID, MESSAGES_ID, type PanelMemory } from './protocol.ts';

export interface PanelPage {
  /** Tells frames apart and names the view to assistive technology. */
  readonly title: string;
  /** `report`: wide, with every chart at once. */
  readonly layout?: 'panel' | 'report';
  readonly nonce: string;
  readonly css: string;
  /** BCP 47 tag of the words, and the words themselves by their English text; default: English. */
  readonly language?: string;
  readonly messages?: Readonly<Record<string, string>>;
  /** What the panel remembered in an earlier window. */
  readonly memory?: PanelMemory;
  /** URI of the script, as the webview may load it; or its text, for tests. */
  readonly script: { readonly uri: string } | { readonly text: string };
}

/** No connect-src, no img-src: "offline" is enforced by the browser, not by promise. */
export function contentSecurityPolicy(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
}

/** The meta element is where the toolkit looks for the nonce of the style elements it tries the browser with. */
export function panelPage(page: PanelPage): string {
  const { title, layout = 'panel', nonce, css, script, language = 'en', messages = {}, memory = {} } = page;
  const tag =
    'uri' in script
      ? `<script nonce="${nonce}" src="${escapeHtml(script.uri)}"></script>`
      : `<script nonce="${nonce}">${script.text}</script>`;
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${css}</style>
</head>
<body>
<div id="app" data-layout="${layout}"></div>
<script type="application/json" id="${MESSAGES_ID}">${inert(messages)}</script>
<script type="application/json" id="${MEMORY_ID}">${inert(memory)}</script>
${tag}
</body>
</html>`;
}

/** A data block: never run, and nothing in it ends it. */
function inert(data: unknown): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}
