/**
 * The only file that knows @vscode/webview-ui-toolkit (1.4.0, deprecated upstream): replacing it means replacing this.
 *
 * Each control is registered by itself, which keeps the bundle at what is used. Tables, disclosure, tabs and sliders are
 * native elements.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { h, type ComponentChildren } from 'preact';

export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());
}

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  readonly secondary?: boolean;
  readonly disabled?: boolean;
}

export function Button({ children, onPress, secondary = false, disabled = false }: ButtonProps) {
  return h(
    'vscode-button' as 'button',
    { ...(secondary ? { appearance: 'secondary' } : {}), disabled, onClick: disabled ? undefined : onPress },
    children,
  );
}

export interface TextFieldProps {
  readonly value: string;
  /** For those who hear it. */
  readonly name: string;
  /** What was typed cannot be taken. */
  readonly invalid?: boolean;
  readonly onChange: (value: string) => void;
}

export function TextField({ value, name, invalid = false, onChange }: TextFieldProps) {
  return h('vscode-text-field' as 'input', {
    value,
    'aria-label': name,
    'aria-invalid': invalid ? 'true' : 'false',
    onChange: (event: Event) => onChange(valueOf(event)),
  });
}

export interface ChoiceFieldProps {
  readonly value: string;
  readonly name: string;
  readonly options: readonly string[];
  readonly onChange: (value: string) => void;
}

export function ChoiceField({ value, name, options, onChange }: ChoiceFieldProps) {
  return h(
    'vscode-dropdown' as 'select',
    { 'aria-label': name, value, onChange: (event: Event) => onChange(valueOf(event)) },
    options.map((option) =>
      h('vscode-option' as 'option', { key: option, value: option, selected: option === value }, option),
    ),
  );
}

function valueOf(event: Event): string {
  const target = event.currentTarget;
  return target !== null && 'value' in target && typeof target.value === 'string' ? target.value : '';
}
