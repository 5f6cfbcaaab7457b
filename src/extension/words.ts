/** The language of the editor, for everything that is not the editor: its tag, and the bundle of l10n/ that VS Code loaded. */
import * as vscode from 'vscode';
import { translator, type Bundle, type Words } from '../quantity/index.ts';

export const bundle = (): Bundle | undefined => vscode.l10n.bundle;

export const words = (): Words => ({ locale: vscode.env.language, t: translator(bundle()) });
