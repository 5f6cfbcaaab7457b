/** The language of the editor, for everything that is not the editor: its tag, and the bundle of l10n/ that VS Code loaded. */
import * as vscode from 'vscode';
import { translator, type Bundle, type Localization } from '../quantity/index.ts';

export const bundle = (): Bundle | undefined => vscode.l10n.bundle;

export const words = (): Localization => ({ locale: vscode.env.language, t: translator(bundle()) });
