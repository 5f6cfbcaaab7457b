/** The document of a panel webview: nothing may load but one script and one style sheet, both with this page's nonce. */
export interface PanelPage {
  /** Tells frames apart and names the view to assistive technology. */
  readonly title: string;
  /** `report`: wide, with every chart at once. */
  readonly layout?: 'panel' | 'report';
  readonly nonce: string;
  readonly css: string;
  /** URI of the script, as the webview may load it; or its text, for tests. */
  readonly script: { readonly uri: string } | { readonly text: string };
}

/** No connect-src, no img-src: "offline" is enforced by the browser, not by promise. */
export function contentSecurityPolicy(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
}

/** The meta element is where the toolkit looks for the nonce of the style elements it tries the browser with. */
export function panelPage({ title, layout = 'panel', nonce, css, script }: PanelPage): string {
  const tag =
    'uri' in script
      ? `<script nonce="${nonce}" src="${escape(script.uri)}"></script>`
      : `<script nonce="${nonce}">${script.text}</script>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>${escape(title)}</title>
<style nonce="${nonce}">${css}</style>
</head>
<body>
<div id="app" data-layout="${layout}"></div>
${tag}
</body>
</html>`;
}

/** 128 random bits, from the host's own generator. */
export function newNonce(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
