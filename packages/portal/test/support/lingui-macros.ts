import type { MessageDescriptor } from '@lingui/core'

// What `@lingui/core/macro` is in tests that import modules of the portal directly (scripts/test-hooks.ts): the English
// texts. The build replaces the macros; without it they would be missing.

type Values = readonly unknown[]

const textOf = (first: TemplateStringsArray | { message?: string }, values: Values): string =>
  Array.isArray(first) ? String.raw({ raw: first }, ...values) : ((first as { message?: string }).message ?? '')

/** The text, as `i18n.t` would answer it. */
export const t = (first: TemplateStringsArray | { message?: string }, ...values: Values): string =>
  textOf(first, values)

/** A descriptor whose text is compiled already, with its values in it. */
export function msg(first: TemplateStringsArray | { message?: string }, ...values: Values): MessageDescriptor {
  const text = textOf(first, values)
  return { id: text, message: [text] as never }
}

export const defineMessage = msg

export function plural(value: number, forms: Record<string, string>): string {
  const form = forms[`=${value}`] ?? forms[new Intl.PluralRules('en').select(value)] ?? forms.other ?? ''
  return form.replaceAll('#', new Intl.NumberFormat('en').format(value))
}

export const select = (value: string, forms: Record<string, string>): string => forms[value] ?? forms.other ?? ''
