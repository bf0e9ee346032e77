import { Trans as LinguiTrans, type TransProps } from '@lingui/react'

/**
 * What `<Trans>` of the macros becomes (lingui.config.ts). Lingui looks for the marks of elements, such as `<0>`, in the
 * whole text with its values. A value that holds a `<`, as a name may, is passed as an element: it stays the text that it is.
 */
export function Trans({ values, ...props }: TransProps) {
  return <LinguiTrans {...props} values={values && Object.fromEntries(Object.entries(values).map(asText))} />
}

const asText = ([name, value]: [string, unknown]): [string, unknown] =>
  typeof value === 'string' && value.includes('<') ? [name, [value]] : [name, value]
